"""A store of an earlier format made one of this format.

In formats 1 and 2 the catalogue stood in a graph of the writer's database; format 1 had no merged graph either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store.catalogue import Origin
from kg.store.layout import describe
from kg.store.merged import merge_loaded

if TYPE_CHECKING:
    from kg.store.writer import StoreWriter

_CATALOGUE = ox.NamedNode("urn:govkg:catalogue")
_KEY, _PATH, _REPORT, _DIGEST, _WRITTEN = (
    ox.NamedNode(f"urn:govkg:{name}") for name in ("key", "path", "report", "digest", "written")
)


def convert(writer: StoreWriter) -> None:
    """Convert the store; where it breaks off, the store is still of its earlier format and can be converted again.

    Args:
        writer: it is changed and not published.
    """
    store = writer.store
    with writer.catalogue.transaction():
        for quad in store.quads_for_pattern(None, _KEY, None, _CATALOGUE):
            told = {q.predicate: _text(q) for q in store.quads_for_pattern(quad.subject, None, None, _CATALOGUE)}
            writer.catalogue.add(Origin(*(told.get(name, "") for name in (_KEY, _PATH, _REPORT, _DIGEST))))
        for quad in store.quads_for_pattern(None, _WRITTEN, None, _CATALOGUE):
            writer.catalogue.note(str(quad.subject).strip("<>").rpartition(":")[2], _text(quad))
    store.remove_graph(_CATALOGUE)
    if writer.layout.format == 1:
        merge_loaded(store)
    store.flush()
    describe(writer.layout)


def _text(quad: ox.Quad) -> str:
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""
