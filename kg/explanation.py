"""Why the graph says what it says: sentence by sentence, which rule found what, and which triples came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import Builder, check_date, listed, text_bytes
from kg.errors import InputError
from kg.rdf.turtle import subject_block

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kg.rdf.write import Written
    from kg.resolve.model import Reading
    from kg.schema.model import Schema
    from kg.text.model import Document

# Predicates that every node has; they would hide what was found.
_BOOKKEEPING = frozenset(
    ("prov:wasDerivedFrom", "kg:mention", "kg:rule", "kg:confidence", "kg:reason", "kg:start", "kg:end", "kg:quote")
)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding.

    Attributes:
        kind: mention, quantity, time, act, relation or remark.
        start: where in the report's text it stands; end is behind it.
        text: the words there.
        meaning: what they were taken for.
        rule: the rule that found it.
        confidence: 0 to 1; `reason` says why, in words.
        turtle: the triples that came of it; of a thing only where it is first mentioned.
    """

    kind: str
    start: int
    end: int
    text: str
    meaning: str
    rule: str
    confidence: float | None
    reason: str
    turtle: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with what was found in it, in the order of the text.

    Attributes:
        place: where it stands in the file (`page=3`), "" where its format has no places.
    """

    start: int
    end: int
    text: str
    found: tuple[Found, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A report, sentence by sentence; `str` of it is for people to read.

    Attributes:
        heading: the report's name, date, encoding and repairs, one a line.
    """

    heading: tuple[str, ...]
    sentences: tuple[Explained, ...]

    def __str__(self) -> str:
        return "\n".join([*self.heading, *(line for s in self.sentences for line in _lines(s))])


def explain(
    source: str | Path | None = None,
    *,
    text: str | bytes | None = None,
    name: str = "text",
    date: datetime.date | str | None = None,
    ontology: str | Path | Sequence[str | Path] = (),
) -> Explanation:
    """Explain what is found in one report.

    Args:
        source: its file.
        text: the report as text instead, or its bytes.
        name: what to call the report given as text.
        date: the report's date; without it, it is looked for in the text.
        ontology: further Turtle files with classes, relations and words.

    Raises:
        InputError: the report cannot be read.
        OntologyError: the ontology has a mistake.

    >>> print(explain(text="2024年3月5日，清河区教育局举办4期培训班。"))
    text
    ...
    """
    if (source is None) == (text is None):
        raise InputError("one report is needed", remedy="give its file, or text=")
    builder = Builder(ontology=listed(ontology))
    day = check_date(date)
    if source is not None:
        reading = builder.file(Path(source), date=day)
    else:
        reading = builder.read(text_bytes(text or ""), name=name, date=day)
    return explanation(reading, builder)


def explanation(reading: Reading, builder: Builder) -> Explanation:
    """The explanation of a reading that *builder* made."""
    document = reading.document
    found = sorted(_found(reading, builder), key=lambda f: (f.start, -f.end))
    by_sentence: dict[int, list[Found]] = defaultdict(list)
    for finding in found:
        sentence = document.sentence_at(finding.start)
        by_sentence[sentence.index if sentence else -1].append(finding)
    sentences = [
        Explained(
            s.start, s.end, document.text[s.start : s.end], tuple(by_sentence[s.index]), document.place_at(s.start)
        )
        for s in document.sentences
    ]
    if by_sentence[-1]:
        sentences.append(Explained(0, len(document.text), "", tuple(by_sentence[-1])))
    return Explanation(tuple(_heading(document)), tuple(sentences))


def _heading(document: Document) -> Iterator[str]:
    yield document.name
    if document.title:
        yield f"  title: {document.title}"
    yield f"  date: {document.date or 'not found'}{f' ({document.date_from})' if document.date_from else ''}"
    if document.format:
        yield f"  format: {document.format}"
    yield f"  encoding: {document.encoding}"
    if document.publisher:
        yield f"  publisher: {document.publisher}"
    if document.address:
        yield f"  address: {document.address}"
    yield from (f"  repair: {repair}" for repair in document.repairs)


