"""What the checks in a browser cost: against axe-core alone in the same run, and for one page more."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).parent.parent))

from hallbar.checks.browser import session
from hallbar.checks.browser.outcome import Outcome
from support import PLUGINS, build, copy_of_repository

KNOWN = PLUGINS / "checks/browser/known.toml"
FILLER = "# {title}\n\nVi har öppet alla vardagar. Du kan låna böcker, tidskrifter och spel.\n"
