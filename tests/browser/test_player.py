"""The player, as a listener uses it."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from hallbar.readaloud.states import AWAY
from heard import BLOCKS, HEARD, Expected
from support import Served
from visiting import Visit, at_rest, frames, promised, wait_in, watched

Open = Callable[[str], Visit]
PAGE = "/lana/"
PAGES = [PAGE, "/en/lana/", "/regler/"]
AT = """async ([time, speed]) => {
  const audio = document.querySelector("audio");
  audio.playbackRate = speed;
  audio.currentTime = time;
  await audio.play();
  while (audio.seeking || audio.currentTime < time + 0.05) await frame();
  const before = audio.currentTime;
  await frame();
  return [before, ...(HEARD)()];
}""".replace("HEARD", HEARD)
"""The same while it plays, and the time before the frame that shows it."""


def expected(served: Served, page: Page) -> Expected:
    vtt = served.site / str(
        page.evaluate("() => new URL(document.querySelector('track').src).pathname")
    ).strip("/")
    return Expected.of(vtt.read_text("utf-8"), page.evaluate(BLOCKS))


def listening(tab: Visit, choice: str = "once") -> Page:
    """Return the page when the audio has begun and the cues are loaded."""
    tab.press("readaloud", choice)
    tab.page.wait_for_function(
        "() => document.querySelector('audio')?.currentTime > 0.2 && CSS.highlights.has('hallbar-sentence')"
    )
    pressable(tab.page)
    return tab.page


def pressable(page: Page) -> None:
    """Wait until presses count in what was just opened: the gate ignores the second one of a double click."""
    page.wait_for_function("() => !document.querySelector('[data-opened=just]')")


def is_at(page: Page, seconds: float) -> None:
    """Wait until the audio is at a time, and the page shows it."""
    page.wait_for_function(
        """(time) => {
          const audio = document.querySelector("audio");
          return !audio.seeking && Math.abs(audio.currentTime - time) < 0.02;
        }""",
        arg=seconds,
    )
    frames(page)


def time(page: Page) -> float:
    return float(page.evaluate("() => document.querySelector('audio').currentTime"))


def pause(page: Page) -> None:
    page.evaluate("() => document.querySelector('audio').pause()")


def paused(page: Page) -> bool:
    return bool(page.evaluate("() => document.querySelector('audio').paused"))


def test_the_right_sentence_and_word_are_highlighted(visit: Open, served: Served) -> None:
    highlighted_rightly(listening(visit(PAGES[0])), served, times=7)


@pytest.mark.usefixtures("long_round")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", PAGES)
def test_the_right_sentence_and_word_are_highlighted_at_twenty_times(
    visit: Open, served: Served, path: str
) -> None:
    highlighted_rightly(listening(visit(path)), served, times=20)


def highlighted_rightly(page: Page, served: Served, times: int) -> None:
    wanted, dice = expected(served, page), random.Random(urlsplit(page.url).path)
    wrong = []
    for speed in (0.75, 1, 2):
        for _ in range(times):
            place = [dice.uniform(0, wanted.cues[-1][1] - 2), speed]
            before, at, sentence, word = promised(page, AT, place, what=f"sound at {place}")
            if (sentence, word) not in wanted.between(before, at):
                wrong.append((speed, at, sentence, word, wanted.at(at)))
    assert wrong == []


SOUNDS = """async (speed) => {
  const audio = document.querySelector("audio");
  audio.playbackRate = speed;
  if (audio.ended) audio.currentTime = 0;
  await audio.play();
  while (audio.seeking) await frame();
  await frame();
  const before = audio.currentTime;
  await frame();
  return [before, ...(HEARD)()];
}""".replace("HEARD", HEARD)
"""The time before a frame of the audio as it goes on, and the time, sentence and word in that frame."""


@pytest.mark.usefixtures("long_round")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", PAGES)
def test_the_highlight_is_right_after_skips_presses_on_the_slider_and_clicks(
    visit: Open, served: Served, path: str
) -> None:
    page = listening(visit(path))
    wanted, dice = expected(served, page), random.Random(path)
    page.click("[data-act=more]")
    page.check("[data-click]")
    texts = page.locator("main [data-speech]:is(p, h1, h2, h3):not(:has(a))")
    wrong = []
    for number in range(60):
        how = ("skip", "slider", "click")[number % 3]
        if how == "skip":
            page.press("[data-act=play]", dice.choice(["ArrowRight", "ArrowLeft", "Shift+ArrowRight"]))
        elif how == "slider":
            page.press("[data-place]", dice.choice(["PageUp", "PageDown", "ArrowRight", "Home"]))
        else:
            texts.nth(dice.randrange(texts.count())).click(position={"x": 8, "y": 8})
        before, at, sentence, word = promised(page, SOUNDS, dice.choice((0.75, 1, 2)), what=f"sound: {how}")
        if before > wanted.cues[0][0] and (sentence, word) not in wanted.between(before, at):
            wrong.append((how, at, sentence, word, wanted.at(at)))
    assert wrong == []


def test_skipping_by_sentence_and_by_heading(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    wanted = expected(served, page)
    pause(page)
    begins = [begins for begins, _, _ in wanted.cues]
    heading = next(
        b for b, _, place in wanted.cues[1:] if page.locator(f"h2[data-speech='{place['block']}']").count()
    )

    page.get_by_role("button", name="Nästa mening").click()
    is_at(page, begins[1])
    page.get_by_role("button", name="Nästa mening").click()
    is_at(page, begins[2])
    page.get_by_role("button", name="Föregående mening").click()
    is_at(page, begins[1])
    page.get_by_role("button", name="Fler val").click()
    page.get_by_role("button", name="Nästa rubrik").first.click()
    is_at(page, heading)
    assert page.evaluate(HEARD)[1] == page.locator("main h2[data-speech]").first.inner_text()
    page.get_by_role("button", name="Föregående rubrik").first.click()
    is_at(page, begins[0])


def test_previous_returns_first_to_the_start_of_the_sentence(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    long = next(cue for cue in expected(served, page).cues[1:] if cue[1] - cue[0] > 4)
    pause(page)
    page.evaluate("time => { document.querySelector('audio').currentTime = time; }", long[0] + 3)

    page.get_by_role("button", name="Föregående mening").click()
    is_at(page, long[0])


def test_the_slider_seeks_by_key_and_by_one_press(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    pause(page)
    slider = page.get_by_role("slider", name="Plats i ljudet")
    before = time(page)
    slider.press("ArrowRight")
    assert time(page) == pytest.approx(before + 1, abs=0.6)
    slider.press("End")
    assert time(page) == pytest.approx(float(slider.get_attribute("max") or 0), abs=1.1)
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert time(page) == pytest.approx(expected(served, page).cues[-1][1] / 2, rel=0.1)
    assert re.fullmatch(r"\d min \d+ s av \d min \d+ s", slider.get_attribute("aria-valuetext") or "")
    is_at(page, time(page))
    at, sentence, word = page.evaluate(HEARD)
    assert (sentence, word) in expected(served, page).between(at, at)


def test_length_and_size_are_shown_before_it_plays(visit: Open) -> None:
    tab = visit(PAGE)
    tab.page.evaluate("() => { HTMLMediaElement.prototype.play = async () => {}; }")
    tab.press("readaloud", "once")
    pressable(tab.page)

    expect(tab.page.locator("[data-clock]")).to_contain_text(re.compile(r"0:00 / \d:\d\d"))
    tab.page.get_by_role("button", name="Fler val").click()
    expect(tab.page.get_by_role("link", name="Ladda ner ljudet")).to_contain_text(re.compile(r"\d,\d MB"))


def test_speed_from_slow_to_double_with_the_same_pitch(visit: Open) -> None:
    page = listening(visit(PAGE))
    speeds = page.locator("[data-speed] option").evaluate_all("all => all.map(one => Number(one.value))")
    assert (min(speeds), max(speeds), len(speeds)) == (0.6, 2, 9)
    assert page.locator("[data-speed] option").nth(1).inner_text() == "0,75×"
    page.select_option("[data-speed]", "2")

    state = page.evaluate(
        "() => [document.querySelector('audio').playbackRate, document.querySelector('audio').preservesPitch]"
    )
    assert state == [2, True]
    page.wait_for_function("""() => {
      const now = [performance.now() / 1000, document.querySelector("audio").currentTime];
      const then = (window.then ??= now);
      if (now[0] - then[0] < 0.5) return false;
      window.then = now; // a busy machine may stutter: the next half second counts, too
      return (now[1] - then[1]) / (now[0] - then[0]) > 1.6;
    }""")


def test_a_click_in_the_text_starts_there_when_that_is_chosen(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    pause(page)
    text = page.locator("main p[data-speech]").nth(2)
    text.click(position={"x": 40, "y": 10})
    frames(page)
    assert paused(page), "not chosen: a click is a click"

    page.get_by_role("button", name="Fler val").click()
    page.get_by_label("Klicka i texten för att lyssna därifrån").check()
    text.click(position={"x": 40, "y": 10})
    page.wait_for_function("() => !document.querySelector('audio').paused")
    block = int(text.get_attribute("data-speech") or 0)
    first = next(begins for begins, _, place in expected(served, page).cues if place["block"] == block)
    assert first - 0.05 <= time(page) <= first + 2
    assert page.locator("main a[href]").first.evaluate("link => getComputedStyle(link).cursor") == "pointer"


SELECT = """([block, start, end]) => {
  const element = document.querySelector(`[data-speech="${block}"]`);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const text = walker.nextNode();
  getSelection().setBaseAndExtent(text, start, text, end);
}"""


@pytest.mark.usefixtures("long_round")
def test_what_is_selected_is_read_and_nothing_else(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    pause(page)
    page.get_by_role("button", name="Fler val").click()
    button = page.get_by_role("button", name="Lyssna på markerad text")
    button.click()
    expect(page.locator("read-aloud [role=alert]")).to_have_text(
        "Markera först den text på sidan som du vill höra."
    )

    begins, _, place = next(
        cue
        for cue in expected(served, page).cues
        if len(cue[2].get("words", [])) > 6 and cue[2]["start"] == 0
    )
    words = place["words"]
    page.evaluate(SELECT, [place["block"], words[2][0], words[4][1]])
    button.click()
    page.wait_for_function(
        f"() => document.querySelector('audio').currentTime > {begins + words[3][2] / 1000}"
    )
    page.wait_for_function("() => document.querySelector('audio').paused")

    assert time(page) == pytest.approx(begins + words[5][2] / 1000, abs=0.15)
    expect(page.locator("read-aloud [role=alert]")).to_have_text("")


STEADY = """() => {
  const [sentence] = CSS.highlights.get("hallbar-sentence");
  const top = sentence.getBoundingClientRect().top / innerHeight;
  const before = window.before;
  window.before = top;
  return top === before && 0.15 < top && top < 0.55;
}"""
"""Returns true when the sentence rests in the upper half of the viewport."""


def other_sentences(page: Page, count: int) -> None:
    """Wait until so many sentences more have begun."""
    for _ in range(count):
        page.wait_for_function(f"sentence => ({HEARD})()[1] !== sentence", arg=page.evaluate(HEARD)[1])


@pytest.mark.usefixtures("long_round")
def test_the_page_follows_at_a_steady_height_and_yields_to_the_reader(visit: Open) -> None:
    page = listening(visit(PAGE))
    for number, title in enumerate(page.locator("main h2[data-speech]").all_inner_texts()[:3]):
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_function(f"title => ({HEARD})()[1] === title", arg=title)
        if number:  # the first is too near the start of the page
            page.wait_for_function(STEADY)
    assert page.evaluate("() => scrollY") > 5

    page.mouse.move(600, 300)
    page.mouse.wheel(0, -4000)
    page.wait_for_function("() => scrollY < 5")
    page.evaluate("() => { document.querySelector('audio').playbackRate = 4; }")
    other_sentences(page, 3)
    assert page.evaluate("() => scrollY") < 5


def test_nothing_scrolls_with_reduced_motion(context: BrowserContext, served: Served) -> None:
    tab = watched(context.new_page())
    tab.page.emulate_media(reduced_motion="reduce")
    tab.page.goto(served.url + PAGE)
    page = listening(tab)
    assert not page.locator("[data-follow]").is_checked()
    for title in page.locator("main h2[data-speech]").all_inner_texts()[:3]:
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_function(f"title => ({HEARD})()[1] === title", arg=title)
    at_rest(page)
    assert page.evaluate("() => scrollY") == 0


@pytest.mark.parametrize(
    ("width", "height"),
    [(320, 256), *(pytest.param(*size, marks=pytest.mark.long) for size in [(1280, 640), (320, 640)])],
)
def test_the_mini_player_stays_in_view_and_covers_no_focus(visit: Open, width: int, height: int) -> None:
    page = visit(PAGE).page
    page.set_viewport_size({"width": width, "height": height})
    listening(Visit(page, watched(page).seen))
    page.wait_for_function(AWAY)
    assert page.locator("[data-bar]").evaluate("bar => bar.offsetHeight") <= height / 4
    expect(page.get_by_role("button", name="Pausa och stäng")).to_be_in_viewport(ratio=1)

    for _ in range(40):
        page.keyboard.press("Tab")
        at_rest(page)
        covered = page.evaluate("""() => {
          const focused = document.activeElement, bar = document.querySelector("[data-bar]");
          if (!document.querySelector("[data-mini]") || focused === document.body) return "";
          if (bar.contains(focused)) return "";
          const [one, other] = [focused.getBoundingClientRect(), bar.getBoundingClientRect()];
          return one.bottom > other.top + 1 && one.top < innerHeight ? focused.outerHTML : "";
        }""")
        assert covered == ""
    page.evaluate("() => document.querySelector('[data-home]').scrollIntoView({ block: 'center' })")
    expect(page.locator("read-aloud[data-mini]")).to_have_count(0)
    expect(page.get_by_role("button", name="Pausa", exact=True)).to_be_in_viewport()


SEEN_TO_BE_AWAY = """() => new Promise((done) => new IntersectionObserver(
  ([player]) => player.isIntersecting || done()
).observe(document.querySelector("read-aloud")))"""


def test_a_paused_player_does_not_become_the_mini_player(visit: Open) -> None:
    page = listening(visit(PAGE))
    pause(page)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    promised(page, SEEN_TO_BE_AWAY, what="the player is out of sight")
    frames(page)
    assert page.locator("read-aloud[data-mini]").count() == 0


def test_the_audio_can_be_downloaded(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    page.get_by_role("button", name="Fler val").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Ladda ner ljudet").click()
    sound = served.site / str(
        page.evaluate("() => new URL(document.querySelector('audio').src).pathname")
    ).strip("/")

    assert Path(coming.value.path()).read_bytes() == sound.read_bytes()
    assert coming.value.suggested_filename.endswith(".mp3")


def test_keys_work_in_the_player_and_nowhere_else(visit: Open, served: Served) -> None:
    tab = visit(PAGE)
    page = listening(tab)
    begins = [begins for begins, _, _ in expected(served, page).cues]
    page.keyboard.press("p")
    page.wait_for_function("() => document.querySelector('audio').paused")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        f"() => Math.abs(document.querySelector('audio').currentTime - {begins[1]}) < 0.02"
    )
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function(f"() => document.querySelector('audio').currentTime > {begins[2]}")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("+")
    expect(page.locator("[data-speed]")).to_have_value("1.1")
    page.keyboard.press("-")
    expect(page.locator("[data-speed]")).to_have_value("1")

    tab.press("feedback", "once")
    at = time(page)
    for place in ("#feedback-yes", "main h1", "header a"):
        page.locator(place).first.evaluate("one => { one.tabIndex = 0; one.focus(); }")
        page.keyboard.type("pPkj+-")
        page.keyboard.press("ArrowRight")
    frames(page)
    assert time(page) == pytest.approx(at)
    assert paused(page)
    expect(page.locator("[data-speed]")).to_have_value("1")


def test_the_systems_own_controls_work(context: BrowserContext, served: Served) -> None:
    tab = watched(context.new_page())
    tab.page.add_init_script("""
      window.system = {};
      navigator.mediaSession.setActionHandler = (action, act) => { window.system[action] = act; };
    """)
    tab.page.goto(served.url + PAGE)
    page = listening(tab)
    begins = [begins for begins, _, _ in expected(served, page).cues]

    assert page.evaluate("() => navigator.mediaSession.metadata.title") == page.inner_text("h1")
    assert page.evaluate("() => navigator.mediaSession.metadata.artist") == "Biblioteket i Exempelby"
    assert page.evaluate("() => navigator.mediaSession.playbackState") == "playing"
    assert page.evaluate("() => window.system.seekforward") is None, (
        "or iOS takes the place of nexttrack for it"
    )
    page.evaluate("() => window.system.pause()")
    page.wait_for_function("() => navigator.mediaSession.playbackState === 'paused'")
    page.evaluate("() => window.system.nexttrack()")
    page.wait_for_function(
        f"() => Math.abs(document.querySelector('audio').currentTime - {begins[1]}) < 0.02"
    )
    page.evaluate("() => window.system.previoustrack()")
    page.evaluate("() => window.system.seekto({seekTime: 30})")
    page.wait_for_function("() => document.querySelector('audio').currentTime === 30")
    page.evaluate("() => window.system.play()")
    page.wait_for_function("() => !document.querySelector('audio').paused")


@pytest.mark.usefixtures("long_round")
def test_one_player_sounds_at_a_time(visit: Open) -> None:
    first, second = visit(PAGE), visit("/regler/")
    one = listening(first)
    other = listening(second)
    one.wait_for_function("() => document.querySelector('audio').paused")
    assert not paused(other)
    one.evaluate("() => document.querySelector('[data-act=play]').click()")
    other.wait_for_function("() => document.querySelector('audio').paused")


def test_a_screen_reader_does_not_announce_each_word(visit: Open) -> None:
    page = listening(visit(PAGE))
    page.evaluate("""() => {
      window.announced = [];
      const live = "[aria-live], [role=status], [role=alert], [role=log], output";
      new MutationObserver((all) => {
        for (const one of all) {
          const element = one.target instanceof Element ? one.target : one.target.parentElement;
          if (element.closest(live)) window.announced.push(element.outerHTML);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }""")
    page.evaluate("() => { document.querySelector('audio').playbackRate = 4; }")
    other_sentences(page, 3)
    frames(page)
    assert page.evaluate("() => window.announced") == []


def test_it_is_not_printed(visit: Open) -> None:
    page = listening(visit(PAGE))
    page.emulate_media(media="print")
    expect(page.locator("read-aloud")).to_be_hidden()


def test_it_plays_if_modules_cannot_be_loaded(visit: Open) -> None:
    tab = visit(PAGE)
    tab.page.route("**/readaloud/player/*.js", lambda route: route.abort())
    tab.press("readaloud", "once")
    audio = tab.page.locator("read-aloud audio")
    expect(audio).to_have_attribute("controls", "")
    audio.evaluate("audio => audio.getAnimations()[0].finish()")  # the time that the script has to come
    expect(audio).to_be_visible()
    expect(tab.page.locator("read-aloud [data-bar]")).to_be_hidden()
    expect(tab.page.locator("read-aloud button").first).to_be_hidden()
    audio.evaluate("audio => audio.play()")
    tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")


SIZES = """() => {
  const size = (one) => one.getBoundingClientRect();
  const shown = (one) => size(one).height > 0;
  const player = document.querySelector("read-aloud");
  const controls = [...player.querySelectorAll("button, select, input, a")].filter(shown);
  const lines = [...player.querySelectorAll("[data-bar] button, select, [data-place]")].filter(shown);
  return {
    height: size(player).height,
    small: controls.filter((one) => size(one).width < 44 || size(one).height < 44).map(String),
    places: lines.map((one) => [Math.round(size(one).top), size(one).left]),
    play: size(player.querySelector("[data-act=play]")).width,
    clock: size(player.querySelector("[data-clock]")).width,
  };
}"""
"""Height of the player, targets that are too small, places of the controls in the order of focus."""


@pytest.mark.parametrize("path", [PAGE, "/en/lana/"])
def test_the_player_is_one_row_or_two_on_narrow_screens_and_never_changes_its_size(
    visit: Open, path: str
) -> None:
    page = listening(visit(path))
    pause(page)
    for width, limit in [(1280, 72), (390, 130), (320, 130)]:
        page.set_viewport_size({"width": width, "height": 640})
        sizes = page.evaluate(SIZES)
        assert sizes["height"] <= limit, width
        assert sizes["small"] == []
        assert sizes["places"] == sorted(sizes["places"]), "focus goes as one reads"
        assert len({top for top, _ in sizes["places"]}) == (1 if width == 1280 else 2)
        for change in ("data-act=play", "data-fetching"):
            page.evaluate(
                """(change) => {
                  const player = document.querySelector("read-aloud");
                  if (change === "data-fetching") player.toggleAttribute(change);
                  else player.querySelector(`[${change}]`).click();
                }""",
                change,
            )
            assert page.evaluate(SIZES) == sizes, change
        page.evaluate("() => document.querySelector('read-aloud').removeAttribute('data-fetching')")
        pause(page)
        expect(page.locator("[data-when=paused]")).to_be_visible()


MINI = "() => document.querySelector('read-aloud[data-mini]') !== null"


@pytest.mark.parametrize("control", ["[data-place]", "[data-act=more]", "[data-ruler]"])
def test_after_a_press_the_page_follows_and_the_mini_player_comes(visit: Open, control: str) -> None:
    page = listening(visit(PAGE))
    if control == "[data-ruler]":
        page.click("[data-act=more]")
    page.click(control)
    page.evaluate("() => { document.querySelector('audio').currentTime = 60; }")
    page.wait_for_function(MINI)
    page.wait_for_function(STEADY)
    expect(page.get_by_role("button", name="Pausa", exact=True)).to_be_in_viewport()
    focused = page.evaluate("() => document.activeElement.dataset.act ?? document.activeElement.type")
    assert focused == {"[data-ruler]": "checkbox"}.get(control, "play"), "focus is never lost"


@pytest.mark.usefixtures("long_round")
def test_keyboard_focus_on_a_control_that_the_mini_player_lacks_holds_the_page(visit: Open) -> None:
    page = listening(visit(PAGE))
    page.locator("[data-act=more]").press("Enter")
    page.evaluate("() => { document.querySelector('audio').currentTime = 60; }")
    other_sentences(page, 1)
    frames(page)
    assert page.evaluate("() => scrollY") == 0
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")  # the mini player has the speed
    page.evaluate("() => { document.querySelector('audio').currentTime = 90; }")
    page.wait_for_function(MINI)


@pytest.mark.usefixtures("long_round")
def test_the_thumb_follows_after_a_press_and_a_screen_reader_hears_the_true_place(visit: Open) -> None:
    page = listening(visit(PAGE))
    slider = page.get_by_role("slider", name="Plats i ljudet")
    assert len({*page.evaluate(PLACES)}) == 1, "true before it was ever used"
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    at = float(slider.input_value())
    page.wait_for_function("at => Number(document.querySelector('[data-place]').value) >= at + 2", arg=at)

    page.keyboard.press("Shift+Tab")
    slider.focus()
    assert len({*page.evaluate(PLACES)}) == 1


PLACES = """() => {
  const time = document.querySelector("audio").currentTime;
  const slider = document.querySelector("[data-place]");
  const words = `${Math.floor(time / 60)} min ${Math.floor(time % 60)} s`;
  return [slider.ariaValueText, slider.dataset.at.replace("{at}", words)];
}"""
"""The place in words, as the slider has it and as it is."""


def said(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("read-aloud [role=status]")).to_have_text(text)


@pytest.mark.usefixtures("long_round")
def test_skips_while_paused_show_and_announce_the_place_and_the_end(visit: Open, served: Served) -> None:
    page = listening(visit(PAGE))
    pause(page)
    count = len(expected(served, page).cues)
    page.keyboard.press("ArrowRight")
    said(page, re.compile(rf"^Mening 2 av {count}: \w"))
    titles = page.locator("main :is(h1, h2, h3)[data-speech]").all_inner_texts()
    for number, title in enumerate(titles[1:], 2):
        page.keyboard.press("Shift+ArrowRight")
        said(page, f"Rubrik {number}: {title}")
    at_rest(page)
    assert page.evaluate("() => scrollY") > 100
    page.wait_for_function(STEADY)
    expect(page.locator("[data-act=play]")).to_be_in_viewport()

    page.keyboard.press("Shift+ArrowRight")
    said(page, "Ingen rubrik efter den här")
    page.evaluate("time => { document.querySelector('audio').currentTime = time; }", page.evaluate(END))
    page.keyboard.press("ArrowRight")
    said(page, "Slut på sidan")
    expect(page.locator("[data-note]")).to_contain_text("Slut på sidan")

    page.get_by_role("button", name="Börja om").click()
    page.wait_for_function(
        "() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime < 5; }"
    )
    assert page.evaluate("() => document.activeElement.dataset.act") == "play"
    said(page, "")
    page.keyboard.press("ArrowRight")
    frames(page)
    said(page, "")


END = "() => document.querySelector('audio').duration - 0.1"


def test_fetching_is_shown_and_announced_until_the_sound_plays(visit: Open) -> None:
    tab = visit(PAGE)
    held: list[Route] = []
    tab.page.route("**/*.mp3", lambda route: held.append(route))
    tab.press("readaloud", "once")
    expect(tab.page.get_by_text("Hämtar…")).to_be_visible()
    expect(tab.page.locator("[data-clock]")).to_have_attribute("aria-busy", "true")
    said(tab.page, "Ljudet hämtas")
    for route in held:
        route.continue_()
    expect(tab.page.get_by_text("Hämtar…")).to_be_hidden()
    expect(tab.page.locator("[data-clock]")).to_have_attribute("aria-busy", "false")
    said(tab.page, "")


def test_each_page_continues_where_the_listener_stopped(visit: Open) -> None:
    page = listening(visit(PAGE), "accept")
    page.evaluate("() => { document.querySelector('audio').currentTime = 45; }")
    pause(page)
    page.wait_for_function("() => localStorage['hallbar.positions']?.includes('45')")
    other = visit("/regler/").page
    other.click("[data-act=play]")
    other.wait_for_function("() => document.querySelector('audio').currentTime > 1")
    expect(other.locator("[data-note]")).to_be_hidden()
    pause(other)
    other.wait_for_function("() => localStorage['hallbar.positions'].includes('regler')")

    again = visit(PAGE).page
    expect(again.locator("[data-time]")).to_have_text("0:45")
    again.click("[data-act=play]")
    said(again, "Fortsätter där du slutade")
    again.get_by_role("button", name="Börja om").click()
    again.wait_for_function("() => document.querySelector('audio').currentTime < 5")
    expect(again.locator("[data-note]")).to_be_hidden()

    again.evaluate("() => { document.querySelector('audio').currentTime = 30; }")
    pause(again)
    again.wait_for_function("() => localStorage['hallbar.positions'].includes('30')")
    again.evaluate("""() => {
      const changed = localStorage["hallbar.positions"].replaceAll(/[0-9a-f]{12}/g, "0123456789ab");
      localStorage["hallbar.positions"] = changed;
    }""")
    expect(visit(PAGE).page.locator("[data-time]")).to_have_text("0:00")


def test_click_to_listen_stays_on_after_consent(visit: Open) -> None:
    page = listening(visit(PAGE), "accept")
    page.click("[data-act=more]")
    page.get_by_label("Klicka i texten för att lyssna därifrån").check()
    again = visit("/regler/").page
    again.locator("main p[data-speech]").first.click(position={"x": 40, "y": 10})
    again.wait_for_function("() => !document.querySelector('audio').paused")


def small(visit: Open, width: int) -> Page:
    """Return a page with the mini player: it sounds, and the reader has scrolled away from the sentence."""
    page = visit(PAGE).page
    page.set_viewport_size({"width": width, "height": 640})
    listening(Visit(page, watched(page).seen))
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function(AWAY)
    return page


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_the_mini_player_is_in_the_column_and_leads_back(visit: Open, width: int) -> None:
    page = small(visit, width)
    edges = page.evaluate("""() => ["[data-bar]", "[data-home]"].map((name) => {
      const { left, right } = document.querySelector(name).getBoundingClientRect();
      return [left, right];
    })""")
    assert edges[0] == edges[1]
    for name in ("Föregående rubrik", "Nästa rubrik", "Till spelaren", "Pausa och stäng", "Nästa mening"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    expect(page.locator("[data-speed]")).to_be_visible()
    expect(page.locator("[data-time]")).to_be_visible()

    page.get_by_role("button", name="Till det som läses").click()
    expect(page.get_by_role("button", name="Till det som läses")).to_be_hidden()
    page.wait_for_function(STEADY)
    page.get_by_role("button", name="Till spelaren").click()
    expect(page.locator("read-aloud[data-mini]")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.dataset.act") == "play"
    page.evaluate("() => { document.querySelector('audio').playbackRate = 4; }")
    other_sentences(page, 2)
    at_rest(page)
    assert page.locator("read-aloud[data-mini]").count() == 0, "the page stays there"
    assert not paused(page)


def test_the_mini_player_can_be_closed_and_reading_goes_on_there(visit: Open) -> None:
    page = small(visit, 320)
    page.get_by_role("button", name="Pausa och stäng").press("Enter")
    expect(page.locator("read-aloud[data-mini]")).to_have_count(0)
    assert paused(page)
    assert page.evaluate("""() => {
      const [{ startContainer }] = CSS.highlights.get("hallbar-sentence");
      return startContainer.parentElement.closest("[data-speech]") === document.activeElement;
    }"""), "one goes on reading there"
    page.keyboard.press("Tab")
    assert page.locator("[tabindex][data-speech]").count() == 0


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_printing_while_listening_gives_the_pages_of_the_text(visit: Open) -> None:
    page = visit(PAGE).page
    before = pages_of(page.pdf())
    padding = page.evaluate("() => getComputedStyle(document.body).paddingBottom")
    listening(Visit(page, watched(page).seen))
    page.emulate_media(media="print")
    promised(page, SEEN_TO_BE_AWAY, what="the player is not on paper")
    frames(page)
    assert page.locator("read-aloud[data-mini]").count() == 0, "that it is not on paper makes no mini player"
    page.emulate_media(media="null")
    frames(page)
    page.wait_for_function(AWAY)
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).paddingBottom") == padding
    page.emulate_media(media="null")
    assert pages_of(page.pdf()) == before >= 1
    pause(page)
    page.evaluate("() => document.querySelector('[data-act=close]').click()")
    page.evaluate("() => scrollTo(0, 0)")
    assert pages_of(page.pdf()) == before
    frames(page)
    assert page.locator("read-aloud[data-mini]").count() == 0


def test_a_selection_is_forgotten_after_a_click_elsewhere(visit: Open) -> None:
    page = listening(visit(PAGE))
    pause(page)
    page.click("[data-act=more]")
    page.evaluate(SELECT, [1, 0, 5])
    page.locator("main h1").click()
    page.get_by_role("button", name="Lyssna på markerad text").click()
    expect(page.locator("read-aloud [role=alert]")).to_have_text(
        "Markera först den text på sidan som du vill höra."
    )


LACKING = """
  for (const name of ["highlights"]) delete CSS[name];
  for (const name of ["IntersectionObserver", "BroadcastChannel", "Highlight", "MediaMetadata", "matchMedia"])
    delete window[name];
  delete Navigator.prototype.mediaSession;
"""


def test_it_plays_in_a_browser_that_lacks_all_that_is_optional(
    context: BrowserContext, served: Served
) -> None:
    tab = watched(context.new_page())
    tab.page.add_init_script(LACKING)
    tab.page.goto(served.url + PAGE)
    tab.press("readaloud", "once")
    tab.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.5")
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 1")
    assert tab.seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_but_the_sentence_can_be_dimmed_and_stays_legible(
    context: BrowserContext, served: Served, scheme: Any
) -> None:
    tab = watched(context.new_page())
    tab.page.emulate_media(color_scheme=scheme)
    tab.page.goto(served.url + PAGE)
    page = listening(tab)
    page.click("[data-act=more]")
    before = page.locator("main p[data-speech]").first.evaluate("one => getComputedStyle(one).color")
    page.evaluate("() => { window.height = document.body.scrollHeight; }")
    page.get_by_label("Tona ner allt utom det som läses").check()
    colours = page.evaluate("""() => {
      const canvas = document.createElement("canvas").getContext("2d");
      const rgb = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return `rgb(${[...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)})`;
      };
      const texts = document.querySelectorAll("[data-text] [data-speech], [data-text] :is(a, td, th)");
      return [...texts].map((one) => rgb(getComputedStyle(one).color));
    }""")
    soft = "() => getComputedStyle(document.querySelector('[data-bar]')).backgroundColor"
    assert min(contrast(colour, page.evaluate(soft)) for colour in colours) >= 7
    assert before not in colours
    assert page.evaluate("() => document.body.scrollHeight === window.height")


@pytest.mark.parametrize("late", ["js", "css"])
def test_nothing_moves_while_the_player_comes(visit: Open, late: str) -> None:
    tab = visit(PAGE)
    held: list[Route] = []
    hold = [True]
    tab.page.route(
        f"**/readaloud/player/*.{late}", lambda route: held.append(route) if hold else route.continue_()
    )
    tab.press("readaloud", "once")
    wait_in(tab.page, lambda: held, f"{late} is asked for")
    if late == "css":
        tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 0")
    frames(tab.page)
    place = "() => document.querySelector('main h2[data-speech]').getBoundingClientRect().top"
    before = tab.page.evaluate(place)
    expect(tab.page.locator("read-aloud")).to_have_css("opacity", "0")

    hold.clear()
    for route in held:
        route.continue_()
    expect(tab.page.locator("read-aloud:defined")).to_have_css("opacity", "1")
    expect(tab.page.get_by_role("button", name="Pausa", exact=True)).to_be_focused()
    assert tab.page.evaluate(place) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_highlights_have_enough_contrast_in_any_colours(
    context: BrowserContext, served: Served, scheme: Any
) -> None:
    """The contrast of text on both highlights, by the colours of the style sheet, is AAA: 7:1."""
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(served.url + PAGE)
    page.click("consent-gate[feature=readaloud] [data-consent=once]")
    page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    for name in ("hallbar-sentence", "hallbar-word"):
        colours = page.evaluate(
            """name => {
              const style = getComputedStyle(document.querySelector("h1"), `::highlight(${name})`);
              return [style.color, style.backgroundColor];
            }""",
            name,
        )
        assert contrast(*colours) >= 7, (name, colours)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_word_and_sentence_differ_by_more_than_colour(
    context: BrowserContext, served: Served, scheme: Any, forced: Any
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.goto(served.url + PAGE)
    page.click("consent-gate[feature=readaloud] [data-consent=once]")
    page.wait_for_function("() => CSS.highlights.has('hallbar-word')")
    lines = [page.evaluate(UNDERLINE, name) for name in ("hallbar-sentence", "hallbar-word")]
    assert lines == [["none", "auto"], ["underline", "2px"]]


UNDERLINE = """(name) => {
  const style = getComputedStyle(document.querySelector("h1"), `::highlight(${name})`);
  return [style.textDecorationLine, style.textDecorationThickness];
}"""


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(…)` as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