def _found(reading: Reading, builder: Builder) -> Iterator[Found]:
    written = builder.write.written(reading)
    yield from _mentions(reading, builder.schema, written)
    text = reading.document.text
    for term, quantity in zip(written.quantities, reading.quantities, strict=True):
        upper = f" to {quantity.value_max}" if quantity.value_max is not None else ""
        meaning = f"{quantity.bound} {quantity.value:f}{upper} {quantity.unit}".rstrip()
        yield Found(
            "quantity",
            quantity.start,
            quantity.end,
            quantity.text,
            f"{meaning} of {quantity.of}" if quantity.of else meaning,
            quantity.rule,
            quantity.confidence,
            "",
            _triples(term, written),
        )
    for term, time in zip(written.times, reading.times, strict=True):
        against = f", seen from {time.anchor}" if time.anchor else ""
        meaning = f"{time.first} to {time.last}{against}"
        yield Found(
            "time", time.start, time.end, time.text, meaning, time.rule, time.confidence, "", _triples(term, written)
        )
    names = [entity.name for entity in reading.entities]
    for term, act in zip(written.acts, reading.acts, strict=True):
        who = ", ".join(names[agent] for agent in act.agents) or "nobody named"
        meaning = f"{who} | {act.verb} | {act.object} ({act.status})"
        words = text[act.start : act.end]
        yield Found(
            "act", act.start, act.end, words, meaning, act.rule, act.confidence, act.reason, _triples(term, written)
        )
    for relation in reading.relations:
        known = builder.schema.relations[relation.predicate]
        meaning = f"{names[relation.subject]} {known.view or known.key} {names[relation.object]}"
        edge = builder.write.names.iri(known.iri)
        yield Found(
            "relation",
            relation.start,
            relation.end,
            text[relation.start : relation.end],
            meaning,
            relation.rule,
            relation.confidence,
            "",
            f"{written.things[relation.subject]} {edge} {written.things[relation.object]} .\n",
        )
    for notice in reading.notices:
        words = text[notice.start : notice.end]
        yield Found("remark", notice.start, notice.end, words, notice.message, notice.kind, None, "", "")


def _mentions(reading: Reading, schema: Schema, written: Written) -> Iterator[Found]:
    of = {m: index for index, entity in enumerate(reading.entities) for m in entity.mentions}
    seen: set[int] = set()
    for number, mention in enumerate(reading.mentions):
        index = of.get(number)
        sure, reason = mention.confidence, mention.reason
        cls = schema.classes[mention.cls].labels.get("en", mention.cls)
        meaning = f"{cls}, stands for nothing"
        turtle = ""
        if index is not None:
            entity = reading.entities[index]
            meaning = cls if entity.name == mention.name else f"{cls}, stands for {entity.name}"
            # how sure the thing is, and at its first mention why
            sure, reason = entity.confidence, reason if index in seen else entity.reason
            turtle = "" if index in seen else _triples(written.things[index], written)
            seen.add(index)
        words = reading.document.text[mention.start : mention.end]
        yield Found(
            "mention",
            mention.start,
            mention.end,
            words,
            meaning,
            mention.rule,
            sure,
            reason,
            turtle,
        )


def _triples(term: str, written: Written) -> str:
    return subject_block(term, (pair for pair in written.graph.triples[term] if pair[0] not in _BOOKKEEPING))


def _lines(sentence: Explained) -> Iterator[str]:
    yield ""
    place = f", {sentence.place}" if sentence.place else ""
    yield f"[{sentence.start}–{sentence.end}{place}] {sentence.text}" if sentence.text else "[between sentences]"
    for found in sentence.found:
        sure = "" if found.confidence is None else f"  {found.confidence:.2f}"
        reason = f" ({found.reason})" if found.reason else ""
        words = " ".join(found.text.split())
        yield f"  {found.kind:<9}{found.start}–{found.end} “{words}” → {found.meaning}"
        yield f"    rule {found.rule}{sure}{reason}"
        yield from (f"      {line}" for line in found.turtle.splitlines())
