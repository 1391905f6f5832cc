"""Names of bodies: organs and departments behind an area, bodies there is one of, open names, classes of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.body_chain import BodyChain, outermost
from kg.extract.body_classes import BodyClasses
from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk
from kg.extract.open_bodies import Known, OpenBodies
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


# What the name of who signs ends with, and how long it is.
_LAST_WORDS = ("weakBodySuffix", "bodySuffix", "departmentSuffix", "department", "organ")
_LONGEST_WORD = 4
_SHORTEST_SIGNED = 4
_LONGEST_SIGNED = 40


class BodyFinder:
    """Finds bodies; built once from the schema."""

    CLUES: Final = (*BodyChain.CLUES, *BodyClasses.CLUES, *OpenBodies.CLUES)

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._chain = BodyChain(schema)
        self._classes = BodyClasses(schema, self._chain)
        self._last_words = {
            word: keys for clue in _LAST_WORDS for word, keys in schema.clue(clue).items() if len(word) <= _LONGEST_WORD
        }
        self._open = OpenBodies(schema, boundary, self._chain)

    def fixed(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> list[Mention]:
        """Bodies that the vocabulary names: organs, departments, bodies there is one of, classes of bodies."""
        begin = _beginning(areas)
        found = self._chain(analysis, scan, begin)
        for mention in self._publisher(analysis):
            found.setdefault((mention.start, mention.end), mention)
        ends = outermost((*begin, *found.values()))
        for mention in list(self._classes(analysis, scan, ends, found)):
            found.setdefault((mention.start, mention.end), mention)
        return list(found.values())

    def open(
        self,
        analysis: Analysis,
        scan: Scan,
        areas: Sequence[Mention],
        fixed: Sequence[Mention],
        persons: Sequence[Mention],
    ) -> list[Mention]:
        """Those bodies and, beside them, bodies of open names, in text order; no name reaches over a person's."""
        begin = _beginning(areas)
        found = {(m.start, m.end): m for m in fixed}
        known = Known(
            areas=begin,
            anchors=outermost((*begin, *fixed)),
            ended={m.end for m in fixed if m.rule != "body-alone"},
            barriers=frozenset(m.end for m in persons),
        )
        for mention in self._open(analysis, scan, known):
            found.setdefault((mention.start, mention.end), mention)
        for mention in self._signing(analysis):
            found.setdefault((mention.start, mention.end), mention)
        return sorted(found.values(), key=lambda m: (m.start, -m.end))

    def _signing(self, analysis: Analysis) -> Iterator[Mention]:
        """Who signs a paper: the whole line, if it ends like the name of a body, whatever words are in it."""
        for block in analysis.document.blocks:
            if block.kind != BlockKind.SIGNATURE:
                continue
            name = analysis.text[block.start : block.end].strip()
            key = next(
                (k for size in range(_LONGEST_WORD, 0, -1) for k in self._last_words.get(name[-size:], ())), None
            )
            if key is not None and is_cjk(name) and _SHORTEST_SIGNED <= len(name) <= _LONGEST_SIGNED:
                start = analysis.text.index(name, block.start)
                yield Mention(start, start + len(name), key, name, "body-signature", 0.85, "the line of who signs")

    @staticmethod
    def _publisher(analysis: Analysis) -> Iterator[Mention]:
        """The newspaper or agency that the dateline names."""
        name = analysis.document.publisher
        at = analysis.text.find(name) if name else -1
        if name and at >= 0:
            yield Mention(
                at, at + len(name), "MediaOutlet", name, "body-publisher", 0.9, "the dateline's newspaper or agency"
            )


def _beginning(areas: Sequence[Mention]) -> list[Mention]:
    """The areas with which a body's name may begin: 全国 begins none, though it may stand in one."""
    return [m for m in areas if not (m.anaphor and m.cls == "Country")]
