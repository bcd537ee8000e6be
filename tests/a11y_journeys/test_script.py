"""The linker of the modules that run in a page, and the script that it makes of ours."""

import json
import re
from pathlib import Path

import pytest

from a11y_journeys.script import ENTRY, GLOBAL, SCRIPT, LinkError, link
from processes import run
from support import ROOT

COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)
ANY = re.compile(r"[:<{(|&,]\s*any\s*[\]\[>})|&,=]")
ASKED = re.compile(r'\bask\((?:page, )?"([\w.]+)"|\{GLOBAL\}\.([\w.]+)\(')
PAGE = """const page = new EventTarget();
Object.assign(globalThis, { window: page, document: {}, requestAnimationFrame() {} });"""
"""As much of a browser as the modules need to be loaded."""


def written(folder: Path, modules: dict[str, str]) -> Path:
    """Write modules to a folder and return the path of `index.js`."""
    for name, source in modules.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
    return folder / "index.js"


def run_in_node(*scripts: str) -> str:
    done = run(["node", "-"], stdin="\n".join(scripts))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("processes")
def test_all_forms_are_linked(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        {
            "index.js": 'import {\n  add,\n  Box,\n  LIMIT,\n} from "./lib/sums.js";\n'
            'import * as sums from "./lib/sums.js";\n'
            'import { own } from "./own.js";\n'
            "const limit = own(LIMIT);\nfunction total() {\n  return add(1, new Box().size);\n}\n"
            'async function later() {\n  return "done";\n}\nexport { later, limit, sums, total };\n',
            "own.js": 'import { add } from "./lib/sums.js";\nexport const own = (value) => add(value, 1);\n',
            "lib/sums.js": "const hidden = 1;\nexport const LIMIT = 5;\n"
            "export function add(one, other) {\n  return one + other;\n}\n"
            "export class Box {\n  size = hidden;\n}\n"
            "export function* count() {\n  yield 1;\n}\nexport async function wait() {}\n",
        },
    )
    printed = run_in_node(
        link(entry, "linked"),
        "const { later, limit, sums, total } = linked;"
        "later().then((word) => console.log(JSON.stringify([word, limit, total(), Object.keys(sums),"
        " [...sums.count()], typeof hidden, Object.isFrozen(sums)])));",
    )

    names = ["LIMIT", "add", "Box", "count", "wait"]
    assert json.loads(printed) == ["done", 6, 2, names, [1], "undefined", True]


def test_a_module_runs_once_after_those_that_it_imports(tmp_path: Path) -> None:
    one, two = 'import { c } from "./c.js";\n', 'import { b } from "./b.js";\nimport { c } from "./c.js";\n'
    entry = written(
        tmp_path,
        {
            "index.js": 'import { a } from "./a.js";\nrun("index");\n',
            "a.js": two + 'run("a");\nexport const a = 1;\n',
            "b.js": one + 'run("b");\nexport const b = 1;\n',
            "c.js": 'run("c");\nexport const c = 1;\n',
        },
    )

    assert re.findall(r'run\("(\w+)"\)', link(entry, "linked")) == ["c", "b", "a", "index"]


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"index.js": '\nimport { a } from "./a.js";\n'}, "index.js:2: no module /folder/a.js"),
        (
            {"index.js": 'import {\n  a,\n  b,\n} from "./a.js";\n', "a.js": "export const a = 1;\n"},
            "index.js:1: a.js does not export b",
        ),
        (
            {"index.js": 'import { a } from "./a.js";\n', "a.js": '\nimport { b } from "./index.js";\n'},
            "a.js:2: cycle of imports: index.js -> a.js -> index.js",
        ),
        (
            {"index.js": 'import * as index from "./index.js";\n'},
            "index.js:1: cycle of imports: index.js -> index.js",
        ),
        *[
            ({"index.js": f"\n\n{line}\n"}, f"index.js:3: unsupported form of import or export: {line}")
            for line in (
                "export let count = 0;",
                "export var count = 0;",
                "export default 1;",
                "export const { a, b } = c;",
                'export { a } from "./a.js";',
                'export * from "./a.js";',
                "export { a as b };",
                'import "./a.js";',
                'import a from "./a.js";',
                'import { a as b } from "./a.js";',
                'import { a } from "package";',
                'import { a } from "/a.js";',
                'import("./a.js");',
            )
        ],
    ],
)
def test_a_module_that_cannot_be_linked_is_named(
    tmp_path: Path, modules: dict[str, str], message: str
) -> None:
    with pytest.raises(LinkError) as raised:
        link(written(tmp_path, modules), "linked")

    assert str(raised.value).replace(str(tmp_path), "/folder") == f"/folder/{message}"


@pytest.mark.usefixtures("processes")
def test_the_script_defines_one_global_and_all_that_python_calls(tmp_path: Path) -> None:
    path = tmp_path / "script.js"
    path.write_text(SCRIPT, "utf-8")
    printed = run_in_node(
        PAGE,
        "const before = Object.keys(globalThis);",
        f"const value = (0, eval)(require('fs').readFileSync({json.dumps(str(path))}, 'utf8'));",
        "const added = Object.keys(globalThis).filter((name) => !before.includes(name));",
        f"const names = Object.entries({GLOBAL}).flatMap(([name, member]) => typeof member === 'function'"
        " ? name : Object.keys(member).map((inner) => `${name}.${inner}`));",
        "console.log(JSON.stringify({ added, names, value: typeof value }));",
    )
    result = json.loads(printed)
    code = "".join(path.read_text("utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    asked = {one or other for one, other in ASKED.findall(code)}

    assert result["added"] == [GLOBAL]
    assert result["value"] == "undefined"
    assert len(asked) > 40
    assert asked <= set(result["names"])


def test_every_module_belongs_to_the_script() -> None:
    modules = {path.name for path in ENTRY.parent.rglob("*.js")}

    assert set(re.findall(r"(?m)^// ([\w.]+\.js)$", SCRIPT)) == modules


def test_no_type_is_any() -> None:
    comments = {path.name: COMMENT.findall(path.read_text("utf-8")) for path in ENTRY.parent.rglob("*.js")}

    assert [(name, one) for name, found in comments.items() for one in found if ANY.search(one)] == []


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("/** @param {any} value */", True),
        ("/** @type {Record<string, any>} */", True),
        ("/** @returns {any[]} */", True),
        ("/** @param {string | any} value */", True),
        ("/** @typedef {{any: string}} Rule any rule */", False),
        ("/** Return true for any element. @param {Element} any */", False),
    ],
)
def test_any_is_seen(comment: str, found: bool) -> None:
    assert bool(ANY.search(comment)) is found
