"""Which file or row holds which report, and what of that the graphs do not hold yet.

It is an SQLite database beside the graphs, so that one transaction takes up a report: its entry, and the page that its
graph is to be written from. Pages wait here until many are written at once (`kg.store.writer`). Published states do not
hold it: paths of this machine are nothing for those who read.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.store.page import Page

_TABLES = """
CREATE TABLE IF NOT EXISTS origin (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, report TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS origin_of_report ON origin (report, key);
CREATE INDEX IF NOT EXISTS origin_of_digest ON origin (digest, key);
CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, written TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (report TEXT PRIMARY KEY, body TEXT NOT NULL, reference TEXT NOT NULL);
"""
_ENTRY = "SELECT key, path, report, digest FROM origin"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A file, or a row of a table, that holds a report.

    Attributes:
        key: what it is known by: the path of a file, or path and id of a row.
        path: the file, or the file of the table.
        report: the id of the report.
        digest: of all that its graph is made from (`kg.sources.model.Source.digest`).
    """

    key: str
    path: str
    report: str
    digest: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the graph of a report is to become.

    Attributes:
        report: the report's id.
        body: as in `kg.store.page.Page`; "" where the graph is to go.
        reference: likewise.
    """

    report: str
    body: str
    reference: str


class Catalogue:
    """The entries of a store; every look-up is by index.

    A text may come from several origins. Its graph is then the one of the first by key, whatever came first in time:
    so the store depends on what its sources say, not on the order in which they were read.

    Args:
        path: the database's file; it is made where it is not there.

    Raises:
        sqlite3.Error: it is damaged or cannot be written; every method may say so.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._database.executescript(
                "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA locking_mode = EXCLUSIVE;"
                f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {_TABLES}"
            )
        except sqlite3.Error:
            self._database.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def copy_to(self, path: Path) -> None:
        """Write all of it to a new file."""
        copy = sqlite3.connect(path)
        try:
            self._database.backup(copy)
        finally:
            copy.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done in its block is done as a whole, or not at all where the block raises."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    def origin(self, key: str) -> Origin | None:
        """The entry of an origin."""
        return next(self._entries("WHERE key = ?", key), None)

    def of_digest(self, digest: str) -> Origin | None:
        """The first origin with this digest, or None."""
        return next(self._entries("WHERE digest = ? ORDER BY key LIMIT 1", digest), None)

    def of_report(self, report: str) -> list[Origin]:
        """The origins of a report, sorted by key."""
        return list(self._entries("WHERE report = ? ORDER BY key", report))

    def all(self) -> Iterator[Origin]:
        """Every entry, sorted by key."""
        return self._entries("ORDER BY key")

    def written(self, report: str) -> str | None:
        """The digest of the origin that the report's graph was written from."""
        found = self._database.execute("SELECT written FROM report WHERE id = ?", (report,)).fetchone()
        return None if found is None else str(found[0])

    def reports(self) -> Iterator[tuple[str, str]]:
        """The id of every report, and the digest its graph was written from; sorted."""
        yield from self._database.execute("SELECT id, written FROM report ORDER BY id")

    def stale(self) -> list[Origin]:
        """The first origin of each report whose graph was written from another one, sorted."""
        first = "key = (SELECT MIN(key) FROM origin AS other WHERE other.report = origin.report)"
        written = "(SELECT written FROM report WHERE id = origin.report)"
        return list(self._entries(f"WHERE {first} AND {written} IS NOT digest ORDER BY key"))

    def add(self, origin: Origin) -> None:
        """Enter an origin, whatever stood there under its key."""
        values = (origin.key, origin.path, origin.report, origin.digest)
        self._database.execute("INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?)", values)

    def forget(self, key: str) -> None:
        """Take an origin out."""
        self._database.execute("DELETE FROM origin WHERE key = ?", (key,))

    def write(self, page: Page, digest: str) -> None:
        """Have the graph of a report written from a page, and note from which digest it is."""
        self.note(page.report, digest)
        self._await(page.report, page.body, page.reference)

    def note(self, report: str, digest: str) -> None:
        """Note that the graph of a report was written from the origin with a digest."""
        self._database.execute("INSERT OR REPLACE INTO report VALUES (?, ?)", (report, digest))

    def drop(self, report: str) -> None:
        """Take a report out with its origins, and have its graph removed."""
        self._database.execute("DELETE FROM origin WHERE report = ?", (report,))
        self._database.execute("DELETE FROM report WHERE id = ?", (report,))
        self._await(report, "", "")

    def _await(self, report: str, body: str, reference: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", (report, body, reference))

    def waiting(self, size: int) -> list[Waiting]:
        """What waits, the oldest first, until there are *size* characters of it."""
        found, held = [], 0
        for row in self._database.execute("SELECT report, body, reference FROM waiting ORDER BY rowid"):
            found.append(Waiting(*row))
            held += len(found[-1].body)
            if held >= size:
                break
        return found

    def done(self, waited: list[Waiting]) -> None:
        """Note that the graphs are now what they were to become."""
        with self.transaction():
            self._database.executemany("DELETE FROM waiting WHERE report = ?", [(one.report,) for one in waited])
        self._database.execute("PRAGMA incremental_vacuum").fetchall()

    def ailments(self) -> list[str]:
        """What SQLite finds wrong with its file; nothing where it is sound."""
        return [str(row[0]) for row in self._database.execute("PRAGMA quick_check") if row[0] != "ok"]

    def _entries(self, clause: str, *values: str) -> Iterator[Origin]:
        for row in self._database.execute(f"{_ENTRY} {clause}", values):
            yield Origin(*row)
