"""Who issued a document: its name, the body before it, the signature, and those whom a letter answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Relation
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extract.model import Mention
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema
    from kg.text.model import Document

_OPENING = "《“「『〈"
# Code points that may stand between the word of address and what was sent (你公司《…》).
_ADDRESS = 4


class AuthorReader:
    """Finds who issued the documents of a report; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._relation = next((k for k in sorted(schema.relations) if schema.fact(k, "issuer") is not None), None)
        self._schema = schema
        self._sent = tuple(k for k in sorted(schema.classes) if schema.fact(k, "sent") is not None)
        self._marks = schema.words("issuerMark")
        self._of = schema.words("ofWord")
        self._addressed = schema.words("addressWord")

    def __call__(
        self,
        document: Document,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        fits: Callable[[str, int, int], bool],
    ) -> Iterator[Relation]:
        """The relations; *fits* says whether a relation can hold between two entities."""
        key = self._relation
        if key is None:
            return
        text = document.text
        papers: list[tuple[Mention, int]] = []
        bodies: list[tuple[Mention, int]] = []
        for mention, entity in zip(mentions, resolution.of_mention, strict=True):
            if entity is not None:
                kind = resolution.entities[entity].type
                if kind == "document":
                    papers.append((mention, entity))
                elif kind == "organization":
                    bodies.append((mention, entity))
        addressees = _inside(document, bodies, BlockKind.ADDRESSEE)
        named: set[int] = set()
        for paper, entity in papers:
            for body, who, rule in self._of_paper(text, paper, bodies, addressees):
                if fits(key, entity, who):
                    named.add(entity)
                    start = body.start if body.end <= paper.start and rule == "body_before" else paper.start
                    yield Relation(entity, key, who, start, paper.end, rule, 0.85)
        own = self._own(document, papers)
        if own is not None and own[1] not in named:
            for _, who in _inside(document, bodies, BlockKind.SIGNATURE):
                if fits(key, own[1], who):
                    yield Relation(own[1], key, who, own[0].start, own[0].end, "signature", 0.8)

    def _is_sent(self, cls: str) -> bool:
        return any(self._schema.is_a(cls, k) for k in self._sent)

    def _of_paper(
        self, text: str, paper: Mention, bodies: list[tuple[Mention, int]], addressees: list[tuple[Mention, int]]
    ) -> Iterator[tuple[Mention, int, str]]:
        start = paper.start
        while start and text[start - 1] in _OPENING:
            start -= 1
        ends = {start, *(start - len(w) for w in self._of if text.endswith(w, 0, start))}
        for body, who in bodies:
            if body.start == paper.start and body.end < paper.end:
                if text[body.end : paper.end].lstrip("0123456789").startswith(self._marks):
                    yield body, who, "document_name"
                    return
            elif body.end in ends:
                yield body, who, "body_before"
                return
        at = max(text.rfind(w, max(0, start - _ADDRESS), start) for w in self._addressed) if self._addressed else -1
        if at >= 0 and self._is_sent(paper.cls):
            yield from ((body, who, "letter_answered") for body, who in addressees)

    @staticmethod
    def _own(document: Document, papers: list[tuple[Mention, int]]) -> tuple[Mention, int] | None:
        """The report itself: the document named in its headline, or before those whom it addresses."""
        address = next((b.start for b in document.blocks if b.kind == BlockKind.ADDRESSEE), None)
        head = next((b.end for b in document.blocks if b.kind == BlockKind.TITLE), 0)
        limit = address if address is not None else head
        return next(((paper, entity) for paper, entity in papers if paper.end <= limit), None)


def _inside(document: Document, bodies: list[tuple[Mention, int]], kind: BlockKind) -> list[tuple[Mention, int]]:
    """The outermost bodies in blocks of the kind, one mention each."""
    found: dict[int, Mention] = {}
    for block in document.blocks:
        if block.kind != kind:
            continue
        reach = block.start
        for body, who in bodies:
            if reach <= body.start and body.end <= block.end:
                found.setdefault(who, body)
                reach = body.end
    return [(body, who) for who, body in found.items()]


__all__ = ["AuthorReader"]
