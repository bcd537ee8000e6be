"""JavaScript modules: those that scripts import, and those of a folder joined, as gzip begins anew in each.

A bundler would need Node, which an installed wheel cannot rely on. So modules are joined only if they are
plain: they import names (`import { a, b } from "./x.js"`) or nothing (`import "./x.js"`), without giving them
others, and export functions, classes and constants where they declare them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from posixpath import dirname, join, normpath

from hallbar.javascript import NAMES, SyntaxNode, declared, free, parsed, script, text_of, tokens

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
LOADED_LATER = re.compile(r"""\bimport\(\s*["'`]\./([^"'`]+)["'`]\s*\)""")


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
    """Modules that cannot be joined, because they are not plain."""


def joined(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the modules of a folder, name → text, with those that only one of them needs joined into that.

    Modules that several need, that `import()` loads, and those of other folders are imported as before.
    """
    code = {name: script(text) for name, text in modules.items()}  # comments name modules, too
    within = {name: _siblings(text) & modules.keys() for name, text in code.items()}
    later = {name for text in code.values() for name in LOADED_LATER.findall(text)}
    try:
        owners = _owners(within, later)
    except CycleError:
        return dict(modules)
    result = dict(modules)
    for owner in set(owners.values()):
        inside = {name for name in owners if owners[name] == owner != name}
        try:
            text = _one_scope(modules, owner, inside)
        except _UnsupportedError:
            continue
        result = {name: text for name, text in result.items() if name not in inside} | {owner: text}
    return result


def _siblings(text: str) -> set[str]:
    return {normpath(address) for address in IMPORT.findall(text) if address.startswith("./")}


def _owners(within: Mapping[str, set[str]], later: set[str]) -> dict[str, str]:
    """Return the module that each one is joined into: itself, unless only one needs it. Raises CycleError."""
    owners = dict[str, str]()
    for name in reversed([*TopologicalSorter(within).static_order()]):  # importers first
        importers = {owners[other] for other, names in within.items() if name in names}
        owners[name] = importers.pop() if len(importers) == 1 and name not in later else name
    return owners


def _order(module: str, modules: Mapping[str, str], inside: set[str]) -> Iterator[str]:
    """Yield modules in the order in which they run: each after those that it imports."""
    before = dict[str, None]()
    for address in IMPORT.findall(script(modules[module])):
        if address.startswith("./") and (name := normpath(address)) in inside:
            before |= dict.fromkeys(_order(name, modules, inside))
    yield from [*before, module]


def _one_scope(modules: Mapping[str, str], entry: str, inside: set[str]) -> str:
    """Return an entry with the modules `inside` it before it, in one scope. Raises _UnsupportedError.

    A module with a name that another one uses for something else is put into a function of its own. So are
    those that import such a name: it is then a part of a constant, `$$0`.
    """
    if not inside:
        return modules[entry]
    read = {name: _Module.read(modules[name], inside) for name in _order(entry, modules, inside)}
    hidden = {name for name in read if name != entry and _clashes(read, name, {*read[name].exports})}
    apart = hidden | {name for name in read if _clashes(read, name, read[name].names)}
    apart |= {name for name in read if hidden & read[name].inside.keys()}
    if entry in apart and read[entry].exports:
        raise _UnsupportedError
    whole = sorted({path for name in apart for path in read[name].outside})
    constants = {name: f"$${number}" for number, name in enumerate([*whole, *sorted(hidden)])}
    imports = [f'import * as {constants[path]} from "{path}";\n' for path in whole]
    outside = dict[str, set[str]]()
    for name in read.keys() - apart:
        for path, names in read[name].outside.items():
            outside.setdefault(path, set()).update(names)
    imports += [f'import {_braces(names)} from "{path}";\n' for path, names in sorted(outside.items())]
    texts = [
        module.apart(constants, name) if name in apart else module.text(keep_exports=name == entry)
        for name, module in read.items()
    ]
    return "".join([*imports, *texts])


def _braces(names: Iterable[str]) -> str:
    return f"{{ {', '.join(sorted(names))} }}" if names else "{}"


def _clashes(modules: Mapping[str, "_Module"], owner: str, names: set[str]) -> bool:
    """Return True if a module without a name of the `owner` mentions that name."""
    own = modules[owner]
    return any(
        names & module.mentioned - module.inside.get(owner, set()) - _same(own, module)
        for name, module in modules.items()
        if name != owner
    )


def _same(one: "_Module", other: "_Module") -> set[str]:
    """Return the names that both import from the same module outside."""
    return {name for path, names in one.outside.items() for name in names & other.outside.get(path, set())}


@dataclass
class _Module:
    """A module: the names in it, and its text."""

    source: bytes
    exports: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Names that it declares, or imports from outside."""
    mentioned: set[str] = field(default_factory=set)
    """Names of variables in it, but for those that are declared in a function or block of it."""
    inside: dict[str, set[str]] = field(default_factory=dict)
    """Module that is joined too → names imported from it."""
    outside: dict[str, set[str]] = field(default_factory=dict)
    """Path of another module → names imported from it."""
    cuts: list[tuple[int, int, bool]] = field(default_factory=list)
    """Begin and end of each import, and (True) of each word `export`."""

    @classmethod
    def read(cls, text: str, inside: set[str]) -> "_Module":
        """Return a module. Raises _UnsupportedError for a form that cannot be joined."""
        module = cls(text.encode())
        root = parsed(module.source)
        if root.has_error:
            raise _UnsupportedError
        module.mentioned = free(root)
        for token in tokens(root):
            if token.type == "var" or (token.type in NAMES and text_of(token).startswith("$$")):
                raise _UnsupportedError
        for statement in root.named_children:
            module._add(statement, inside)
        return module

    def _add(self, statement: SyntaxNode, inside: set[str]) -> None:
        if statement.type == "import_statement":
            self._import(statement, inside)
        elif statement.type == "export_statement":
            declaration = statement.child_by_field_name("declaration")
            if declaration is None or text_of(statement).startswith("export default"):
                raise _UnsupportedError
            names = declared(declaration)
            if text_of(declaration).startswith("let"):
                raise _UnsupportedError
            self.exports += sorted(names)
            self.names |= names
            self.cuts.append((statement.start_byte, declaration.start_byte, True))
        else:
            self.names |= declared(statement)

    def _import(self, statement: SyntaxNode, inside: set[str]) -> None:
        path = text_of(statement.child_by_field_name("source"))[1:-1]
        clause = [child for child in statement.named_children if child.type == "import_clause"]
        names = {text_of(part) for one in clause for part in tokens(one) if part.type in NAMES}
        if any(child.type != "named_imports" for one in clause for child in one.named_children):
            raise _UnsupportedError
        if any(part.type == "as" for one in clause for part in tokens(one)):
            raise _UnsupportedError
        known = path.startswith("./") and normpath(path) in inside
        (self.inside if known else self.outside).setdefault(normpath(path) if known else path, set()).update(
            names
        )
        self.names |= set() if known else names
        self.cuts.append((statement.start_byte, statement.end_byte, False))

    def text(self, *, keep_exports: bool = False) -> str:
        """Return the text without imports, and without the words `export`."""
        parts, end = list[bytes](), 0
        for begin, stop, exporting in self.cuts:
            if not (exporting and keep_exports):
                parts.append(self.source[end:begin])
                end = stop
        return b"".join([*parts, self.source[end:]]).decode() + "\n"

    def apart(self, constants: Mapping[str, str], name: str) -> str:
        """Return the text as a function that is called at once.

        `constants` are those for modules; the exports of this one are in its own if its `name` has one.
        """
        imports = "".join(
            f"const {_braces(names)} = {constants[path]};\n"
            for path, names in [*self.outside.items(), *self.inside.items()]
            if path in constants
        )
        exports = _braces(self.exports)
        result = f"const {constants.get(name, exports)} = " if self.exports else ""
        end = f"return {exports};\n" if self.exports else ""
        return f"{result}(() => {{\n{imports}{self.text()}{end}}})();\n"
