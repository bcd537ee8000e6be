"""Modules of a folder, joined, run as they did; and the modules that scripts import are found."""

import json
from pathlib import Path

import pytest

from hallbar.javascript import free, parsed, script
from hallbar.modules import imported, joined
from processes import run
from support import PLUGINS

OUTSIDE = 'log("outside"); export let count = 0; export const add = () => ++count; export class Base {}'

JOINED = {  # the files of a folder -> those that are left
    "one": ({"main.js": 'log("main");'}, ["main.js"]),
    "names": (
        {
            "main.js": 'import { a, b } from "./b.js";\nlog(a, b);',
            "b.js": 'export const a = 1;\nexport function b() {}\nexport class D {}\nconst c = 3;',
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
    "private names that are equal": (
        {
            "main.js": 'import { b } from "./b.js";\n'
            'import { c } from "./c.js";\nconst d = 0;\nlog(b(), c(), d);',
            "b.js": "let d = 1;\nexport function b() { return d++; }",
            "c.js": "let d = 2;\nexport function c() { return d++; }",
        },
        ["main.js"],
    ),
    "a private name that is a global elsewhere": (
        {
            "main.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nlog(b(), c());',
            "b.js": "export const b = () => [typeof status, typeof open, { status: 1 }];",
            "c.js": "const { status, x: [open] } = { status: 1, x: [2] };\n"
            "export const c = () => status + open;",
        },
        ["main.js"],
    ),
    "a private name that is a parameter elsewhere": (
        {
            "main.js": 'import { b } from "./b.js";\n'
            'import { c } from "./c.js";\nlog(b(1), c(), [3].map((b) => b));',
            "b.js": "export const b = (last) => last + 1;",
            "c.js": "let last = 5;\nexport const c = () => ++last;",
        },
        ["main.js"],
    ),
    "a private name of the entry": (
        {
            "main.js": 'import { b } from "./b.js";\n'
            'import { add } from "../outside.js";\nconst status = 1;\nlog(b(), add(), status);',
            "b.js": "export const b = () => [typeof status, ((add) => add)(2)];",
        },
        ["main.js"],
    ),
    "an exported name that is a global, a parameter, or private elsewhere": (
        {
            "main.js": 'import { status, open, b } from "./b.js";\nimport { c } from "./c.js";\n'
            'import { d } from "./d.js";\nimport { e } from "./e.js";\nlog(status, open, b(), c(), d(2), e);',
            "b.js": "export const status = 1;\nexport const open = 3;\n"
            "export function b() { return status; }",
            "c.js": "export const c = () => [typeof status, typeof open];",
            "d.js": 'import { b } from "./b.js";\nexport const d = (status) => [status, b()];',
            "e.js": "const status = 4;\nexport const e = status;",
        },
        ["main.js"],
    ),
    "a name from outside that is a global elsewhere": (
        {
            "main.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nlog(b(), c());',
            "b.js": 'import { add } from "../outside.js";\nexport const b = () => add();',
            "c.js": "export const c = () => typeof add;",
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
    "what only a shared module needs is joined into that": (
        {
            "main.js": 'import { a } from "./a.js";\nimport "./other.js";\nlog(a);',
            "other.js": 'import { a } from "./a.js";\nlog("other", a);',
            "third.js": 'import { a } from "./a.js";\nimport { d } from "./d.js";\nlog("third", a, d);',
            "a.js": 'import { b } from "./b.js";\nexport const a = b() + 1;',
            "b.js": 'import { c } from "./c.js";\nlog("b");\nexport const b = () => c;',
            "c.js": "export const c = 1;",
            "d.js": "export const d = 4;",
        },
        ["a.js", "main.js", "third.js"],
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
    "let": {"main.js": 'import { a } from "./b.js";\nlog(a);', "b.js": "export let a = 1;"},
    "a list": {"main.js": 'import { a } from "./b.js";\nlog(a);', "b.js": "const a = 1;\nexport { a };"},
    "from": {"main.js": 'import { a } from "./b.js";\nlog(a);', "b.js": 'export { a } from "./c.js";',
             "c.js": "export const a = 1;"},
    "a circle": {"main.js": 'import { a } from "./a.js";\nlog(a());', "a.js": 'import { b } from "./b.js";\n'
                 "export function a() { return b(); }", "b.js": 'import { a } from "./a.js";\n'
                 "export function b() { return typeof a; }"},
    "another name": {"main.js": 'import { a as b } from "./b.js";\nlog(b);',
                     "b.js": "export const a = 1, b = 2;"},
    "var": {"main.js": 'import { a } from "./b.js";\nlog(a);',
            "b.js": "export const a = 1;\nif (a) { var b = 2; }"},
    "exports of an entry that stands apart": {
        "main.js": 'import { b } from "./b.js";\nexport const status = b();',
        "b.js": "export const b = () => typeof status;"},
    "our names": {"main.js": 'import { a } from "./b.js";\nconst $$1 = a;\nlog($$1);',
                  "b.js": "export const a = 1;"},
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


@pytest.mark.parametrize(
    ("code", "expected"),
    [  # ECMAScript 2026, 8.2 and 14 to 16: the scope of each name
        ("a; b.c; d[e]; ({ f: g, h }); i?.j; k`${l}`; #m in n", "a b d e g h i k l n"),
        ("function a(b, { c, d: e, f = g }, [h], ...i) { b; c; d; e; f; g; h; i; j }", "a d g j"),
        ("const a = (b) => b + c, d = b => b, e = async () => f", "a c d e f"),
        ("const { a, b: [c], d = e } = f", "a c d e f"),
        ("{ const a = b; let c; a; c } a", "a b"),
        ("if (a) { const b = 1; b } else b", "a b"),
        ("for (const a of b) a; for (let c = d; c; c++) c; for (e of f) g; a", "a b d e f g"),
        ("try { a } catch ({ b }) { b } finally { b }", "a b"),
        ("try {} catch { a }", "a"),
        (
            "const a = function b() { b }; b; const c = class d extends e { f = g; [h]() { d } }",
            "a b c e g h",
        ),
        (
            "class A { static #b = c; static { const d = e; d } f(g) { g; return this.f } set h(i) { i } }",
            "A c e",
        ),
        ("{ a; function a() {} class b {} b } b", "b"),
        ("(a, b = (c) => a + c + d) => { const e = a; return (f) => e + f + b }", "d"),
        ("switch (a) { case b: c }", "a b c"),
        ("label: for (;;) break label; export const a = 1", "a"),
        ("(a) => { { const b = a } b }", "b"),
    ],
)
def test_free_names_are_those_that_no_function_or_block_declares(code: str, expected: str) -> None:
    root = parsed(code.encode())

    assert free(root) == {*expected.split()}
