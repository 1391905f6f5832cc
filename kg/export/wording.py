"""The words of the files that are written for people, from `ontology/frames/export.ttl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.resources import ontology_dir
from kg.schema.load import local_name
from kg.schema.terms import KG, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPE = ox.NamedNode(RDF + "type")
_STATUS = ox.NamedNode(KG + "ActStatus")
_LABEL = ox.NamedNode(RDFS + "label")


class Wording:
    """Frames and headings in one language.

    Args:
        language: `zh` or `en`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._frames = _frames(language)

    def __call__(self, key: str, **parts: str) -> str:
        """The frame *key* with its parts filled in; a key without a frame is its own word."""
        frame = self._frames.get(key)
        return key if frame is None else frame.format(**parts)


def status_labels(language: str) -> Mapping[str, str]:
    """Local name of each status of an act → its label, in the order of the ontology: from done to negated."""
    data = (ontology_dir() / "model.ttl").read_bytes()
    quads = list(ox.parse(data, format=ox.RdfFormat.TURTLE))
    states = [q.subject for q in quads if q.predicate == _TYPE and q.object == _STATUS]
    return {
        local_name(q.subject.value): q.object.value
        for q in quads
        if q.subject in states
        and q.predicate == _LABEL
        and isinstance(q.subject, ox.NamedNode)
        and isinstance(q.object, ox.Literal)
        and q.object.language == language
    }


def _frames(language: str) -> Mapping[str, str]:
    data = (ontology_dir() / "frames" / "export.ttl").read_bytes()
    return {
        local_name(quad.subject.value): quad.object.value
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)
        if quad.predicate == _LABEL
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }
