"""The made-up site without a capability, for the tests of a built site (`test_site.py`)."""

import random

import pytest

from support import PLUGINS

CAPABILITIES = sorted({path.parent.name for path in PLUGINS.glob("*/plugin.py")} - {"frame"})
"""All capabilities except the frame, which includes the others."""
FILES = ("test_site.py", "test_before_choice.py")
"""Files whose tests also check the sites without a capability."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test of a built site check the whole site, and the site without each capability but its own.

    In the folder `consent` two capabilities are removed by turn; in a long round all are.
    """
    path = metafunc.definition.path
    if path.name not in FILES or not {"site", "served"} & set(metafunc.fixturenames):
        return
    turn = set(random.Random(metafunc.config.getoption("seed")).sample(CAPABILITIES, 2))
    usual = turn if path.parent.name == "consent" else set[str]()
    sites = [
        pytest.param(name, id=f"without-{name}", marks=[] if name in usual else [pytest.mark.long])
        for name in CAPABILITIES
        if name != path.parent.name
    ]
    whole = pytest.param("", id="whole")
    metafunc.parametrize("lacking", [whole, *sites], indirect=True, scope="session")
