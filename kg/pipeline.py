"""The stages in their order: the whole of extraction can be read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.act_relations import ActRelationReader
from kg.extract.acts import ActReader
from kg.extract.divisions import Divisions
from kg.extract.hierarchy import HierarchyReader
from kg.extract.name_relations import NameRelationReader
from kg.extract.names import NameReader
from kg.extract.quantities import QuantityReader
from kg.extract.resegment import Resegmenter
from kg.extract.table_heads import outside_heads
from kg.extract.things import ThingReader
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.learn.judge import ActJudge
from kg.resolve.confidence import Calibrator, read_table, table_path
from kg.resolve.entities import Resolver
from kg.resolve.joined import Joiner
from kg.resolve.model import Reading
from kg.text.parts import LONG, parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.schema.model import Schema
    from kg.text.model import Document


class Pipeline:
    """Reads documents by one schema; building it compiles the vocabulary once for any number of documents."""

    def __init__(self, schema: Schema, *, judged: bool = True, calibrated: bool = True) -> None:
        """Compile the stages.

        Args:
            schema: the compiled ontology.
            judged: whether the learned judge weighs the acts; its own training does without.
            calibrated: whether confidence is what was measured, not what each rule states; measuring does without.
        """
        self.schema = schema
        self._resegment = Resegmenter(schema)
        self._quantities = QuantityReader(schema)
        self._times = TimeReader(schema)
        self.divisions = Divisions(schema)
        self._names = NameReader(schema, self.divisions)
        self._things = ThingReader(schema)
        self._resolve = Resolver(schema, self.divisions)
        self._hierarchy = HierarchyReader(schema)
        self._name_relations = NameRelationReader(schema)
        self._acts = ActReader(schema)
        self._judge = ActJudge(schema) if judged else None
        self._act_relations = ActRelationReader(schema)
        self._calibrate = Calibrator(read_table(table_path())) if calibrated else None

    def __call__(self, document: Document, *, progress: Callable[[int, int], None] | None = None) -> Reading:
        """All that the document tells.

        Args:
            document: what is read; one that is much longer than reports are is read in parts.
            progress: called before the first part and after each with the code points done and how many there are.
        """
        if len(document.text) < LONG:
            return self._read(document)
        joiner = Joiner(document)
        progress = progress or (lambda _done, _of: None)
        progress(0, len(document.text))
        for part in parts(document):
            joiner.add(part, self._read(part.document))
            progress(part.end, len(document.text))
        return joiner.reading()

    def _read(self, document: Document) -> Reading:
        analysis = analyse(document, self._resegment)
        times = self._times(analysis)
        quantities = self._quantities(analysis, times)
        names = self._names(analysis, quantities, times)
        things = self._things(analysis, names, quantities, times)
        mentions = tuple(sorted((*names, *things), key=lambda m: (m.start, -m.end, m.cls)))
        resolution = self._resolve(analysis, mentions)
        acts, quantities = self._acts(analysis, mentions, resolution, quantities, times)
        if document.tables:
            acts = outside_heads(document, acts)
        if self._judge is not None:
            acts = self._judge(analysis, acts, resolution.entities)
        entities = resolution.entities
        if self._calibrate is not None:
            entities, acts = self._calibrate.entities(entities, mentions), self._calibrate.acts(acts)
        contained, notices = self._hierarchy(analysis, mentions, resolution)
        relations = (
            *self._name_relations(analysis, mentions, resolution),
            *contained,
            *self._act_relations(analysis, mentions, resolution, acts),
        )
        return Reading(document, mentions, entities, relations, acts, quantities, times, notices)
