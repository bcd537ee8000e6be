"""The joined style sheet: its parts, their order, and the addresses in them."""

from pathlib import Path

import pytest

from hallbar.frame.stylesheet import FILE, OURS, StyleSheet, joint, rebased
from support import PLUGINS, Served

MATERIAL = "assets/stylesheets/main.0123.min.css"


def test_every_style_sheet_of_the_frame_has_its_place() -> None:
    assert {f"hallbar/frame/{path.name}" for path in (PLUGINS / "frame").glob("*.css")} <= {*OURS}


def style_sheet(published: list[str], linked: list[str], material: str = MATERIAL) -> StyleSheet:
    return StyleSheet(published, material, linked, [Path("/x/hallbar/consent"), Path("/y/acme/hours")])


def test_the_parts_are_in_the_order_of_the_cascade() -> None:
    linked = ["assets/own.css", "hallbar/consent/consent.css", "acme/hours/hours.css", "acme/hoursx.css"]
    published = [
        "hallbar/frame/controls.css",
        MATERIAL,
        "hallbar/frame/tokens.css",
        *linked,
        "acme/other/a.css",
    ]
    sheet = style_sheet(published, linked)

    assert sheet.parts == [
        MATERIAL,
        "hallbar/frame/tokens.css",
        "hallbar/frame/controls.css",
        "hallbar/consent/consent.css",
        "acme/hours/hours.css",
    ]
    assert sheet.template_values() == {
        "style": FILE,
        "styles": sheet.parts,
        "own_styles": ["assets/own.css", "acme/hoursx.css"],
    }


def test_files_that_a_site_does_not_have_are_no_parts() -> None:
    assert style_sheet([], ["hallbar/consent/consent.css", "https://cdn.example.org/a.css"], "").parts == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{b:url(x.svg)}", 'a{b:url("../consent/x.svg")}'),
        ("a{b:url('x.svg')}", 'a{b:url("../consent/x.svg")}'),
        ("a{b:url( ../frame/x.svg )}", 'a{b:url("x.svg")}'),
        ("a{b:url(../../x.svg?a=b#c)}", 'a{b:url("../../x.svg?a=b#c")}'),
        ('a{b:c url(x\\).svg),url("å.svg")}', 'a{b:c url("../consent/x).svg"),url("../consent/å.svg")}'),
        ("@media print{a{--b:url(x.svg)}}", '@media print{a{--b:url("../consent/x.svg")}}'),
        (
            "@font-face{src:url(x.woff2) format(woff2)}",
            '@font-face{src:url("../consent/x.woff2") format(woff2)}',
        ),
        ('@import "x.css" screen;', '@import "../consent/x.css" screen;'),
        ("@import url(x.css);", '@import url("../consent/x.css");'),
        ('a{b:"x.svg"}', 'a{b:"x.svg"}'),
        ("a{b:url(data:image/svg+xml,x)}", 'a{b:url("data:image/svg+xml,x")}'),
        ("a{b:url(#x)}", 'a{b:url("#x")}'),
        ("a{b:url(/x.svg)}", 'a{b:url("/x.svg")}'),
        ("a{b:url(//example.org/x.svg)}", 'a{b:url("//example.org/x.svg")}'),
        ("a{b:url(https://example.org/x.svg)}", 'a{b:url("https://example.org/x.svg")}'),
        ("a{b:url()}", 'a{b:url("")}'),
    ],
)
def test_addresses_lead_where_they_led(css: str, expected: str) -> None:
    assert rebased(css, "hallbar/consent/consent.css", FILE) == expected


def test_imports_come_first_and_the_rest_keeps_its_order() -> None:
    texts = ['@charset "utf-8";a{b:c}', "@import url(x);@layer a;d{e:f}", '@charset "utf-8";a{b:g}']

    assert joint(texts) == "@import url(x);a{b:c}@layer a;d{e:f}a{b:g}"


def test_material_is_pruned_by_what_pages_templates_scripts_and_other_style_sheets_use(
    tmp_path: Path,
) -> None:
    site, capability = tmp_path / "site", tmp_path / "hallbar/consent"
    names = ["page", "english", "template", "script", "none"]
    rules = "".join(f".{name}{{a:b}}" for name in names)
    for path, text in {
        site / MATERIAL: f"{rules}:root{{--x:1;--y:2;--z:3}}",
        site / "hallbar/frame/tokens.css": "/* c */ .none { a: var(--x) }",
        site / "assets/own.css": ".none{a:var(--y)}",
        site / "index.html": '<p class="page">',
        site / "en/a/index.html": '<p class="english">',
        site / "a/b.js": 'x("script")',
        capability / "service/thanks.html": '<p class="{% if a %}template{% endif %}">',
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    sheet = StyleSheet([MATERIAL, "hallbar/frame/tokens.css"], MATERIAL, [], [capability])
    expected = f"{rules.removesuffix('.none{a:b}')}:root{{--x:1;--y:2}}.none{{a:var(--x)}}"

    for _ in range(2):  # when the site is built again
        sheet.write(site)
        assert (site / FILE).read_text("utf-8") == expected


def test_each_page_links_the_style_sheet_and_none_of_its_parts(served: Served) -> None:
    style = (served.site / FILE).read_text("utf-8")
    for page in served.site.rglob("*.html"):
        html = page.read_text("utf-8").split("</head>")[0]
        up = "/" if page.name == "404.html" else "../" * (len(page.relative_to(served.site).parts) - 1)
        assert html.count(f'<link rel="stylesheet" href="{up}{FILE}">') == 1, page
        assert [part for part in (*OURS, "assets/stylesheets/main.") if part in html] == [], page
    for known in (".md-typeset{", ":root{--hallbar-", "consent-gate"):
        assert known in style
    assert len(style) < 60_000 < (next(served.site.glob("assets/stylesheets/main.*.css"))).stat().st_size
