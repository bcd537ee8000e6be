"""The journeys by keyboard: what each must find, and near misses that none may report."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from hallbar.checks.browser.journeys import JOURNEYS
from hallbar.checks.browser.journeys.difference import Difference, difference
from hallbar.checks.browser.look import Look
from hallbar.checks.browser.visit import Visit, opened

BY_KEYBOARD = [one for one in JOURNEYS.values() if one.walk.__module__.endswith((".keyboard", ".focus"))]
MARK = "3px solid light-dark(#004b75, #9fd0f5)"
HEAD = f"""<!doctype html><html lang=en><meta charset=utf-8><title>-</title><style>
:root {{ color-scheme: light dark }} body {{ margin: 1rem; line-height: 1.6 }} main:focus {{ outline: 0 }}
.skip {{ position: absolute; top: -100px }} .skip:focus {{ position: static }} [hidden] {{ display: none }}
.over {{ position: fixed; inset: 0; background: #999 }} :focus-visible {{ outline: {MARK}; outline-offset: 2px }}
</style>"""
FRAME = f"{HEAD}<a class=skip href=#c>Skip</a><header><a href=#h>Home</a> <a href=#n>News</a></header>"
BAR = "<div style='position: sticky; top: 0; height: 120px; background: #000'></div>"
LINKS = "".join(f"<p><a href=#l{number}>link {number}</a></p>" for number in range(30))
DIALOG = (
    "<div id=d class=over role=dialog aria-modal=true aria-label=D><span tabindex=0 onfocus=y.focus()></span>"
    "<button id=x>x</button> <button id=y>y</button><span tabindex=0 onfocus=x.focus()></span></div>"
)
CLOSES = "<script>d.onkeydown = (event) => { if (event.key === 'Escape') d.hidden = true }</script>"
HIDDEN_RADIOS = """<style>.r { position: absolute; width: 0; height: 0; margin: 0; appearance: none }
.r:focus-visible + label { outline: 3px solid }</style>
<input class=r type=radio name=r id=r1 checked><label for=r1>1</label>
<input class=r type=radio name=r id=r2><label for=r2>2</label>"""
OPACITY = """<style>.o { position: relative; padding: 1em } .o input { position: absolute; opacity: 0 }
.o:has(:focus-visible) { outline: 3px solid }</style><label class=o><input type=checkbox> Yes</label>"""
CARD = """<style>.c { position: relative; padding: 1em } .c .all::after { content: ""; position: absolute; inset: 0 }
</style><div class=c><a href=#card tabindex=-1 aria-hidden=true><svg width=50 height=50></svg></a>
<a class=all href=#card>Card</a></div>"""

HARMLESS = {
    "a page without controls": f"{HEAD}<main><h1>-</h1></main>",
    "few links and no main": f"{HEAD}<a href=#a>a</a> <a href=#b>b</a><h1>-</h1>",
    "radio buttons": """<input type=radio name=r id=r1><label for=r1>1</label>
        <input type=radio name=r id=r2><label for=r2>2</label>""",
    "fields that are not seen": HIDDEN_RADIOS + OPACITY,
    "closed and open details": """<details><summary>s</summary><p><a href=#z>in</a> <button>b</button></p></details>
        <details open><summary>s</summary><p><a href=#z>in</a></p></details>""",
    "sound and pictures": "<audio controls></audio><video controls></video><p><a href=#a>a</a></p>",
    "frames": """<iframe title=f srcdoc='<a href=x>x</a><button>y</button>'></iframe><a href=#a>a</a>
        <iframe title=g srcdoc='<p>nothing'></iframe><iframe title=h srcdoc='<a href=x>x</a>'></iframe>""",
    "fields of several parts": """<label>d <input type=date></label> <label>t <input type=datetime-local></label>
        <label>n <input type=number></label> <label>f <input type=file></label>""",
    "a popover that is closed": "<button popovertarget=p>p</button><div id=p popover><a href=#i>i</a></div>",
    "a popover that is open": """<button popovertarget=p>p</button><div id=p popover><a href=#i>i</a></div>
        <p><a href=#a>a</a></p><style>#p { width: 90%; height: 90% }</style><script>p.showPopover()</script>""",
    "a modal dialog": "<dialog id=d><button>x</button> <button>y</button></dialog><script>d.showModal()</script>",
    "a dialog that keeps the focus until Esc": DIALOG + CLOSES,
    "what can be written in": "<div contenteditable role=textbox aria-label=t>t</div>",
    "scroll boxes": """<div style='overflow: auto; height: 50px'><p>1<p>2<p>3</div>
        <div style='overflow: auto; height: 900px' tabindex=0 role=region aria-label=r><p style='height: 2000px'></div>""",
    "links that are wrapped": "<p style='width: 6em'><a href=#a>several lines of link</a> text <a href=#b>more link</a>",
    "one stop for several controls": """<div role=tablist><button role=tab>1</button><button role=tab tabindex=-1>2</button>
        </div><label>c <input role=combobox aria-controls=l aria-expanded=false></label>
        <button tabindex=-1 aria-controls=l>open</button><ul id=l role=listbox><li role=option>o</li></ul>""",
    "two links to one place": CARD,
    "what cannot be used now": """<button disabled>n</button><fieldset disabled><button>n</button></fieldset>
        <div inert><button>n</button></div><button aria-disabled=true tabindex=-1>n</button>""",
    "lists and backgrounds that listen": """<ul onclick=1><li><button>b</button></ul>
        <div onclick=1 style='position: fixed; inset: 0; z-index: -1'></div>""",
    "a tooltip beside a label": "<button aria-label=Close title=Close onfocus=this.removeAttribute('title')>x</button>",
    "a hint that is small": """<style>.t { display: none; position: absolute; background: #000 } :focus + .t { display: block }
        </style><button>b</button><span class=t>hint</span><p><a href=#a>a</a></p>""",
    "what comes into view by scrolling": f"{LINKS}<img loading=lazy alt='' src=\"data:image/svg+xml,"
    "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='600'/>\"><p><a href=#a>a</a></p>",
    "marks that are round, inverted, slow, or the browser's own": """<style>.i:focus { outline: 0; background: #000; color: #fff }
        .s { transition: outline 3s } .b { outline: revert !important }</style>
        <p><button style='width: 44px; height: 44px; border-radius: 50%; outline-width: 2px'>x</button></p>
        <p><a class=i href=#a>inverted</a> <button class=s>slow</button> <button class=b>own</button></p>""",
}  # fmt: skip
FAULTY = {
    "control_that_tab_misses": [
        "<span role=button>x</span>",
        "<span id=o>press me</span><script>o.onclick = () => 1</script>",
        "<span id=o style='cursor: pointer'>press</span><script>o.addEventListener('click', () => 1)</script>",
        "<label for=f>menu</label><input type=checkbox id=f style='display: none'>",
        "<label for=f>menu</label><input class=r tabindex=-1 type=checkbox id=f style='position: absolute; width: 0; "
        "height: 0; margin: 0; appearance: none'>",
        "<button tabindex=-1>x</button>",
    ],
    "focus_trapped": [
        "<textarea aria-label=t onkeydown=\"if (event.key === 'Tab') event.preventDefault()\"></textarea>",
        "<button onkeydown=\"if (event.key === 'Tab' && event.shiftKey) event.preventDefault()\">x</button>",
        DIALOG,
    ],
    "no_link_past_the_header": [
        f"{HEAD}<a href=#a>a</a> <a href=#b>b</a><main><h1>-</h1></main>",
        f"{HEAD}{LINKS}<h1>-</h1>",
        f"{HEAD}<a href=#no>skip</a> <a href=#b>b</a><main><h1>-</h1><p><a href=#a>a</a></main>",
        f"{HEAD}<a href=#x>skip</a> <a id=x href=#b>b</a><main><h1>-</h1><p><a href=#a>a</a></main>",
        f"{HEAD}<a href=#m onclick=event.preventDefault()>skip</a> <a href=#b>b</a>"
        "<main id=m><h1>-</h1><p><a href=#a>a</a></main>",
    ],
    "focus_covered": [
        "<p><a href=#a>a</a></p><div class=over style='inset: 0; top: 100px; pointer-events: none'></div>"
        "<p style='padding-top: 80px'><a href=#b>b</a>",
    ],
    "focus_covered, focus_partly_covered": [BAR + LINKS],
    "focus_out_of_sight": [
        "<a href=#a style='position: absolute; left: -999px'>a</a>",
        "<button style='width: 0; height: 0; padding: 0; border: 0; overflow: hidden' aria-label=x></button>",
        "<div style='height: 0; overflow: hidden'><a href=#a>a</a></div>",
    ],
    "change_on_focus": [
        "<button onfocus='o.hidden = false'>x</button><div id=o hidden class=over style='top: 60%'>o</div>",
        "<button onfocus=this.blur()>x</button><p><a href=#a>a</a></p>",
        "<button onfocus=\"location = 'about:blank'\">x</button><p><a href=#a>a</a></p>",
        "<button onfocus=\"location.hash = 'new'\">x</button><p><a href=#a>a</a></p>",
    ],
    "focus_without_mark": [
        "<button style='outline: 0'>x</button>",
        "<label>l <input style='outline: 0'></label>",
    ],
    "focus_with_weak_mark": [
        "<style>.w:focus { outline-color: #999 }</style><button class=w>x</button>",
        "<style>.w { background: #eee; outline: 0 } .w:focus { background: #ddd }</style><button class=w>x</button>",
        "<style>.w { outline: 0; text-decoration: none } .w:focus { text-decoration: underline }</style>"
        "<a class=w href=#a>a link of some length</a>",
        "<div style='overflow: hidden; width: max-content; line-height: 0'><button>cut off</button></div>",
    ],
}  # fmt: skip


def left(visit: Visit) -> object:
    """What a journey must leave as it was."""
    return visit.page.evaluate(
        """() => [document.activeElement.localName, scrollX, scrollY, innerWidth, innerHeight, location.href,
        document.adoptedStyleSheets.length, document.documentElement.getAttribute("tabindex"),
        document.querySelectorAll("*").length]"""
    )


def found(browser: Browser, path: Path, html: str) -> set[str]:
    path.write_text(
        html if html.startswith(HEAD) else f"{FRAME}<main id=c tabindex=-1><h1>-</h1>{html}</main>"
    )
    with opened(browser, path.as_uri(), Look("/")) as visit:
        visit.page.evaluate("() => document.activeElement.blur()")
        before = left(visit)
        names = {journey.name for journey in BY_KEYBOARD if journey.faults(visit)}
        assert left(visit) == before
    return names


@pytest.mark.parametrize("case", HARMLESS)
def test_near_misses_are_not_reported(browser: Browser, tmp_path: Path, case: str) -> None:
    assert found(browser, tmp_path / "page.html", HARMLESS[case]) == set()


@pytest.mark.parametrize(
    ("names", "html"), [(names, html) for names, pages in FAULTY.items() for html in pages]
)
def test_faults_are_found(browser: Browser, tmp_path: Path, names: str, html: str) -> None:
    assert found(browser, tmp_path / "page.html", html) == set(names.split(", "))


def test_what_looks_the_same_on_many_pages_is_judged_once(browser: Browser, tmp_path: Path) -> None:
    path, journey = tmp_path / "page.html", JOURNEYS["focus_without_mark"]
    path.write_text(f"{FRAME}<main id=c><h1>-</h1><button style='outline: 0'>x</button></main>")
    judged: set[str] = set()
    faults = []
    for _ in range(2):
        with opened(browser, path.as_uri(), Look("/")) as visit:
            visit.judged = judged
            faults.append(len(journey.faults(visit)))

    assert faults == [1, 0]


def test_pictures_are_compared_pixel_by_pixel() -> None:
    white, other = (Image.new("RGBA", (10, 10), "white") for _ in range(2))
    other.paste("#767676", (0, 0, 10, 1))  # 4.5:1
    other.paste("#ccc", (0, 1, 10, 3))  # 1.6:1
    other.paste("#fafafa", (0, 3, 10, 10))

    assert difference(white, other) == Difference(pixels=30, strong=10)
    assert difference(white, white) == Difference(0, 0)
