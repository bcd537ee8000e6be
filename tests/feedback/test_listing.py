"""`hallbar feedback list`, `reports`, `backup` and `restore`."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback.service.entries import ANSWER, REPORT, another, entry
from hallbar.feedback.cli import command
from hallbar.feedback.listing import ALIGNED
from hallbar.feedback.service.store import FILE, opened

ROWS = [
    another(comment="Bra\nsida", page="/regler/", date="2026-03-01T10:00Z", helpful=True, suspect=False),
    another(comment="å" * 30, page="/", date="2026-03-02T10:00Z", suspect=True),
    another(comment="Good", page="/en/", lang="en", date="2026-03-03T10:00Z", suspect=False),
]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLBAR_LANGUAGE", "en")
    monkeypatch.delenv("HALLBAR_DATABASE", raising=False)


def feedback(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner(catch_exceptions=False).invoke(command, list(map(str, arguments)))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with closing(opened(tmp_path)) as store:
        store.add([*ROWS, entry(REPORT), another(REPORT, comment="Två", contact="", suspect=True)])
    return tmp_path


def test_answers_as_a_table(data: Path) -> None:
    status, out, err = feedback("list", "--data", data)
    header, first, second, third = out.splitlines()
    assert (status, err) == (0, "")
    assert header.split() == ["date", "page", "lang", "helpful", "suspect", "comment"]
    assert first == "2026-03-01T10:00Z  /regler/  sv    True     False    Bra sida"
    assert second.endswith("å" * 30)
    assert third.split()[1:4] == ["/en/", "en", "False"]


def test_answers_as_json_lose_nothing(data: Path) -> None:
    status, out, _ = feedback("list", "--data", data, "--format", "json")
    rows = json.loads(out)
    assert (status, len(rows)) == (0, 3)
    assert out == json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    expected = "date id page lang helpful comment redactions consent suspect release"
    assert list(rows[0]) == expected.split()
    assert (rows[0]["comment"], rows[0]["helpful"]) == ("Bra\nsida", True)


def test_reports_have_their_contacts(data: Path) -> None:
    status, out, _ = feedback("reports", "--data", data)
    header, first, second = out.splitlines()
    assert (status, header.split()) == (0, ["date", "page", "lang", "suspect", "contact", "comment"])
    assert first.split()[4] == REPORT.contact
    assert second.split()[3:] == ["True", "Två"]
    rows = json.loads(feedback("reports", "--data", data, "--format", "json")[1])
    assert (rows[0]["comment"], rows[0]["contact"], rows[1]["contact"]) == (
        REPORT.comment,
        REPORT.contact,
        "",
    )


def test_no_list_of_answers_has_a_contact(data: Path) -> None:
    for form in ("table", "json"):
        assert REPORT.contact not in feedback("list", "--data", data, "--format", form)[1]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], [0, 1, 2]),
        (["--page", "/en/"], [2]),
        (["--page", "/none/"], []),
        (["--lang", "sv"], [0, 1]),
        (["--from", "2026-03-02"], [1, 2]),
        (["--to", "2026-03-02"], [0, 1]),
        (["--from", "2026-03-02", "--to", "2026-03-02"], [1]),
        (["--suspect"], [1]),
        (["--no-suspect"], [0, 2]),
        (["--no-suspect", "--lang", "en"], [2]),
    ],
    ids=str,
)
def test_filters(data: Path, options: list[str], found: list[int]) -> None:
    status, out, _ = feedback("list", "--data", data, "--format", "json", *options)
    assert (status, [row["id"] for row in json.loads(out)]) == (0, [ROWS[number].what.id for number in found])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--from", "igår"], "igår: not a day: write it as 2026-12-01"),
        (["--to", "2026-02-30"], "2026-02-30: not a day: write it as 2026-12-01"),
        (["--from", "2026-03-02", "--to", "2026-03-01"], "--from 2026-03-02 is after --to 2026-03-01"),
    ],
)
def test_days_are_checked(data: Path, options: list[str], error: str) -> None:
    status, out, err = feedback("list", "--data", data, *options)
    assert (status, out) == (2, "")
    assert error in err.splitlines()[-1]


def test_a_long_table_is_aligned_by_its_first_rows(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as store:
        store.add([another() for _ in range(ALIGNED)])
        store.add([another(page="/a-longer-address-than-all-others/")])
    lines = feedback("list", "--data", tmp_path)[1].splitlines()
    assert len(lines) == ALIGNED + 2
    assert "/a-longer-address-than-all-others/  sv" in lines[-1]


@pytest.mark.parametrize("name", ["list", "reports", "backup"])
def test_where_nothing_is(tmp_path: Path, name: str) -> None:
    status, out, err = feedback(name, "--data", tmp_path)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"Error: {tmp_path / FILE}: ")
    assert not list(tmp_path.iterdir())


def test_without_a_place_it_asks_for_one() -> None:
    status, _, err = feedback("list")
    assert status == 2
    assert err.splitlines()[-1].startswith("Error: Missing option '--data'. Or set HALLBAR_DATABASE")


@pytest.mark.usefixtures("processes")  # psycopg starts one, which looks for a library
def test_the_password_of_a_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLBAR_DATABASE", "postgresql://a:hemligt@127.0.0.1:1/b")
    for arguments in (["list"], ["reports"], ["backup"], ["restore", "--from", __file__]):
        status, _, err = feedback(*arguments)
        assert (status, err.count("\n"), "hemligt" in err) == (1, 1, False)


# Backup and restoration


def test_backup_and_restore(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    status, out, _ = feedback("backup", "--data", data, "--to", saved)
    assert (status, out) == (0, f"3 answers and 2 reports are saved and checked: {saved}\n")
    assert feedback("backup", "--data", data, "--to", saved)[2] == (
        f"Error: {saved}: exists: name another file, or add --overwrite\n"
    )
    assert feedback("backup", "--data", data, "--to", saved, "--overwrite")[0] == 0
    (data / FILE).unlink()
    status, out, _ = feedback("restore", "--data", data, "--from", saved)
    assert (status, out) == (0, f"3 answers and 2 reports are restored from {saved}\n")
    status, _, err = feedback("restore", "--data", data, "--from", saved)
    assert (status, err) == (
        1,
        f"Error: {data / FILE}: has 6 rows: add --overwrite if they are to be replaced\n",
    )
    assert feedback("restore", "--data", data, "--from", saved, "--overwrite")[0] == 0
    assert len(feedback("list", "--data", data)[1].splitlines()) == 4


def test_a_backup_without_a_name_has_the_time_in_its_name(data: Path) -> None:
    assert feedback("backup", "--data", data)[0] == 0
    [saved] = data.glob("backup-20??????T??????Z.sqlite3")
    assert saved.stat().st_size > 0


@pytest.mark.parametrize(
    "arguments", [["backup", "--overwrite", "--to"], ["restore", "--overwrite", "--from"]]
)
def test_the_file_itself_is_no_backup(data: Path, arguments: list[str]) -> None:
    status, _, err = feedback(*arguments, data / FILE, "--data", data)
    assert (status, err) == (
        1,
        f"Error: {data / FILE}: the file that the answers are kept in: name another\n",
    )
    with closing(opened(data)) as store:
        assert next(store.answers()).what.id != ANSWER.id
