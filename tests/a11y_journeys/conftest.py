"""Fixtures of the tests of the checks in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from a11y_journeys.visit import Window, window
from rounds import share

__all__ = ["share"]


@pytest.fixture(scope="module")
def own(browser: Browser) -> Iterator[Window]:
    """One window for all visits of a file."""
    with window(browser) as made:
        yield made
