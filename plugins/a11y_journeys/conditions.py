"""States that every page has, whoever made it: no scripts, forced colours, on paper."""

from typing import TYPE_CHECKING

from a11y_journeys.script import SCRIPT
from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORCED, PRINT = "forced-colours", "print"


def without_scripts(page: "Page") -> None:
    """Open the page again with scripts off; then allow them, as the checks need them."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.reload()
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
    page.evaluate(SCRIPT)


def forced_colours(page: "Page") -> None:
    """Show the page as Windows does to readers who chose a few strong colours."""
    page.emulate_media(forced_colors="active")


def on_paper(page: "Page") -> None:
    """Show the page as it is printed."""
    page.emulate_media(media="print")


STATES = (
    State("no-scripts", "body", without_scripts, "body", (1280,), ("light",)),
    State(FORCED, "body", forced_colours, "body", (1280,), ("light",)),
    State(PRINT, "body", on_paper, "body", (1280,), ("light",)),
)
