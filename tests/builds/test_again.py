"""The same sources give the same site, and unchanged audio is not made again."""

import filecmp
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support import build, made_up_site, without

pytestmark = pytest.mark.usefixtures("processes")


def site_at(to: Path) -> Path:
    """Make a copy of the made-up site without its long page, which takes as long as all others together."""
    copy = made_up_site(to)
    for lang in ("sv", "en"):
        (copy / f"docs/{lang}/lana.md").unlink()
        start = copy / f"docs/{lang}/index.md"
        start.write_text(re.sub(r"\[([^]]+)\]\(lana\.md[^)]*\)", r"\1", start.read_text("utf-8")), "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(without(settings, "  - lana.md"), "utf-8")
    return copy


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with an empty cache, in a folder of another name."""
    copy = site_at(tmp_path_factory.mktemp("another place") / "repository")
    (copy / ".cache").unlink()
    return copy


def differences(one: Path, other: Path) -> list[str]:
    names = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if not path.is_dir()}
    _, different, missing = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return sorted(different + missing)


def spoken(output: str) -> tuple[int, int]:
    """Return the numbers of sentences synthesized and reused, in both languages."""
    found = re.findall(r"sentences spoken: (\d+), from the cache: (\d+)", output)
    assert len(found) == 2, output
    made, reused = (sum(map(int, numbers)) for numbers in zip(*found, strict=True))
    return made, reused


@pytest.mark.usefixtures("long_round")
def test_two_builds_elsewhere_are_equal_to_the_byte(elsewhere: Path, tmp_path: Path) -> None:
    here = site_at(tmp_path / "here")
    with ThreadPoolExecutor() as pool:
        japan = {"SOURCE_DATE_EPOCH": "1790000000", "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}
        first = pool.submit(build, here, tmp_path / "one", **japan)
        two = build(elsewhere, tmp_path / "two", **(japan | {"PYTHONHASHSEED": "2", "TZ": "UTC"}))
        one = first.result()

    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert spoken(two.stderr)[0] > 150, "the second build must make all audio itself"
    assert len(list((tmp_path / "two").rglob("*.mp3"))) >= 11
    assert differences(tmp_path / "one", tmp_path / "two") == []


def test_a_difference_is_seen(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same").write_text("same")
        (tmp_path / name / "page").write_text(name)
    (tmp_path / "one/only").write_text("only")

    assert differences(tmp_path / "one", tmp_path / "two") == ["only", "page"]


@pytest.mark.usefixtures("long_round")
def test_only_a_changed_sentence_is_synthesized_again(elsewhere: Path, tmp_path: Path) -> None:
    assert build(elsewhere, tmp_path / "first").returncode == 0
    again = build(elsewhere, tmp_path / "again")
    assert spoken(again.stderr)[0] == 0

    page = elsewhere / "docs/sv/lanekort.md"  # shown in both languages
    page.write_text(page.read_text("utf-8").replace("är gratis", "kostar ingenting"), "utf-8")
    edited = build(elsewhere, tmp_path / "edited")

    assert edited.returncode == 0
    assert spoken(edited.stderr)[0] == 1
