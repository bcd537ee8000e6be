"""The rules that are pruned from a style sheet, and those that must stay: css against a small page."""

import pytest

from hallbar.frame.pruning import pruned
from hallbar.frame.used import used

PAGE = """<!doctype html><html lang="sv"><head><title>a</title></head><body id="top">
<h1 class="title big" dir="LTR">a</h1><p class="md-1/2 å">b</p>
<details><summary>c</summary></details>
<template><input type="checkbox" data-place="x" aria-label="d &gt; e"></template>
<table><tr><td>f</td></tr></table><svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient></svg>
<p style="color: var(--styled)">g</p>
</body></html>"""
SCRIPT = 'element.classList.add("marked"); element.dataset.open = element.ariaBusy = "true";'
NAMES = used([PAGE], [SCRIPT])

# One rule a line. Sources: Selectors 4, Syntax 3, Cascade 5, Conditional 3, Nesting 1, Variables 1.
KEPT = r"""
h1{a:b}
H1{a:b}
*{a:b}
:root{a:b}
html,body{a:b}
tbody td{a:b}
lineargradient{a:b}
.title{a:b}
h1.title.big{a:b}
#top{a:b}
.md-1\/2{a:b}
.\6d d-1\/2{a:b}
.å{a:b}
[class=none]{a:b}
[dir]{a:b}
[dir=ltr]{a:b}
[DIR=LTR]{a:b}
[dir="ltr" i]{a:b}
[dir^=r]{a:b}
[type=checkbox]{a:b}
[data-place]{a:b}
[data-open=false]{a:b}
[aria-busy=true]{a:b}
details[open]{a:b}
[aria-label="d > e"]{a:b}
svg|rect{a:b}
*|rect{a:b}
[xlink|href]{a:b}
h1:hover{a:b}
h1::before{a:b}
h1:before{a:b}
:focus-visible{a:b}
::highlight(x){a:b}
h1:unknown{a:b}
h1:nth-child(2n + 1 of .none){a:b}
:lang(none){a:b}
:dir(rtl){a:b}
:is(.none,h1){a:b}
:where(h1,.none){a:b}
p:has(> .none,.title){a:b}
:is(:is(.none,.big)){a:b}
h1:not(.none){a:b}
h1:not(:is(.none)){a:b}
::slotted(.none){a:b}
::part(none){a:b}
h1>p{a:b}
h1+p{a:b}
h1~p{a:b}
h1 p{a:b}
.marked{a:b}
td + h1{a:b}
@media print{h1{a:b}}
@media (min-width:1em) and (not (hover)){h1{a:b}}
@page{margin:1in}
@supports (a:b){@media print{h1{a:b}}}
@layer a,b;
@layer a{}
@layer a{h1{a:b}}
@container x (width>1em){h1{a:b}}
@scope (.none) to (p){h1{a:b}}
@starting-style{h1{a:b}}
@import url(x.css) layer(a) screen;
@namespace svg url(x);
@unknown none{a b c}
h1{& .title{a:b}}
h1{&:hover{a:b}c:d}
h1{> p{a:b}}
h1{@media print{a:b}}
h1{.big &{a:b}}
h1{--x:y;a:var(--x)}
h1{--x:y;a:calc(1px*var(--z,var(--x)))}
h1{--\78:y;a:var(--x)}
h1{--x:var(--y);--y:z;a:var(--x)}
h1{--styled:y}
h1{--else:y}
h1{--x:y;--x:z;a:var(--x)}
h1{a:url(x.svg)!important}
h1{content:"a } b"}
h1{a:b;a:c}
@keyframes x{0%{a:b}to{c:d}}h1{animation:1s x}
@keyframes "x"{to{c:d}}h1{animation-name:x}
@-webkit-keyframes x{to{a:b}}h1{-webkit-animation:x 1s}
@keyframes x{to{a:b}}h1{--y:x;animation:var(--y)}
@keyframes x{to{a:var(--z)}}h1{animation:x;--z:b}
@keyframes elsewhere{to{a:b}}
@font-face{font-family:"A B";src:url(x)}h1{font:1em A B}
@font-face{font-family:A}h1{font-family:"A"}
@property --x{syntax:"*";inherits:false}
@counter-style none{system:cyclic}
""".strip().splitlines()

TOGETHER = r"""
h1,.none::-moz-focus-inner{a:b}
h1,.none:popover-open{a:b}
h1,.none:is(:-webkit-x){a:b}
""".strip().splitlines()
"""Lists with a selector that a browser may not know, which makes the whole list invalid there."""

