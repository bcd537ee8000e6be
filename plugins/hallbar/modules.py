"""JavaScript modules: those that scripts import, and those of a folder joined, as gzip begins anew in each.

A bundler would need Node, which an installed wheel cannot rely on. So modules are joined if they use these
forms only, each at the start of a line: `import { a, b as c } from "./x.js";`, `import "./x.js";`, and
`export` before a function, class or const.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from posixpath import dirname, join, normpath

from hallbar.stripping import script

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
LOADED_LATER = re.compile(r"""\bimport\(\s*["'`]\./([^"'`]+)["'`]\s*\)""")
FORMS = re.compile(
    r"""^(?:
      import[ ](?:\{(?P<names>[^}"']*)\}[ ]from[ ])?"(?P<path>\.\.?/[^"]+)";
      | export[ ](?=(?:(?:async[ ])?function\*?|class|const)[ ](?P<declared>[\w$]+))
      | (?P<unknown>(?:import|export)\b(?![(.]).*)
    )""",
    re.MULTILINE | re.VERBOSE,
)
ALIAS = re.compile(r"([\w$]+)\s+as\s+([\w$]+)")
OURS = re.compile(r"\$\d")
"""The names that joining adds. A module that uses such a name is not joined."""


def imported(scripts: Iterable[str], text: Callable[[str], str]) -> list[str]:
    """Return the URLs of all modules that scripts import, and those that these import, without the scripts.

    `text` returns the text of a script by its URL, empty if it is not one of the site.
    """
    first = [*scripts]
    found: dict[str, None] = dict.fromkeys(first)
    queue = [*first]
    while queue:
        path = queue.pop(0)
        targets = [normpath(join(dirname(path), address)) for address in IMPORT.findall(text(path))]
        fresh = [target for target in dict.fromkeys(targets) if target not in found]
        found |= dict.fromkeys(fresh)
        queue += fresh
    return [path for path in found if path not in first]


class _UnsupportedError(Exception):
    """A form of import or export, or a circle of imports, that cannot be joined."""


def joined(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the modules of a folder, name → text, with those that a single entry needs joined into that.

    An entry is a module that no other one imports, or that one loads later (`import()`). Modules outside the
    folder, and those that several entries need, are imported as before.
    """
    code = {name: script(text) for name, text in modules.items()}  # comments name modules, too
    within = {name: _siblings(text) & modules.keys() for name, text in code.items()}
    later = {name for text in code.values() for name in LOADED_LATER.findall(text)}
    needed = set[str]().union(*within.values()) - later
    reach = {name: _reached(name, within) for name in modules if name not in needed}
    result = dict(modules)
    for entry in reach:
        inside = reach[entry].difference(reach, *(reach[other] for other in reach if other != entry))
        try:
            text = _Joint(modules, inside).text(entry)
        except _UnsupportedError:
            continue
        result = {name: text for name, text in result.items() if name not in inside} | {entry: text}
    return result


def _siblings(text: str) -> set[str]:
    return {normpath(address) for address in IMPORT.findall(text) if address.startswith("./")}


def _reached(entry: str, within: Mapping[str, set[str]]) -> set[str]:
    """Return the modules that an entry imports, and those that these import."""
    found, queue = set[str](), [entry]
    while queue:
        fresh = within[queue.pop()] - found
        found |= fresh
        queue += fresh
    return found


class _Joint:
    """An entry with the modules `inside` it: each a function, called in the order in which modules run."""

    def __init__(self, modules: Mapping[str, str], inside: set[str]) -> None:
        self.modules, self.inside = modules, inside
        self.constants = {name: f"${number}" for number, name in enumerate(sorted(inside))}
        self.outside = dict[str, str]()
        self.parts = dict[str, str]()
        self.under_way = set[str]()

    def text(self, entry: str) -> str:
        """Return the joined text. Raises _UnsupportedError."""
        if not self.inside:
            return self.modules[entry]
        body, _ = self._body(entry, keep_exports=True)
        imports = [f'import * as {constant} from "{path}";\n' for path, constant in self.outside.items()]
        return "".join([*imports, *self.parts.values(), body])

    def _body(self, module: str, *, keep_exports: bool = False) -> tuple[str, list[str]]:
        """Return the text of a module with constants for its imports, and the names that it exports."""
        text, exports = self.modules[module], list[str]()
        if OURS.search(text) or module in self.under_way:
            raise _UnsupportedError
        self.under_way.add(module)

        def replaced(found: re.Match[str]) -> str:
            if found["unknown"]:
                raise _UnsupportedError
            if found["declared"]:
                exports.append(found["declared"])
                return found[0] if keep_exports else ""
            constant = self._constant(found["path"])
            names = ALIAS.sub(r"\1: \2", found["names"] or "")
            return f"const {{{names}}} = {constant};" if names else ""

        body = FORMS.sub(replaced, text)
        self.under_way.remove(module)
        return body, exports

    def _constant(self, path: str) -> str:
        """Return the name of the constant with the exports of an imported module."""
        name = normpath(path)
        if not path.startswith("./") or name not in self.inside:
            return self.outside.setdefault(path, f"${len(self.constants) + len(self.outside)}")
        if name not in self.parts:
            body, exports = self._body(name)
            result = f"return {{ {', '.join(exports)} }};"
            self.parts[name] = f"const {self.constants[name]} = (() => {{\n{body}\n{result}\n}})();\n"
        return self.constants[name]
