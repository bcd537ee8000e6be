"""html-validate on every file: what browsers mend silently, and readers' tools trip over. Licence MIT.

markup.json has every rule on but those of style. Needs Node, as the other engines do to be installed.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from tempfile import TemporaryDirectory

from a11y_journeys.child import running
from a11y_journeys.engines import Violation
from a11y_journeys.engines.packages import source
from a11y_journeys.look import EngineError

NAME = "markup"
SCRIPT = "html-validate/bin/html-validate.mjs"
HERE = Path(__file__).parent
LIMIT = 300
"""Seconds to read all files in, once the browser is done."""
RULES = HERE / "markup.json"
SENTINEL = HERE.parent / "sentinels/engines.html"


@dataclass
class Reading:
    """Files being read by a process of their own, while the browser looks at the pages."""

    process: "Popen[str]"
    output: Path
    """It goes to a file: the engine ends before a long text has left by a pipe."""
    files: Mapping[Path, str]

    def faults(self) -> dict[str, list[Violation]]:
        """Wait; the violations by page. Raises EngineError when the engine did not look."""
        try:
            complaint = self.process.communicate(timeout=LIMIT)[1]
        except TimeoutExpired as error:
            raise EngineError(f"html-validate has come to no end in {LIMIT} seconds") from error
        try:
            read = json.loads(self.output.read_text("utf-8"))
            told = {Path(one["filePath"]): one["messages"] for one in read}
        except (OSError, ValueError) as error:
            raise EngineError(f"html-validate did not run: {complaint.strip()[:200] or error}") from error
        if not told.pop(SENTINEL, None):
            raise EngineError("html-validate found no fault in a page that has one, so it did not look")
        return {self.files[path]: [_violation(message) for message in told[path]] for path in told}


def _violation(message: Mapping[str, str]) -> Violation:
    place = message.get("selector") or f"line {message['line']}"
    return Violation(message["ruleId"], place, message["message"])


@contextmanager
def reading(packages: Path, pages: Mapping[str, str]) -> Iterator[Reading]:
    """Begin to read `pages` (HTML by path) with the engine in the folder `node_modules`."""
    node, script = shutil.which("node"), packages / SCRIPT
    source(packages, SCRIPT)
    if node is None:
        raise EngineError(
            "Node is not on the PATH: html-validate needs it; on Debian: sudo apt-get install nodejs"
        )
    with TemporaryDirectory() as folder:
        files = {Path(folder).resolve() / f"{number}.html": path for number, path in enumerate(pages)}
        for file, path in files.items():
            file.write_text(pages[path], "utf-8")
        output = Path(folder, "told.json")
        given = [node, script, "--config", RULES, "--formatter", f"json={output}", *files, SENTINEL]
        with running([str(part) for part in given], stdout=PIPE, stderr=PIPE) as process:
            yield Reading(process, output, files)
