"""Errors that end a run, each with one line for the terminal."""


class EngineError(Exception):
    """A check did not do its work: silence must never pass for a clean page."""


class SiteError(Exception):
    """The site cannot be checked; says why in one line."""
