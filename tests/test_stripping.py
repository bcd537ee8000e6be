"""Css and js as they are published: nothing but comments and white space is gone."""

import re
from pathlib import Path

import pytest

from hallbar import javascript, stripping
from processes import run
from support import PLUGINS, ROOT

CSS = [
    (
        "a , b > c{ color : red ; background: url( x.png )!important }",
        "a,b > c{color:red;background:url(x.png)!important}",
    ),
    ("@media (min-width: 3em) and (a){ a{b:c} }", "@media (min-width: 3em) and (a){a{b:c}}"),
    (":root{--x: ;--y: {a:b};--z:a  b}", ":root{--x: ;--y:{a:b};--z:a b}"),
    (
        "a{ & .b{c:d} &:hover{x:y} > p{q:r} e:f; @media print{g:h} }",
        "a{& .b{c:d}&:hover{x:y}> p{q:r}e:f;@media print{g:h}}",
    ),
    ("@keyframes x{ from{a:b} 50.5%{c:d} to{} }", "@keyframes x{from{a:b}50.5%{c:d}to{}}"),
    ("a :is( b , c ) .d{x:calc(1px + (2px * 3))}", "a :is(b,c) .d{x:calc(1px + (2px * 3))}"),
    ("a/* x */b{c:d/* ; } */e}", "a/**/b{c:d/**/e}"),
    ('a{content:" /* } */ " / ""}', 'a{content:" /* } */ " / ""}'),
    ("a:nth-child(2n + 1 of .b, c)::after{x:y}", "a:nth-child(2n + 1 of .b,c)::after{x:y}"),
    ("a :hover{b:c}a:hover{b:c}", "a :hover{b:c}a:hover{b:c}"),
    ("@layer a , b;@import url(x.css) screen;", "@layer a,b;@import url(x.css) screen;"),
    ("@page :first{margin:1in; @top-left{content:'x'}}", '@page :first{margin:1in;@top-left{content:"x"}}'),
    ("@unknown a { b c  d }", "@unknown a{b c d}"),
    ("a{b:c;;d:e;}", "a{b:c;d:e}"),
    ("a{b:-1px -.5em +2e3 50%}", "a{b:-1px -.5em +2e3 50%}"),
    ("a{b:c} }d{e:f}", "a{b:c}}d{e:f}"),
]
"""Css, and the same as a browser parses it (CSS Syntax 3)."""

JS = [
    "const a = b / c; // x\nconst d = /[/]\\/*/.test('//');",
    "const a = `x ${`// y ${1 /* z */}`} /* no */\n  // no\n`;",
    "class A {\n  #a = 1; // x\n  get b() {\n    return this.#a ?? 2;\n  }\n  static { A.c = 1 }\n}",
    "let a = 1\nlet b = a\n++b\n;[1].map((x) => x)\n(() => 1)()",
    "const a = x + ++y, b = x - -y, c = x+ +y;",
    "if (/a\"b/.test('\"')) f(/'/g);\nreturn_ = x => /\\//.test(x);",
    "const a = (b) / 2 /* 'x */ / 3;",
    "label: for (;;) { break label }\nconst { a, ...b } = { ...c, 'd-e': 1 };",
    "export const a = async () => { await b; for await (const c of d) yield_(c) };",
    "const a = 1 .b + 2..c + .5 - -1 / /x/.d + (e < !--f) + (g-- > 0);",
    "for (const h of [/x/ in y, /x/g in y]) z`x`;\nconst { å, b: { c } } = x ? .5 : y?.z;",
    "const a = () =>\n  /* x */ b; // c\nfunction* d() {\n  yield\n  return\n  a\n}",
    "let a = b\n// c\n(d)\nlet e = f /* \n */ ++g",
    "class A { #long = '#long'; #short; b(c) { return #long in c && this.#long + this.#short } }",
    "class A { static #a; get = 1; static async *b() {} 'c d' = 2; [e]() {} }",
    "const a = 1_000n ** 2n, b = a?.b?.[0]?.(), c = a ||= 1;",
]


@pytest.mark.parametrize(("css", "expected"), CSS)
def test_css_keeps_all_but_comments_and_white_space(css: str, expected: str) -> None:
    assert stripping.style(css) == expected
    assert stripping.style(expected) == expected


@pytest.mark.parametrize("path", sorted(PLUGINS.rglob("*.css")), ids=lambda path: path.name)
def test_stripping_is_done_once(path: Path) -> None:
    once = stripping.style(path.read_text("utf-8"))

    assert "/*" not in once
    assert 100 < len(once) < path.stat().st_size
    assert stripping.style(once) == once


PRIVATE = re.compile(r"""(?<!["'`])#\w+""")
BESIDE_SIGNS = re.compile(r"\s*([\[\]{}(),;]|\s)\s*")


def printed(scripts: list[str], folder: Path) -> list[str]:
    """Return scripts as the TypeScript compiler prints them when it has parsed them, without comments."""
    (folder / "in").mkdir(parents=True)
    for number, text in enumerate(scripts):
        (folder / f"in/{number}.js").write_text(text, "utf-8")
    options = "--removeComments --allowJs --noCheck --noResolve --target esnext --module preserve".split()
    files = [folder / f"in/{number}.js" for number in range(len(scripts))]
    done = run([ROOT / "node_modules/.bin/tsc", *options, "--outDir", folder / "out", *files], cwd=folder)
    assert done.returncode == 0, done.stdout
    texts = [(folder / f"out/{file.name}").read_text("utf-8") for file in files]
    return [numbered(BESIDE_SIGNS.sub(r"\1", text)) for text in texts]


def numbered(text: str) -> str:
    """Return a script whose private names are numbers, in the order in which they come."""
    names = dict.fromkeys(PRIVATE.findall(text))
    numbers = {name: f"#_{number}" for number, name in enumerate(names)}
    return PRIVATE.sub(lambda match: numbers[match[0]], text)


@pytest.mark.usefixtures("processes")
def test_js_means_the_same_without_comments(tmp_path: Path) -> None:
    files = [path.read_text("utf-8") for path in sorted(PLUGINS.rglob("*.js"))]
    sources = [*JS, *files]
    stripped = [javascript.script(text) for text in sources]

    assert len(files) > 15
    assert printed(stripped, tmp_path / "stripped") == printed(sources, tmp_path / "sources")
    assert [text for text in stripped if "@param" in text] == []
