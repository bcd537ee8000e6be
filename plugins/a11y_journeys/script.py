"""The functions that journeys and engines call in a page: ES modules, linked into one script.

A bundler would need Node, which an installed wheel cannot rely on. So a module may use these forms only, each
at the start of a line: `import { a, b } from "./x.js";`, `import * as x from "./x.js";`, `export { a, b };`,
and `export` before a function, a class or a const. An exported `let` is an error, as importers would not see
its new values.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

GLOBAL = "a11yJourneys"
"""The only global that the script adds to a page. It holds the exports of the entry module."""
ENTRY = Path(__file__).parent / "in_page" / "index.js"
NAMES = r"\s*[\w$]+(?:\s*,\s*[\w$]+)*\s*,?\s*"
FORMS = re.compile(
    rf"""^(?:
    import[ ](?:\{{(?P<names>{NAMES})\}}|\*[ ]as[ ](?P<namespace>[\w$]+))[ ]from[ ]"(?P<path>\.\.?/[\w./-]+)";
    | export[ ]\{{(?P<list>{NAMES})\}};
    | export[ ](?=(?:(?:async[ ])?function\*?|class|const)[ ](?P<declared>[\w$]+)\b)
    | (?P<unknown>(?:import|export)\b.*)
    )""",
    re.MULTILINE | re.VERBOSE,
)


class LinkError(Exception):
    """A module that cannot be linked. The message names its file and the line."""


def link(entry: Path, name: str) -> str:
    """Return a classic script that runs a module and sets the global `name` to its exports.

    Modules that it imports run first, each once. Raises LinkError for a cycle, for a module or an export that
    does not exist, and for an import or export in a form that is not supported.
    """
    linker = _Linker()
    linker.add(entry)
    modules = "".join(linker.scripts)
    result = f"globalThis.{name} = {linker.variables[entry]};"
    return f'(() => {{\n"use strict";\n{modules}{result}\n}})();\n'


def ask(page: "Page", function: str, argument: object = None) -> Any:
    """Call a function in the page: `ask(page, "settle", 5)` is `a11yJourneys.settle(5)` there."""
    return page.evaluate(f"(argument) => {GLOBAL}.{function}(argument)", argument)


class _Linker:
    """Modules in the order in which they run, each in a function scope of its own."""

    def __init__(self) -> None:
        self.scripts: list[str] = []
        self.exports: dict[Path, list[str]] = {}
        self.variables: dict[Path, str] = {}
        """For each module the constant of the script that holds its exports."""
        self.importers: list[Path] = []
        """The chain of imports from the entry to the module that is being added."""

    def add(self, path: Path) -> None:
        """Add a module after those that it imports."""
        exports: list[str] = []

        def replaced(found: re.Match[str]) -> str:
            where = f"{path}:{found.string.count(chr(10), 0, found.start()) + 1}"
            if found["unknown"]:
                raise LinkError(f"{where}: unsupported form of import or export: {found['unknown']}")
            if not found["path"]:
                exports.extend(_split(found["list"] or found["declared"]))
                return ""
            target = self._imported((path.parent / found["path"]).resolve(), where)
            names = _split(found["names"] or "")
            for missing in set(names) - set(self.exports[target]):
                raise LinkError(f"{where}: {target.name} does not export {missing}")
            return f"const {found['namespace'] or _braced(names)} = {self.variables[target]};"

        self.importers.append(path)
        body = FORMS.sub(replaced, path.read_text("utf-8"))
        self.importers.pop()
        self.exports[path] = exports
        self.variables[path] = f"$module{len(self.variables)}"
        scope = f"(() => {{\n{body}\nreturn Object.freeze({_braced(exports)});\n}})()"
        self.scripts.append(f"// {path.name}\nconst {self.variables[path]} = {scope};\n")

    def _imported(self, target: Path, where: str) -> Path:
        """Return the path of an imported module, which has been added."""
        if target in self.importers:
            chain = [*self.importers[self.importers.index(target) :], target]
            raise LinkError(f"{where}: cycle of imports: {' -> '.join(path.name for path in chain)}")
        if not target.is_file():
            raise LinkError(f"{where}: no module {target}")
        if target not in self.exports:
            self.add(target)
        return target


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _braced(names: list[str]) -> str:
    return f"{{ {', '.join(names)} }}"


SCRIPT = link(ENTRY.resolve(), GLOBAL)
"""Runs in every document before the page's own scripts."""
