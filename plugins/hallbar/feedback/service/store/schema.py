"""The tables, in steps from every older version, and the statements that both databases understand.

In the texts, `{mark}` is a database's sign for a value, and `{arrival}` the column that it needs to know the
order of arrival.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import chain
from typing import Any

from hallbar.messages import Messages

message = Messages(__file__)

_ANSWERS = """
create table answers (
  id text primary key not null,
  date text not null,           -- UTC, to the minute: an exact time could identify a visit
  page text not null,
  lang text not null,
  helpful integer not null check (helpful in (0, 1)),
  comment text not null,        -- redacted
  redactions integer not null,  -- number of replacements
  consent text not null,
  release text not null,        -- release of the site: the text that the citizen saw
  suspect integer not null check (suspect in (0, 1)){arrival}
)
"""
_REPORTS = """
create table reports (
  id text primary key not null,
  date text not null,           -- UTC, to the minute
  page text not null,
  lang text not null,
  comment text not null,        -- redacted
  redactions integer not null,  -- number of replacements
  release text not null,        -- release of the site: the text that the citizen saw
  suspect integer not null check (suspect in (0, 1)){arrival}
)
"""
_CONTACTS = """
create table contacts (         -- apart from the reports: deleted sooner
  id text primary key not null, -- of the report
  date text not null,           -- UTC, to the minute
  contact text not null
)
"""
STEPS = ((_ANSWERS,), (_REPORTS, _CONTACTS))
"""Statements from each version to the next: those of version 1 create it from nothing, and so on."""

VERSION = len(STEPS)
"""Version that this code reads and writes."""

OLDEST_READ = 1
"""Oldest version that can be read without migration."""

COLUMNS = "select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'"


@cache
def columns(version: int) -> Mapping[str, frozenset[str]]:
    """Return the columns of each table of a version."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in chain(*STEPS[:version]):
            db.execute(statement.format(arrival=""))
        return by_table(db.execute(COLUMNS).fetchall())


def by_table(rows: Sequence[tuple[Any, ...]]) -> Mapping[str, frozenset[str]]:
    """Return the columns of each table, from pairs of both names."""
    return {table: frozenset(column for owner, column in rows if owner == table) for table in dict(rows)}


def fault(version: int, found: Mapping[str, frozenset[str]]) -> str:
    """Return why tables are not those of a version, in one line; empty if they are."""
    if not 0 <= version <= VERSION:
        return message("store_newer", version=version, known=VERSION)
    expected = columns(version)
    for table, names in expected.items():
        if table not in found:
            return message("store_lacks_table", table=table)
        if lacking := names - found[table]:
            return message("store_lacks_column", table=table, column=min(lacking))
    if unknown := columns(VERSION).keys() & found.keys() - expected.keys():
        return message("store_unversioned", table=min(unknown), version=version)
    return ""
