"""The states of search, for the checks in a browser."""

STATES = ()
