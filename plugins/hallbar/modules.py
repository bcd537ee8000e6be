"""JavaScript modules: those that scripts import, and those of a folder joined, as gzip begins anew in each.

A bundler would need Node, which an installed wheel cannot rely on. So modules are joined in one scope, if
they use these forms only, each at the start of a line: `import { a, b } from "./x.js";`, `import "./x.js";`,
and `export` before a function, class, const or let; and if none has a name that another one uses otherwise.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath

from hallbar.javascript import script

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
LOADED_LATER = re.compile(r"""\bimport\(\s*["'`]\./([^"'`]+)["'`]\s*\)""")
FORMS = re.compile(
    r"""^(?:
      import[ ](?:\{(?P<names>[\w$,\s]*)\}[ ]from[ ])?"(?P<path>\.\.?/[^"]+)";\n?
      | (?:export[ ])?(?:(?:async[ ])?function\*?|class|const|let)[ ](?P<declared>[\w$]+)
      | (?P<unknown>(?:import|export)\b(?![(.]).*|(?:const|let|var)[ ].*)
    )""",
    re.MULTILINE | re.VERBOSE,
)

NAME = re.compile(r"(?<![.\w$#/-])[\w$]++(?![:-])")
"""Names in code that may be those of its scope: not of a property."""


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
    """A form of import or export, a circle of imports, or a name used twice: it cannot be joined."""


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
            text = _one_scope(modules, entry, inside)
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


def _one_scope(modules: Mapping[str, str], entry: str, inside: set[str]) -> str:
    """Return an entry with the modules `inside` it before it. Raises _UnsupportedError."""
    if not inside:
        return modules[entry]
    scope = _Scope(inside)
    bodies = {name: scope.body(name, modules[name], name == entry) for name in _order(entry, modules, inside)}
    scope.check(bodies)
    return "".join([*scope.imports(), *bodies.values()])


def _order(
    module: str, modules: Mapping[str, str], inside: set[str], within: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield modules in the order in which they run: each after those that it imports."""
    if module in within:
        raise _UnsupportedError
    before = dict[str, None]()
    for address in IMPORT.findall(modules[module]):
        if address.startswith("./") and (name := normpath(address)) in inside:
            before |= dict.fromkeys(_order(name, modules, inside, (*within, module)))
    yield from [*before, module]


class _Scope:
    """One scope for several modules, in which each name belongs to one of them."""

    def __init__(self, inside: set[str]) -> None:
        self.inside = inside
        self.owners = dict[str, str]()
        self.imported = dict[str, set[str]]()
        """Module → the names that it imports."""
        self.outside = dict[str, set[str]]()
        """Path of a module outside → the names imported from it."""

    def body(self, module: str, text: str, keep_exports: bool) -> str:
        """Return the text of a module without its imports. Raises _UnsupportedError."""

        def replaced(found: re.Match[str]) -> str:
            if found["unknown"]:
                raise _UnsupportedError
            if found["declared"]:
                self._own(found["declared"], module)
                return found[0] if keep_exports else found[0].removeprefix("export ")
            self._import(module, found["path"], found["names"] or "")
            return ""

        return FORMS.sub(replaced, text)

    def check(self, bodies: Mapping[str, str]) -> None:
        """Raise _UnsupportedError if a module mentions a name of another one without having imported it.

        It may be a global of the browser, or a local name.
        """
        for module, body in bodies.items():
            code, own = script(body), self.imported.get(module, set())
            others = {name for name, owner in self.owners.items() if owner != module and name not in own}
            if others.intersection(NAME.findall(code)):
                raise _UnsupportedError

    def imports(self) -> Iterator[str]:
        """Yield the statements that import from modules outside."""
        for path, names in self.outside.items():
            yield f'import {{ {", ".join(sorted(names))} }} from "{path}";\n'

    def _import(self, module: str, path: str, names: str) -> None:
        each = [*filter(None, map(str.strip, names.split(",")))]
        self.imported.setdefault(module, set()).update(each)
        if any(" " in name for name in each):  # `a as b`
            raise _UnsupportedError
        if path.startswith("./") and normpath(path) in self.inside:
            return
        for name in each:
            self._own(name, path)
        self.outside.setdefault(path, set()).update(each)

    def _own(self, name: str, owner: str) -> None:
        if self.owners.setdefault(name, owner) != owner:
            raise _UnsupportedError
