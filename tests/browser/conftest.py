"""A visitor opens pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from support import Served
from visiting import Visit, watched


@pytest.fixture
def visit(context: BrowserContext, served: Served) -> Callable[[str], Visit]:
    """Opens a path of the site in a tab of its own."""

    def open_path(path: str) -> Visit:
        visit = watched(context.new_page())
        visit.page.goto(served.url + path)
        return visit

    return open_path
