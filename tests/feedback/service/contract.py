"""The contract of a store: what both databases do, tested by `test_store.py` and by `test_postgres.py`."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from feedback.service.entries import ANSWER, DATE, REPORT, another, entry
from feedback.stores import TABLES, Engine, open_
from hallbar.feedback.service.answer import Answer, Report
from hallbar.feedback.service.store import (
    Entry,
    Reader,
    Selection,
    Store,
    StoreError,
    UnfitError,
    opened_to_read,
    schema,
)

SHORT = 0.2
"""Seconds of patience, in tests of the waiting itself."""

SAME_HOUR, LATER = "2026-01-02T04:03Z", "2026-01-02T04:04Z"


def all_of(store: Reader) -> list[Entry]:
    return [*store.answers(), *store.reports()]


class Contract:
    """Tests of both databases. The fixture `engine` is the place of an empty store."""

    @pytest.fixture
    def store(self, engine: Engine) -> Iterator[Store]:
        with closing(open_(engine)) as store:
            yield store

    def test_the_stored_entry_is_the_given_one(self, store: Store) -> None:
        entries = [entry(), entry(REPORT)]
        assert store.add(entries) == frozenset()
        assert all_of(store) == entries
        stored = next(store.answers()).what
        assert [type(value) for value in vars(stored).values()] == [
            type(one) for one in vars(ANSWER).values()
        ]

    @pytest.mark.usefixtures("store")
    def test_nothing_else_is_stored(self, engine: Engine) -> None:
        columns: dict[str, set[str]] = {}
        for table, column in engine.columns():
            columns.setdefault(table, set()).add(column)
        common = {"id", "date", "page", "lang", "comment", "redactions", "release", "suspect"}
        assert columns == {
            "answers": common | {"helpful", "consent"},
            "reports": common,
            "contacts": {"id", "date", "contact"},
        }

    @pytest.mark.parametrize("what", [ANSWER, REPORT], ids=["answer", "report"])
    @pytest.mark.parametrize("at_once", [True, False])
    def test_the_same_again_is_stored_once(self, store: Store, what: Answer | Report, at_once: bool) -> None:
        first, second = entry(what), entry(what, "2027-01-01T00:00Z")
        for batch in [[first, second]] if at_once else [[first], [second]]:
            assert store.add(batch) == frozenset()
        assert all_of(store) == [first]

    @pytest.mark.parametrize(
        ("what", "changes"),
        [
            (ANSWER, {"comment": "Ring mig"}),
            (ANSWER, {"helpful": True}),
            (ANSWER, {"redactions": 0, "comment": ""}),
            (ANSWER, {"page": "/annan/", "lang": "en", "suspect": False, "consent": "0123456789ab"}),
            (REPORT, {"comment": "Den går till 500"}),
            (REPORT, {"contact": ""}),
            (REPORT, {"contact": "bo@biblioteket.example"}),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
    )
    @pytest.mark.parametrize("at_once", [True, False])
    def test_other_content_replaces_the_first_within_an_hour(
        self, store: Store, what: Answer | Report, changes: dict[str, object], at_once: bool
    ) -> None:
        """The date stays the first one: nobody can keep an entry open for ever."""
        first, second = entry(what), entry(what, SAME_HOUR, **changes)
        for batch in [[first, second]] if at_once else [[first], [second]]:
            assert store.add(batch) == frozenset()
        assert all_of(store) == [dataclasses.replace(second, date=DATE)]
        assert store.add([entry(what, LATER)]) == {what.id}
        assert all_of(store) == [dataclasses.replace(second, date=DATE)]

    def test_a_contact_that_is_given_later_is_stored(self, store: Store) -> None:
        store.add([entry(REPORT, contact="")])
        store.add([entry(REPORT)])
        assert list(store.reports()) == [entry(REPORT)]

    def test_one_that_comes_too_late_does_not_harm_the_others(self, store: Store) -> None:
        old, new = another(), another(date=LATER)
        store.add([old, entry()])
        changed = dataclasses.replace(old.what, comment="för sent")
        late = Entry(changed, LATER, "abc123")
        assert store.add([new, late, entry(date=LATER)]) == {old.what.id}
        assert all_of(store) == [old, entry(), new]

    def test_an_answer_and_a_report_may_have_the_same_id(self, store: Store) -> None:
        store.add([entry(), entry(REPORT)])
        store.add([entry(REPORT, comment="b"), entry(comment="a")])
        assert [one.what.comment for one in all_of(store)] == ["a", "b"]

    def test_a_contact_is_stored_apart_from_the_report(self, store: Store, engine: Engine) -> None:
        store.add([entry(REPORT)])
        [report] = engine.rows("select * from reports")
        assert REPORT.contact not in report
        assert engine.rows("select id, date, contact from contacts") == [(REPORT.id, DATE, REPORT.contact)]

    def test_contacts_are_deleted_by_date_and_do_not_come_back(self, store: Store) -> None:
        new = another(REPORT, LATER)
        store.add([entry(REPORT), new])
        assert store.delete_contacts(LATER) == 1
        assert store.add([entry(REPORT, LATER)]) == {REPORT.id}
        assert list(store.reports()) == [entry(REPORT, contact=""), new]
        assert store.delete_contacts(LATER) == 0

    def test_they_come_in_the_order_of_arrival(self, store: Store) -> None:
        answers, reports = [another() for _ in range(20)], [another(REPORT) for _ in range(20)]
        for pair in zip(answers[:10], reports[:10], strict=True):
            store.add(pair)
        store.add([one for pair in zip(answers[10:], reports[10:], strict=True) for one in pair])
        store.add([dataclasses.replace(answers[0], what=dataclasses.replace(answers[0].what, comment="ny"))])
        assert [one.what.id for one in all_of(store)] == [one.what.id for one in answers + reports]

    @pytest.mark.parametrize(
        ("selection", "found"),
        [
            (Selection(), "abcd"),
            (Selection(page="/a/"), "ab"),
            (Selection(page="/A/"), ""),
            (Selection(lang="en"), "b"),
            (Selection(suspect=True), "d"),
            (Selection(suspect=False), "abc"),
            (Selection(first="2026-03-01"), "bcd"),
            (Selection(last="2026-03-01"), "ab"),
            (Selection(first="2026-03-01", last="2026-03-02"), "bc"),
            (Selection("/b/", "sv", "2026-01-01", "2026-03-02", False), "c"),
            (Selection(page="' or 1=1 --"), ""),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("kind", ["answers", "reports"])
    def test_a_selection(self, store: Store, selection: Selection, found: str, kind: str) -> None:
        what = ANSWER if kind == "answers" else REPORT
        rows = [
            ("a", "2026-02-28T23:59Z", "/a/", "sv", False),
            ("b", "2026-03-01T00:00Z", "/a/", "en", False),
            ("c", "2026-03-02T23:59Z", "/b/", "sv", False),
            ("d", "2026-03-03T00:00Z", "/b/", "sv", True),
        ]
        store.add(
            [
                another(what, date, comment=name, page=page, lang=lang, suspect=suspect)
                for name, date, page, lang, suspect in rows
            ]
        )
        entries = store.answers(selection) if kind == "answers" else store.reports(selection)
        assert "".join(one.what.comment for one in entries) == found

    def test_all_or_none_is_stored(self, store: Store, engine: Engine) -> None:
        """PostgreSQL refuses NUL, SQLite half a character; the service accepts neither."""
        bad = another(comment="\0" if engine.database else "\ud800")
        with pytest.raises(UnfitError):
            store.add([another(), another(REPORT), bad])
        assert all_of(store) == []
        store.add([entry()])
        assert len(all_of(store)) == 1

    def test_a_thousand_at_once(self, store: Store) -> None:
        entries = [another(what) for _ in range(501) for what in (ANSWER, REPORT)]
        store.add(entries)
        assert all_of(store) == entries[::2] + entries[1::2]

    def test_opened_again_everything_is_there(self, engine: Engine) -> None:
        for _ in range(2):
            with closing(open_(engine)) as store:
                store.add([another(), another(REPORT)])
        with closing(open_(engine)) as store:
            assert len(all_of(store)) == 4

    def test_many_may_open_a_new_store_at_once(self, engine: Engine) -> None:
        def use(_: int) -> None:
            with closing(open_(engine, 20)) as store:
                store.add([another()])

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(use, range(8)))
        with closing(open_(engine)) as store:
            assert len(all_of(store)) == 8

    def test_a_locked_store_is_reported_soon_and_used_again(self, engine: Engine) -> None:
        with closing(open_(engine, SHORT)) as store:
            acts: list[Callable[[], object]] = [
                lambda: store.add([another()]),
                store.check,
                lambda: store.delete_contacts("2030"),
            ]
            for act in acts:
                begun = time.monotonic()
                with engine.locked(), pytest.raises(StoreError) as error:
                    act()
                assert SHORT * 0.9 < time.monotonic() - begun < 4
                assert "\n" not in str(error.value)
            store.add([entry()])
            store.check()
            assert all_of(store) == [entry()]

    def test_a_check_stores_nothing(self, store: Store, engine: Engine) -> None:
        store.check()
        assert [engine.rows(f"select * from {table}") for table in TABLES] == [[], [], []]

    @pytest.mark.parametrize("table", TABLES)
    def test_a_check_tries_to_write_everywhere(self, store: Store, engine: Engine, table: str) -> None:
        engine.rows(f"drop table {table}")
        with pytest.raises(StoreError, match=table):
            store.check()

    def test_a_closed_store_says_so(self, store: Store) -> None:
        store.close()
        for act in (lambda: store.add([entry()]), store.check, lambda: list(store.answers())):
            with pytest.raises(StoreError):
                act()

    # Migration

    def test_from_version_1(self, engine: Engine) -> None:
        engine.make_version_1()
        for _ in range(2):
            with closing(open_(engine)) as store:
                assert next(store.answers()) == entry()
                store.add([another(), another(REPORT), entry(date="2027-01-01T00:00Z")])
        with closing(open_(engine)) as store:
            assert (len([*store.answers()]), len([*store.reports()])) == (3, 2)
        assert {table for table, _ in engine.columns()} == set(TABLES)

    def test_an_old_store_can_be_read_without_migration(self, engine: Engine) -> None:
        engine.make_version_1()
        with closing(opened_to_read(engine.data, engine.database)) as reader:
            assert all_of(reader) == [entry()]
        assert {table for table, _ in engine.columns()} == {"answers"}

    def test_many_may_open_an_old_store_at_once(self, engine: Engine) -> None:
        engine.make_version_1()
        with ThreadPoolExecutor(8) as threads:
            for store in threads.map(lambda _: open_(engine, 20), range(8)):
                assert len(all_of(store)) == 1
                store.close()

    @pytest.mark.parametrize(
        ("before", "error"),
        [
            ("drop table reports", "the table reports is missing"),
            ("alter table answers drop column comment", "column comment is missing in the table answers"),
            (
                "alter table contacts rename column contact to mine",
                "column contact is missing in the table contacts",
            ),
            ("VERSION 1", "the table (contacts|reports) exists, but is not of schema 1"),
            ("VERSION 0", "the table answers exists, but is not of schema 0"),
            ("VERSION 3", r"made by a newer version \(schema 3, known is 2\)"),
            ("VERSION -1", r"made by a newer version \(schema -1, known is 2\)"),
            ("KEY", "CONFLICT"),
        ],
        ids=str,
    )
    def test_wrong_tables_are_refused_and_not_changed(self, engine: Engine, before: str, error: str) -> None:
        open_(engine).close()
        if before.startswith("VERSION"):
            engine.set_version(int(before.split()[1]))
        elif before == "KEY":  # the same columns, but no key: nothing could be replaced
            engine.rows("drop table contacts")
            engine.rows("create table contacts (id text, date text, contact text)")
        else:
            engine.rows(before)
        columns = engine.columns()
        with pytest.raises(StoreError, match=error) as raised:
            open_(engine)
        assert "\n" not in str(raised.value)
        assert engine.columns() == columns

    def test_a_step_that_fails_changes_nothing(self, engine: Engine) -> None:
        engine.make_version_1()
        engine.rows("create table contacts (mine text)")
        with pytest.raises(StoreError, match="contacts"):
            open_(engine)
        engine.rows("drop table contacts")
        with closing(open_(engine)) as store:
            assert len(all_of(store)) == 1

    def test_a_missing_store_is_not_created_by_reading(self, engine: Engine) -> None:
        with pytest.raises(StoreError):
            opened_to_read(engine.data, engine.database)

    def test_reading_goes_on_while_others_write(self, store: Store, engine: Engine) -> None:
        store.add([another() for _ in range(3)])
        with closing(opened_to_read(engine.data, engine.database)) as reader:
            answers = reader.answers()
            next(answers)
            store.add([another()])
            assert len([*answers]) == 2
            assert len([*reader.answers()]) == 4


def test_the_tables_of_the_newest_version() -> None:
    assert set(schema.columns(schema.VERSION)) == set(TABLES)
