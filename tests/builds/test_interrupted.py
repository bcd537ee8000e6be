"""Builds that are killed, stopped, or lack disk space or a voice: the next build is always right."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from hallbar.readaloud.audio import upkeep
from processes import LIMIT, python, run, started, wait_until
from support import ROOT, build

pytestmark = pytest.mark.usefixtures("processes")
SETTINGS = """
site_name: Prov
site_url: https://prov.example.org/
theme: {name: material, language: sv, font: false}
plugins:
  - i18n:
      docs_structure: folder
      languages: [{locale: sv, name: Svenska, default: true}, {locale: en, name: English}]
  - hallbar/frame
  - hallbar/readaloud: {READALOUD}
extra: {organisation: Prov}
"""
SPOKEN = re.compile(
    r"sentences spoken: (\d+), from the cache: (\d+); pages encoded: (\d+), from the cache: (\d+)"
)
TEXTS = {
    "sv/index": [f"Vi köper in för {number} kronor om året." for number in range(3, 12)],
    "sv/avtal": [f"Avtal {number} gäller till den sista december." for number in range(3, 12)],
    "en/index": [f"We buy for {number} pounds a year." for number in range(3, 12)],
}


class Small:
    """A small site of its own, with a cache of its own."""

    spoken = 0
    """Sentences that its first build synthesized."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site = folder, folder / "site"
        self.cache = folder / ".cache/readaloud"
        folder.mkdir()
        (folder / "plugins").symlink_to(ROOT / "plugins")
        self.set()
        for name, texts in TEXTS.items():
            self.write(name, texts)

    def set(self, **options: object) -> None:
        settings = SETTINGS.replace(
            "READALOUD", ", ".join(f"{key}: {value}" for key, value in options.items())
        )
        (self.folder / "mkdocs.yml").write_text(settings, "utf-8")

    def write(self, name: str, texts: list[str]) -> None:
        file = self.folder / "docs" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Sidan {name.partition('/')[2]}\n\n" + "\n\n".join(texts) + "\n", "utf-8")

    def build(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return build(self.folder, self.site, **environment)

    def begin(self, site: Path | None = None) -> "AbstractContextManager[subprocess.Popen[str]]":
        """Start a build; what is still running at the end of the context is killed."""
        return started(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", site or self.site],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder / "plugins"), "NO_MKDOCS_2_WARNING": "1"},
            stderr=subprocess.PIPE,
        )

    def cached(self, kind: str = "*") -> list[Path]:
        """Return the files in the cache, of all kinds or of one."""
        return list(self.cache.glob(f"{kind}/*/*"))

    def files(self, site: Path | None = None) -> dict[str, bytes]:
        """Return all files of the built site but the sitemap, which holds the date."""
        root = site or self.site
        found = {str(file.relative_to(root)): file for file in root.rglob("*") if file.is_file()}
        return {name: file.read_bytes() for name, file in found.items() if "sitemap" not in name}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A site built once, from an empty cache, without interruption."""
    small = Small(tmp_path_factory.mktemp("clean") / "small")
    done = small.build()
    assert done.returncode == 0, done.stderr
    small.spoken = spoken(done.stderr)
    assert small.spoken > 25
    return small


def spoken(log: str) -> int:
    """Return the number of sentences that a build synthesized, in both languages."""
    return sum(int(number) for number, *_ in SPOKEN.findall(log))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A site whose builds must leave no process running."""
    made = Small(tmp_path / "small")
    yield made
    wait_until(lambda: not processes_in(made.folder), "all processes of the builds end")


def processes_in(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another's
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def kill_after(small: Small, files: int, seconds: float = 0) -> None:
    """Start a build and kill it without warning, some seconds after a number of files are cached."""
    with small.begin() as begun:
        deadline = monotonic() + LIMIT
        while begun.poll() is None and len(small.cached()) < files:
            assert monotonic() < deadline, f"{files} files were never cached"
            sleep(0.003)
        sleep(seconds)
        begun.kill()
        begun.communicate(timeout=LIMIT)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Kill eight times in the long round, and fifty times at night."""
    if "kill" in metafunc.fixturenames:
        metafunc.parametrize("kill", range(50 if metafunc.config.getoption("long") else 8))


@pytest.mark.usefixtures("long_round")
def test_a_build_after_a_killed_one_gives_the_same_site(
    clean: Small, small: Small, seed: str, kill: int
) -> None:
    """Kill it while it synthesizes: when a random number of files is cached, or a moment later."""
    dice, total = random.Random(f"{seed} {kill}"), len(clean.cached())
    for _ in range(5):
        kill_after(small, dice.randrange(1, total), dice.choice([0, 0, dice.uniform(0, 0.2)]))
        if 0 < len(small.cached()) < total:
            break
        shutil.rmtree(small.cache)  # on a busy machine the kill may come too late
    else:
        pytest.fail("no build was killed while it spoke")
    done = small.build()
    assert done.returncode == 0, done.stderr
    assert small.files() == clean.files()
    assert upkeep.broken(small.cache) == []


@pytest.mark.usefixtures("long_round")
def test_a_text_that_was_changed_and_changed_back_sounds_as_before(clean: Small, small: Small) -> None:
    """Even when the build of the other text was killed (mkdocs-piper-tts then reads the other text)."""
    assert small.build().returncode == 0
    before = len(small.cached())
    for more in (0, 1):  # its one clip; its MP3, too
        small.write("sv/index", ["Det här ska ingen höra." for _ in range(9)])
        kill_after(small, before + more)
        small.write("sv/index", TEXTS["sv/index"])
        assert small.build().returncode == 0
        assert small.files() == clean.files()
        small.write("sv/index", ["Det här ska ingen höra."])
        assert small.build().returncode == 0
        assert small.files() != clean.files()


@pytest.mark.usefixtures("long_round")
def test_two_builds_at_once_are_both_right(clean: Small, small: Small) -> None:
    sites = [small.folder / "one", small.folder / "two"]
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(build, small.folder, site) for site in sites]
        for done in (future.result() for future in both):
            assert done.returncode == 0, done.stderr
    assert [small.files(site) for site in sites] == [clean.files()] * 2
    assert upkeep.broken(small.cache) == []


@pytest.mark.usefixtures("long_round")
def test_clips_made_before_control_c_are_cached(clean: Small, small: Small) -> None:
    with small.begin() as begun:
        wait_until(lambda: len(small.cached("sentences")) >= 8 or begun.poll() is not None, "it speaks", 60)
        assert begun.poll() is None
        begun.send_signal(signal.SIGINT)
        errors = begun.communicate(timeout=30)[1]
    cached = len(small.cached("sentences"))
    assert begun.returncode != 0
    assert "Traceback" not in errors
    assert upkeep.broken(small.cache) == []

    done = small.build()
    assert spoken(done.stderr) == clean.spoken - cached
    assert small.files() == clean.files()


@pytest.mark.usefixtures("long_round")
def test_clips_that_a_build_used_stay_and_others_are_deleted(small: Small) -> None:
    small.set(limit=0)
    small.write("sv/avtal", ["En mening som försvinner."])
    assert small.build().returncode == 0
    files = len(small.cached("sentences"))
    again = small.build().stderr
    assert [found[0] for found in SPOKEN.findall(again)] == ["0", "0"]

    small.write("sv/avtal", ["En annan mening."])
    assert small.build().returncode == 0
    assert len(small.cached("sentences")) == files
    assert [found[0] for found in SPOKEN.findall(small.build().stderr)] == ["0", "0"]


FULL = """
set -e
mkdir -p .cache/readaloud
mount -t tmpfs -o size=200k tmpfs .cache/readaloud
code=0
"$@" || code=$?
test $code -ne 0
python -c 'from hallbar.readaloud.audio.upkeep import broken
from pathlib import Path
print(broken(Path(".cache/readaloud")))'
mount -o remount,size=50m tmpfs .cache/readaloud
"$@"
"""


@pytest.mark.usefixtures("long_round")
def test_a_full_disk_is_one_line_and_leaves_nothing_broken(clean: Small, small: Small) -> None:
    """A real file system of 200 kB, in a mount namespace of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(small.site)]
    done = run(
        ["unshare", "--map-root-user", "--mount", "bash", "-c", FULL, "bash", *command],
        cwd=small.folder,
        env=os.environ
        | {"PYTHONPATH": str(small.folder / "plugins"), "NO_MKDOCS_2_WARNING": "1"}
        | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert "unshare: " not in done.stderr, (
        "this test needs user namespaces: sysctl kernel.unprivileged_userns_clone=1"
    )
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert re.search(
        r"the disk is full at .*: make room, or run `hallbar sound prune`; what is spoken is kept", line
    )
    assert "Traceback" not in done.stderr
    assert "[]" in done.stdout.splitlines(), "nothing is broken"
    assert small.files() == clean.files()


def faulty(small: Small) -> dict[str, str]:
    """Let the failing engine replace `tone`."""
    (small.folder / "plugins").unlink()
    shutil.copytree(ROOT / "plugins", small.folder / "plugins")
    voices = small.folder / "plugins/hallbar/readaloud/voices"
    engine = (ROOT / "tests/readaloud/voices/faulty.py").read_text("utf-8").replace(", tone\n", "\n")
    (voices / "real_tone.py").write_text((voices / "tone.py").read_text("utf-8"), "utf-8")
    engine = engine.replace(
        "import os\n", "import os\nfrom hallbar.readaloud.voices import real_tone as tone\n", 1
    )
    (voices / "tone.py").write_text(engine, "utf-8")
    small.set(voices="{sv: {engine: tone, name: anybody}}")
    return {"FAULTY_NOTES": str(small.folder), "FAULTY_FORKS": "yes"}


# other failures: test_worker.py
@pytest.mark.parametrize("failure", ["crash", pytest.param("short", marks=pytest.mark.long)])
def test_a_voice_that_fails_fails_a_strict_build_in_one_line(small: Small, failure: str) -> None:
    environment = faulty(small)
    small.write("sv/avtal", ["Det går bra.", f"Nu kommer {failure} här."])
    done = small.build(**environment)

    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert f"“Nu kommer {failure} här.”" in line
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize("failure", ["hang", "short"])
def test_a_voice_that_fails_once_is_tried_again(small: Small, failure: str) -> None:
    environment = faulty(small)
    small.write("sv/avtal", ["Det går bra.", f"Nu kommer {failure} once här."])
    done = small.build(**environment)

    assert done.returncode == 0, done.stderr
    assert "<read-aloud" in (small.site / "avtal/index.html").read_text("utf-8")


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize("missing", [True, False])
def test_a_build_that_is_not_strict_goes_on_and_the_page_says_so(small: Small, missing: bool) -> None:
    environment = faulty(small) | ({"FAULTY_MISSING": "yes"} if missing else {})
    small.write("sv/avtal", ["Det går bra.", "Nu kommer crash här."])
    done = python(
        *("-m", "mkdocs", "build", "-d", small.site),
        cwd=small.folder,
        env=os.environ | environment | {"PYTHONPATH": str(small.folder / "plugins")},
    )
    assert done.returncode == 0, done.stderr
    silent, other = ((small.site / name).read_text("utf-8") for name in ("avtal/index.html", "index.html"))
    assert "Den här sidan går inte att lyssna på just nu. Ljudet saknas." in silent
    assert "<read-aloud" not in silent
    assert ("<read-aloud" in other) is not missing
    message = (
        "the engine is missing: install it" if missing else "ended with code -6 at “Nu kommer crash här.”"
    )
    assert [line for line in done.stderr.splitlines() if line.startswith("WARNING") and message in line]
