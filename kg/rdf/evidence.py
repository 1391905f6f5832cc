"""Sentences as evidence: each a selection of the report's text by position and by quote (W3C Web Annotation)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.graph import Pairs
    from kg.rdf.terms import Names
    from kg.text.model import Document

DERIVED = "prov:wasDerivedFrom"


class Evidence:
    """The sentences of one report that something rests on; what nothing rests on is not written.

    A sentence out of a file whose format has places (pages, paragraphs) is also selected by its place there.

    Args:
        document: the report.
        names: makes the terms.
    """

    def __init__(self, document: Document, names: Names) -> None:
        self._document = document
        self._names = names
        self._report = names.node("report", document.id)
        self._used: dict[tuple[int, int], str] = {}

    def pairs(self, start: int, end: int) -> Pairs:
        """Links to the sentences that hold the code points from *start* to *end*, for the node that rests on them.

        Where the stretch is in no sentence, the link is to the stretch itself.
        """
        found: Pairs = []
        at = start
        while (sentence := self._document.sentence_at(at)) is not None:
            found.append((DERIVED, self._term(sentence.start, sentence.end)))
            at = sentence.end
            if at >= end:
                return found
        return found or [(DERIVED, self._term(start, max(start, min(end, len(self._document.text)))))]

    def _term(self, start: int, end: int) -> str:
        term = self._used.get((start, end))
        if term is None:
            term = self._names.node("sentence", f"{self._document.id}-{start}-{end}")
            self._used[start, end] = term
        return term

    def triples(self) -> Iterator[tuple[str, Pairs]]:
        """The sentences that were asked for, with their selectors."""
        document, node = self._document, self._names.node
        standard = [("dcterms:conformsTo", f"<{document.standard}>")] if document.standard else []
        for (start, end), sentence in self._used.items():
            stem = f"{document.id}-{start}-{end}"
            place = document.place_at(start)
            in_file = node("selector", f"{stem}-place")
            position, quote = node("selector", f"{stem}-position"), node("selector", f"{stem}-quote")
            yield (
                sentence,
                [
                    ("a", "kg:Sentence"),
                    ("a", "oa:SpecificResource"),
                    ("oa:hasSource", self._report),
                    ("oa:hasSelector", position),
                    ("oa:hasSelector", quote),
                    *([("oa:hasSelector", in_file)] if place else []),
                    ("kg:sourceStart", str(document.source_offset(start))),
                    ("kg:sourceEnd", str(_source_end(document, end))),
                ],
            )
            yield position, [("a", "oa:TextPositionSelector"), ("oa:start", str(start)), ("oa:end", str(end))]
            yield quote, [("a", "oa:TextQuoteSelector"), ("oa:exact", terms.text(document.text[start:end]))]
            if place:
                yield in_file, [("a", "oa:FragmentSelector"), ("rdf:value", terms.text(place)), *standard]


def _source_end(document: Document, end: int) -> int:
    """Where the source of a stretch ends: behind its last code point, so that a gap that follows is not part of it."""
    return document.source_offset(end - 1) + 1 if end else 0
