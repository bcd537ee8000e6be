"""html-validate on every file: errors that browsers correct silently, and assistive technology does not. MIT.

markup.json has every rule on except those of style. It needs Node.
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
from a11y_journeys.engines.packages import source
from a11y_journeys.errors import EngineError
from a11y_journeys.view import Problem

NAME, PACKAGE = "markup", "html-validate"
SCRIPT = "html-validate/bin/html-validate.mjs"
HERE = Path(__file__).parent
LIMIT = 300
"""Seconds to read all files in, once the browser is done."""
RULES = HERE / "markup.json"
SENTINEL = HERE.parent / "sentinels/engines.html"


@dataclass
class Reading:
    """Files that a process of its own reads, while the browser checks the pages."""

    process: "Popen[str]"
    output: Path
    """A file: the engine ends before a long text has left by a pipe."""
    files: Mapping[Path, str]

    def problems(self) -> dict[str, list[Problem]]:
        """Wait; return the problems by page. Raises EngineError when the engine did not check anything."""
        try:
            complaint = self.process.communicate(timeout=LIMIT)[1]
        except TimeoutExpired as error:
            raise EngineError(f"html-validate has come to no end in {LIMIT} seconds") from error
        try:
            read = json.loads(self.output.read_text("utf-8"))
            messages = {Path(one["filePath"]): one["messages"] for one in read}
        except (OSError, ValueError) as error:
            raise EngineError(f"html-validate did not run: {complaint.strip()[:200] or error}") from error
        if not messages.pop(SENTINEL, None):
            raise EngineError("html-validate found no problem in a page that has one, so it did not work")
        return {self.files[path]: [_problem(message) for message in messages[path]] for path in messages}


def _problem(message: Mapping[str, str]) -> Problem:
    place = message.get("selector") or f"line {message['line']}"
    return Problem(place, message["message"], message["ruleId"])


def node() -> str:
    """Return the path of Node. Raises EngineError where there is none."""
    path = shutil.which("node")
    if path is None:
        raise EngineError(
            "Node is not on the PATH: html-validate needs it; on Debian: sudo apt-get install nodejs"
        )
    return path


@contextmanager
def reading(packages: Path, pages: Mapping[str, str]) -> Iterator[Reading]:
    """Begin to read `pages` (HTML by path) with the engine in the folder `node_modules`."""
    source(packages, SCRIPT)
    program = node()
    with TemporaryDirectory() as folder:
        files = {Path(folder).resolve() / f"{number}.html": path for number, path in enumerate(pages)}
        for file, path in files.items():
            file.write_text(pages[path], "utf-8", errors="replace")
        output = Path(folder, "messages.json")
        options = ["--config", RULES, "--formatter", f"json={output}"]
        given = [program, packages / SCRIPT, *options, *files, SENTINEL]
        with running([str(part) for part in given], stdout=PIPE, stderr=PIPE) as process:
            yield Reading(process, output, files)
