"""Names of bodies: organs and departments behind an area, bodies there is one of, open names, classes of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.body_chain import BodyChain, outermost
from kg.extract.body_classes import BodyClasses
from kg.extract.model import Mention
from kg.extract.open_bodies import OpenBodies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.name_boundary import NameBoundary
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class BodyFinder:
    """Finds bodies; built once from the schema."""

    CLUES = (*BodyChain.CLUES, *BodyClasses.CLUES, *OpenBodies.CLUES)

    def __init__(self, schema: Schema, boundary: NameBoundary) -> None:
        self._chain = BodyChain(schema)
        self._classes = BodyClasses(schema, self._chain)
        self._open = OpenBodies(schema, boundary, self._chain)

    def __call__(self, analysis: Analysis, scan: Scan, areas: Sequence[Mention]) -> list[Mention]:
        """Bodies in text order, nested ones too."""
        # 全国 begins no body's name, though it may stand in one
        areas = [m for m in areas if not (m.anaphor and m.cls == "Country")]
        found = self._chain(analysis, scan, areas)
        for mention in self._publisher(analysis):
            found.setdefault((mention.start, mention.end), mention)
        ends = outermost((*areas, *found.values()))
        for mention in list(self._classes(analysis, scan, ends, found)):
            found.setdefault((mention.start, mention.end), mention)
        anchors = outermost((*areas, *found.values()))
        for mention in self._open(
            analysis, scan, areas, anchors, {end for (_, end), m in found.items() if m.rule != "body-alone"}
        ):
            found.setdefault((mention.start, mention.end), mention)
        return sorted(found.values(), key=lambda m: (m.start, -m.end))

    @staticmethod
    def _publisher(analysis: Analysis) -> Iterator[Mention]:
        """The newspaper or agency that the dateline names."""
        name = analysis.document.publisher
        at = analysis.text.find(name) if name else -1
        if name and at >= 0:
            yield Mention(
                at, at + len(name), "MediaOutlet", name, "body-publisher", 0.9, "the dateline's newspaper or agency"
            )
