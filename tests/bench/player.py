"""Benchmark of the player on a slow line: its weight, its round trips, and what moves when it comes."""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, sync_playwright

from a11y_journeys.windows import FLAGS, chromium
from slow_line import READY, compressing, moved, open_page, round_trips, shift, visit
from support import build, made_up_site

PAGE = "/lana/"
GATE = "consent-gate[feature=readaloud]"
SOUNDS = "() => document.querySelector('read-aloud audio')?.currentTime > 0"
ALLOWED_KILOBYTES, ALLOWED_TRIPS, ALLOWED_SHIFT = 10, 1, 0.02


@dataclass(frozen=True)
class Opened:
    """The player, open and ready."""

    kilobytes: float
    requests: int
    trips: int
    ready: float
    """Milliseconds from the press, or from the beginning of the visit, until the player is ready."""
    sound: float
    """Milliseconds until it sounds; 0 if nobody pressed."""
    shift: float
    moved: str


def pressed(browser: Browser, url: str) -> Opened:
    """Visit for the first time, and press the button that opens the player."""
    with visit(browser) as (page, fetched):
        open_page(page, url + PAGE)
        before = [*fetched.answers]
        begun = page.evaluate("performance.now()")
        page.click(f"{GATE} [data-consent=once]")
        page.wait_for_function(READY)
        ready = page.evaluate("performance.now()") - begun
        page.wait_for_function(SOUNDS)
        sound = page.evaluate("performance.now()") - begun
        fetched.answers = [answer for answer in fetched.answers if answer not in before]
        return Opened(
            kilobytes=fetched.kilobytes(".js", ".css"),
            requests=len(fetched.of(".js", ".css")),
            trips=round_trips(page, begun, ".js", ".css"),
            ready=ready,
            sound=sound,
            shift=shift(page),
            moved=moved(page),
        )


def stored(browser: Browser, url: str) -> Opened:
    """Accept on a fast line; come back on the slow one, with an empty cache."""
    with visit(browser, slow=False) as (page, _):
        open_page(page, url + PAGE)
        page.click(f"{GATE} [data-consent=accept]")
        page.wait_for_function(READY)
        state = page.context.storage_state()
    with visit(browser, state=state) as (page, fetched):
        page.goto(url + PAGE)
        page.wait_for_function(READY)
        ready = page.evaluate("performance.now()")
        page.wait_for_load_state("networkidle")
        return Opened(
            kilobytes=fetched.kilobytes(),
            requests=len(fetched.answers),
            trips=round_trips(page, 0, ".js", ".css"),
            ready=ready,
            sound=0,
            shift=shift(page),
            moved=moved(page),
        )


def main() -> None:
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        done = build(made_up_site(folder / "repository"), folder / "site")
        if done.returncode:
            sys.exit(done.stderr)
        flags = [*FLAGS, "--autoplay-policy=no-user-gesture-required"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        with compressing(folder / "site", folder / "data") as url:
            new, known = pressed(browser, url), stored(browser, url)
        browser.close()
    print(
        f"the player: {new.kilobytes:.1f} kB with gzip (at most {ALLOWED_KILOBYTES}) in {new.requests} files "
        f"and {new.trips} round trip(s) (at most {ALLOWED_TRIPS})"
    )
    print(
        f"  on slow 3G, ready {new.ready / 1000:.1f} s after the press, sound after {new.sound / 1000:.1f} s"
    )
    for whose, one in [("a new visitor", new), ("whose consent is stored", known)]:
        print(f"  layout shift, {whose}: {one.shift:.3f} (at most {ALLOWED_SHIFT}) {one.moved}")
    shifts = [one.shift > ALLOWED_SHIFT for one in (new, known)]
    sys.exit(any([new.kilobytes > ALLOWED_KILOBYTES, new.trips > ALLOWED_TRIPS, *shifts]))


if __name__ == "__main__":
    main()
