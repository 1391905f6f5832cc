"""Which file or row holds which report, and from which of them its graph was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store.terms import CATALOGUE, DIGEST, KEY, PATH, REPORT, STALE, WRITTEN, origin_node, report_node

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    def quads(self) -> list[ox.Quad]:
        """Its entry."""
        node = origin_node(self.key)
        values = ((KEY, self.key), (PATH, self.path), (REPORT, self.report), (DIGEST, self.digest))
        return [ox.Quad(node, name, ox.Literal(value), CATALOGUE) for name, value in values]


class Catalogue:
    """The entries of a store's database; every look-up is by index.

    A text may come from several origins. Its graph is then the one of the first by key, whatever came first in time:
    so the store depends on what its sources say, not on the order in which they were read.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def origin(self, key: str) -> Origin | None:
        """The entry of an origin."""
        return self._read(origin_node(key))

    def of_digest(self, digest: str) -> Origin | None:
        """The first origin with this digest, or None."""
        return min(self._with(DIGEST, digest), default=None)

    def of_report(self, report: str) -> list[Origin]:
        """The origins of a report, sorted by key."""
        return sorted(self._with(REPORT, report))

    def written(self, report: str) -> str | None:
        """The digest of the origin that the report's graph was written from."""
        return self._value(report_node(report), WRITTEN)

    def all(self) -> Iterator[Origin]:
        """Every entry, in no particular order."""
        for quad in self._store.quads_for_pattern(None, KEY, None, CATALOGUE):
            if isinstance(quad.subject, ox.NamedNode) and (origin := self._read(quad.subject)) is not None:
                yield origin

    def reports(self) -> Iterator[tuple[str, str]]:
        """The id of every report, and the digest its graph was written from."""
        for quad in self._store.quads_for_pattern(None, WRITTEN, None, CATALOGUE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                yield quad.subject.value.rpartition(":")[2], quad.object.value

    def stale(self) -> list[Origin]:
        """The first origin of each report whose graph was written from another one, sorted."""
        quads = self._store.quads_for_pattern(None, STALE, None, CATALOGUE)
        reports = [quad.subject.value.rpartition(":")[2] for quad in quads if isinstance(quad.subject, ox.NamedNode)]
        return sorted(found[0] for found in map(self.of_report, reports) if found)

    def _with(self, name: ox.NamedNode, value: str) -> Iterator[Origin]:
        for quad in self._store.quads_for_pattern(None, name, ox.Literal(value), CATALOGUE):
            if isinstance(quad.subject, ox.NamedNode) and (origin := self._read(quad.subject)) is not None:
                yield origin

    def _read(self, node: ox.NamedNode) -> Origin | None:
        found = {
            quad.predicate: quad.object.value
            for quad in self._store.quads_for_pattern(node, None, None, CATALOGUE)
            if isinstance(quad.object, ox.Literal)
        }
        if not found:
            return None
        return Origin(*(found.get(name, "") for name in (KEY, PATH, REPORT, DIGEST)))

    def _value(self, node: ox.NamedNode, name: ox.NamedNode) -> str | None:
        found = next(self._store.quads_for_pattern(node, name, None, CATALOGUE), None)
        return found.object.value if found is not None and isinstance(found.object, ox.Literal) else None
