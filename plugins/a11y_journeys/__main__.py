"""`python -m a11y_journeys`."""

from a11y_journeys.command import main

main(prog_name="python -m a11y_journeys")