DROPPED = r"""
.none{a:b}
ins{a:b}
#none{a:b}
.Title{a:b}
#Top{a:b}
h1.none{a:b}
h1 .none{a:b}
.none h1{a:b}
[none]{a:b}
[dir=rtl]{a:b}
h1[dir=rtl] p{a:b}
[data-none]{a:b}
[none^=a]{a:b}
.none:hover{a:b}
.none::before{a:b}
.none:not(h1){a:b}
:is(.none,#none){a:b}
:where(.none){a:b}
h1:is(ins,:is(.none)){a:b}
p:has(> .none){a:b}
.\6eone{a:b}
.none,#none::-moz-x{a:b}
@media print{.none{a:b}}
@supports (a:b){@media print{.none{a:b}}}
@container (a){.none{a:b}}
h1{}
h1{& .none{a:b}}
h1{.none{a:b}}
.none{h1{a:b}}
/* h1{a:b} */
@media print{}
:root{--x:y}
h1{--x:y;--y:var(--x)}
h1{--x:var(--x)}
.none{--x:y}
@keyframes x{to{a:b}}
.none{animation:x}@keyframes x{to{a:b}}
@font-face{font-family:A;src:url(x)}
h1{a}
h1{:b}
}
h1
""".strip().splitlines()

CHANGED = [
    ("h1,.none,p{a:b}", "h1,p{a:b}"),
    (".none,h1:hover , #none{a:b}", "h1:hover{a:b}"),
    ("@media print{h1{a:b}.none{c:d}}", "@media print{h1{a:b}}"),
    ("h1{a:b;--x:y}", "h1{a:b}"),
    ("h1{a:b;& .none{c:d}e:f}", "h1{a:b;e:f}"),
    ("h1{a:b}.none{c:d}h1{e:f}", "h1{a:b}h1{e:f}"),
    ("h1 /* c */ { a : b ; }", "h1{a:b}"),
    (".none{a:var(--x)}h1{--x:y;a:b}", "h1{a:b}"),
    ("h1,.none::-moz-x,.none{a:b}", "h1,.none::-moz-x{a:b}"),
    ("h1{--x: ;a:var(--x)}", "h1{--x: ;a:var(--x)}"),
]


@pytest.mark.parametrize("css", [*KEPT, *TOGETHER])
def test_what_may_be_used_stays_as_it_is(css: str) -> None:
    assert pruned(css, NAMES, ["p{animation:elsewhere;a:var(--else)}"]).replace(
        "--\\78", "--x"
    ) == css.replace("--\\78", "--x").replace("\\6d d", "md")


@pytest.mark.parametrize("css", DROPPED)
def test_what_no_page_uses_is_dropped(css: str) -> None:
    assert pruned(css, NAMES) == ""


@pytest.mark.parametrize(("css", "expected"), CHANGED)
def test_what_is_used_in_part_is_shortened(css: str, expected: str) -> None:
    assert pruned(css, NAMES) == expected


@pytest.mark.parametrize(
    ("page", "css"),
    [
        ("<p class=a>", ".a"),
        ("<p class='a b'>", ".b"),
        ('<p title="x > y" class="a">', ".a"),
        ("<p\n  class\n =\n 'a'\n>", ".a"),
        ("<P CLASS=a>", ".a"),
        ("<br/><p class=a/>", "br"),
        ('<p class="&aring;">', ".å"),
        ("<p hidden>", "[hidden]"),
        ("<my-gate feature=x>", "my-gate[feature=x]"),
        ("<!-- <p title='> --><i class=a>", ".a"),
        ("<script>if (a<b && c == '\"') d('marked')</script><i class=a>", ".a.marked"),
        ("<style>p { animation: x }</style><i class=a>", ".a"),
        ('<p class="a" title="it\'s"><i class="b">', ".a .b"),
        ("<p onclick=\"this.className = 'a'\">", ".a"),
        ("<p class=a <i class=b>", ".a"),
    ],
)
def test_the_names_in_a_page_are_found(page: str, css: str) -> None:
    assert pruned(f"{css}{{a:b}}", used([page], [])) == f"{css}{{a:b}}"


@pytest.mark.parametrize("page", ["<!-- <p class=a> -->", "<p>class=a</p>", '<p title="<i class=a>">'])
def test_what_is_no_tag_is_no_name(page: str) -> None:
    assert pruned(".a{a:b}", used([page], [])) == ""
