"""Entries as rows of the tables: the statements that store, replace and read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, Protocol
from uuid import uuid4

from hallbar.feedback.service.answer import Answer, Report
from hallbar.feedback.service.store import REPLACEABLE, Entry, Selection

_MINUTE = "%Y-%m-%dT%H:%MZ"
_CONTENT = {
    "answers": ("page", "lang", "helpful", "comment", "redactions", "consent", "suspect"),
    "reports": ("page", "lang", "comment", "redactions", "suspect"),
}
"""Columns that an entry with the same id replaces. Its date and release remain: those of the first."""
_GET = {table: attrgetter(*names) for table, names in _CONTENT.items()}
_UPSERT = """
insert into {table} (id, date, release, {columns}) values {rows}
on conflict (id) do update set {changes} where {table}.date > {mark}
"""
_OLD = "select id, {columns} from {table} where date <= {mark} and id in ({marks})"
_CONTACT = """
insert into contacts (id, date, contact) values ({mark}, {mark}, {mark})
on conflict (id) do update set contact = excluded.contact
"""
_NO_CONTACT = "delete from contacts where id = {mark}"
_ITS_CONTACT = "select contact from contacts where id = {mark}"
_OLD_CONTACTS = "delete from contacts where date < {mark}"
_SELECT = {
    "answers": "select id, date, release, {columns}, '' from answers {where} order by {arrival}",
    "reports": """
select r.id, r.date, r.release, {columns}, coalesce(c.contact, '')
from reports r left join contacts c on c.id = r.id {where} order by {arrival}
""",
}


class Cursor(Protocol):
    """The methods of both databases' cursors that are used here."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, query: str, params: Sequence[Any] = (), /) -> object: ...
    def fetchall(self) -> Sequence[Any]: ...


def add(cursor: Cursor, entries: Sequence[Entry], mark: str) -> frozenset[str]:
    """Add or replace entries, as `Store.add` says. Returns the ids of those that came too late."""
    late = set[str]()
    for date, group in groupby(entries, lambda entry: entry.date):
        latest = {(type(entry.what), entry.what.id): entry for entry in group}  # one of each id
        oldest = _oldest(date)
        for kind, table in ((Answer, "answers"), (Report, "reports")):
            those = {id_: entry for (known, id_), entry in latest.items() if known is kind}
            if those:
                late |= _added(cursor, table, those, oldest, mark)
    return frozenset(late)


def try_all(cursor: Cursor, mark: str) -> None:
    """Add entries with all columns of all tables in a transaction, and take them back."""
    id_, date = str(uuid4()), "2000-01-01T00:00Z"
    answer = Answer(id_, "/", "sv", True, "", 0, "none-stored", True)
    cursor.execute("savepoint trial")
    add(cursor, [Entry(answer, date, ""), Entry(Report(id_, "/", "sv", "-", 0, True, "-"), date, "")], mark)
    cursor.execute("rollback to trial")


def delete_contacts(cursor: Cursor, before: str, mark: str) -> int:
    """Delete contacts as `Store.delete_contacts` says."""
    cursor.execute(_OLD_CONTACTS.format(mark=mark), (before,))
    return cursor.rowcount


def selected(table: str, selection: Selection, mark: str, arrival: str) -> tuple[str, list[object]]:
    """Return the query of the selected entries of a table, and its values."""
    limits = {
        "page =": selection.page,
        "lang =": selection.lang,
        "date >=": selection.first,
        "date <=": selection.last and f"{selection.last}T24",  # after the last minute of the day
        "suspect =": "" if selection.suspect is None else int(selection.suspect),
    }
    prefix = "r." if table == "reports" else ""
    chosen = {limit: value for limit, value in limits.items() if value != ""}
    where = " and ".join(f"{prefix}{limit} {mark}" for limit in chosen)
    query = _SELECT[table].format(
        columns=", ".join(f"{prefix}{name}" for name in _CONTENT[table]),
        where=where and f"where {where}",
        arrival=f"{prefix}{arrival}",
    )
    return query, list(chosen.values())


def entry(table: str, row: Sequence[Any]) -> Entry:
    """Return the entry in a row of `selected`."""
    id_, date, release, *values, contact = row
    content = dict(zip(_CONTENT[table], values, strict=True))
    content |= {name: bool(value) for name, value in content.items() if name in ("helpful", "suspect")}
    what = Answer(id_, **content) if table == "answers" else Report(id_, **content, contact=contact)
    return Entry(what, date, release)


def _added(cursor: Cursor, table: str, entries: Mapping[str, Entry], oldest: str, mark: str) -> set[str]:
    """Add entries to a table, and return the ids of those that came too late."""
    rows = [(id_, entry.date, entry.release, *_content(table, entry)) for id_, entry in entries.items()]
    cursor.execute(_upsert(table, len(rows), mark), (*chain.from_iterable(rows), oldest))
    old = {} if cursor.rowcount == len(rows) else _old(cursor, table, [*entries], oldest, mark)
    late = {id_ for id_, content in old.items() if content != _content(table, entries[id_])}
    for id_, entry in entries.items():
        if isinstance(entry.what, Report):
            if id_ not in old:
                _set_contact(cursor, entry, entry.what.contact, mark)
            elif _other_contact(cursor, entry.what, mark):
                late.add(id_)
    return late


@lru_cache(maxsize=4)
def _oldest(date: str) -> str:
    """Return the date of the youngest entry that an entry of this date may not replace."""
    return (datetime.strptime(date, _MINUTE) - REPLACEABLE).strftime(_MINUTE)  # noqa: DTZ007 all are UTC


def _content(table: str, entry: Entry) -> tuple[object, ...]:
    """Return the values of the columns that may be replaced."""
    return tuple(int(value) if value.__class__ is bool else value for value in _GET[table](entry.what))


@lru_cache(maxsize=512)
def _upsert(table: str, count: int, mark: str) -> str:
    """Return one statement for all rows: other threads may run, and delay us, after each."""
    content = _CONTENT[table]
    return _UPSERT.format(
        table=table,
        columns=", ".join(content),
        rows=", ".join([f"({', '.join([mark] * (3 + len(content)))})"] * count),
        changes=", ".join(f"{name} = excluded.{name}" for name in content),
        mark=mark,
    )


def _old(
    cursor: Cursor, table: str, ids: Sequence[str], oldest: str, mark: str
) -> Mapping[str, tuple[object, ...]]:
    """Return the stored content of those that were too old to be replaced."""
    columns, marks = ", ".join(_CONTENT[table]), ", ".join([mark] * len(ids))
    cursor.execute(_OLD.format(columns=columns, table=table, mark=mark, marks=marks), (oldest, *ids))
    return {id_: tuple(content) for id_, *content in cursor.fetchall()}


def _set_contact(cursor: Cursor, entry: Entry, contact: str, mark: str) -> None:
    if contact:
        cursor.execute(_CONTACT.format(mark=mark), (entry.what.id, entry.date, contact))
    else:
        cursor.execute(_NO_CONTACT.format(mark=mark), (entry.what.id,))


def _other_contact(cursor: Cursor, report: Report, mark: str) -> bool:
    cursor.execute(_ITS_CONTACT.format(mark=mark), (report.id,))
    return [contact for (contact,) in cursor.fetchall()] != [report.contact] * bool(report.contact)
