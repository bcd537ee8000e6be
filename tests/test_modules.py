"""Modules of a folder, joined, run as they did; and the modules that scripts import are found."""

import json
from pathlib import Path

import pytest

from hallbar.javascript import script
from hallbar.modules import imported, joined
from processes import run
from support import PLUGINS

OUTSIDE = 'log("outside"); export let count = 0; export const add = () => ++count; export class Base {}'

JOINED = {  # the files of a folder -> those that are left
    "one": ({"main.js": 'log("main");'}, ["main.js"]),
    "names": (
        {
            "main.js": 'import { a, b } from "./b.js";\nlog(a, b);',
            "b.js": 'export const a = 1;\nexport function b() {}\nexport class D {}\nlet c = 3;',
        },
        ["main.js"],
    ),
    "chain, in the order in which modules run": (
        {
            "main.js": 'import { b } from "./b.js";\nimport "./d.js";\nimport {\n  c,\n} from "./c.js";\n'
            'log("main", b, c);',
            "b.js": 'import { c } from "./c.js";\nlog("b");\nexport const b = c + 1;',
            "c.js": 'import { add } from "../outside.js";\nlog("c");\nexport const c = add();',
            "d.js": 'log("d");',
        },
        ["main.js"],
    ),
    "one instance of what is outside": (
        {
            "main.js": 'import { add } from "../outside.js";\nimport { b } from "./b.js";\nlog(add(), b());',
            "b.js": 'import { add, Base } from "../outside.js";\nexport const b = () => [add(), Base.name];',
        },
        ["main.js"],
    ),
    "what two entries need is shared": (
        {
            "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\nlog(a, b);',
            "other.js": 'import { a } from "./a.js";\nlog("other", a);',
            "a.js": 'log("a");\nexport const a = { of: "a" };',
            "b.js": 'import { a } from "./a.js";\nexport const b = [a];',
        },
        ["a.js", "main.js", "other.js"],
    ),
    "exports of an entry": (
        {"main.js": 'import { b } from "./b.js";\nexport const a = b;', "b.js": "export const b = 1;"},
        ["main.js"],
    ),
    "loaded later": (
        {
            "main.js": 'import { b } from "./b.js";\nlog((await import("./c.js")).c, b);',
            "b.js": "export const b = 1;",
            "c.js": "export const c = 2;",
        },
        ["c.js", "main.js"],
    ),
    "comments and texts that look like code": (
        {
            "main.js": '/** @type {import("./b.js").B} import { c } from "./c.js" */\n'
            'import { b } from "./b.js";\n// import { c } from "./c.js";\nlog(b, `\nexporting`);',
            "b.js": "export async function b() {}\n/* export let c = 1; */",
            "c.js": 'log("c");',
        },
        ["c.js", "main.js"],
    ),
    "address of the module": (
        {
            "main.js": 'import { b } from "./b.js";\nlog(b, /folder.main/.test(import.meta.url));',
            "b.js": "export const b = 1;",
        },
        ["main.js"],
    ),
}  # fmt: skip
SEPARATE = {  # forms that are not joined
    "default": {"main.js": 'import b from "./b.js";\nlog(b);', "b.js": "export default 1;"},
    "a name for all": {"main.js": 'import * as b from "./b.js";\nlog(b.a);', "b.js": "export const a = 1;"},
    "another name": {"main.js": 'import { a as c } from "./b.js";\nlog(c);', "b.js": "export const a = 1;"},
    "equal names": {"main.js": 'import { a } from "./b.js";\nconst c = 1;\nlog(a, c);',
                    "b.js": "const c = 2;\nexport const a = c;"},
    "several names at once": {"main.js": 'import { a } from "./b.js";\nlog(a);',
                              "b.js": "const { a: c } = { a: 1 };\nexport const a = c;"},
    "a list": {"main.js": 'import { a } from "./b.js";\nlog(a);', "b.js": "const a = 1;\nexport { a };"},
    "from": {"main.js": 'import { a } from "./b.js";\nlog(a);', "b.js": 'export { a } from "./c.js";',
             "c.js": "export const a = 1;"},
    "a circle": {"main.js": 'import { a } from "./a.js";\nlog(a());', "a.js": 'import { b } from "./b.js";\n'
                 "export function a() { return b(); }", "b.js": 'import { a } from "./a.js";\n'
                 "export function b() { return typeof a; }"},
}  # fmt: skip
RUN = """
const results = {};
for (const name of JSON.parse(process.argv[1])) {
  const logged = [];
  const shown = (value) => typeof value === "function" ? value.name : value;
  globalThis.log = (...values) => logged.push(values.map(shown));
  const exported = await import(`${process.cwd()}/${name}/folder/main.js`);
  results[name] = [logged, { ...exported }];
}
console.log(JSON.stringify(results));
"""


def results(folder: Path, cases: dict[str, dict[str, str]]) -> object:
    """Return what each folder of modules logs and exports, by Node."""
    for name, modules in cases.items():
        (folder / name / "folder").mkdir(parents=True)
        (folder / name / "package.json").write_text('{"type": "module"}', "utf-8")
        (folder / name / "outside.js").write_text(OUTSIDE, "utf-8")
        for file, text in modules.items():
            (folder / name / "folder" / file).write_text(text, "utf-8")
    done = run(["node", "--input-type=module", "-e", RUN, json.dumps([*cases])], cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.usefixtures("processes")
def test_joined_modules_do_the_same(tmp_path: Path) -> None:
    apart = {name: modules for name, (modules, _) in JOINED.items()} | SEPARATE
    together = {name: joined(modules) for name, modules in apart.items()}
    stripped = {name: {file: script(text) for file, text in all_.items()} for name, all_ in together.items()}

    expected = results(tmp_path / "apart", apart)
    assert results(tmp_path / "together", together) == expected
    assert results(tmp_path / "stripped", stripped) == expected


@pytest.mark.parametrize("name", JOINED)
def test_the_files_that_are_left(name: str) -> None:
    modules, left = JOINED[name]

    assert sorted(joined(modules)) == left


@pytest.mark.parametrize("name", SEPARATE)
def test_modules_in_other_forms_are_left_as_they_are(name: str) -> None:
    assert joined(SEPARATE[name]) == SEPARATE[name]


def test_the_player_is_one_file() -> None:
    modules = {path.name: path.read_text("utf-8") for path in (PLUGINS / "readaloud/player").glob("*.js")}

    assert len(modules) > 5
    assert [*joined(modules)] == ["readaloud.js"]


def test_imported_modules_are_found_in_the_order_of_their_distance() -> None:
    files = {
        "a/one.js": 'import { x } from "./two.js";\nimport"../b/three.js";\nimport y from "https://x.org/y.js";',
        "a/two.js": "import{y}from'../b/three.js';import z from \"./one.js\";",
        "b/three.js": 'export { x } from "./four.js"; const text = "from afar";',
        "b/four.js": "",
    }

    assert imported(["a/one.js"], lambda path: files.get(path, "")) == ["a/two.js", "b/three.js", "b/four.js"]
    assert imported(["b/four.js", "missing.js"], lambda path: files.get(path, "")) == []
