"""Examples of terms: what the sample report says of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.documentation.model import Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.projection.facts import Act, Count, Facts, Thing
    from kg.schema.model import Schema

_MOST = 3


def examples_of(facts: Facts, schema: Schema) -> Mapping[str, tuple[Example, ...]]:
    """By key of a class or relation, the first places where the reports show it; nearest classes first.

    A class without things of its own is shown by those of the classes below it.
    """
    found: dict[str, list[Example]] = defaultdict(list)
    ordered = sorted(facts.things, key=lambda thing: (min(thing.mentions, default=(0, 0, 0)), thing.iri))
    for thing in ordered:
        found[thing.cls] += _of_thing(facts, thing)
    own = {key: list(examples) for key, examples in found.items()}
    for key, examples in sorted(own.items()):
        for ancestor in schema.classes[key].ancestors if key in schema.classes else ():
            if ancestor not in own:
                found[ancestor] += examples
    for link in sorted(facts.links, key=lambda e: (min((s.sentences for s in e.statements), default=()), e.predicate)):
        names = facts.things[link.subject].name, facts.things[link.object].name
        for statement in link.statements[:1]:
            for sentence in statement.sentences[:1]:
                found[link.predicate].append(Example(names, facts.said(sentence), "", ""))
    acts = sorted(facts.acts, key=lambda act: (act.sentences, act.start))
    found["Act"] = [e for act in acts for e in _of_words(facts, act, act.verb + act.object_text)]
    counts = sorted(facts.counts, key=lambda count: (count.sentences, count.start))
    found["Quantity"] = [e for count in counts for e in _of_words(facts, count, count.text)]
    for act in acts:
        found[act.status] += _of_words(facts, act, act.verb + act.object_text)
    return {key: tuple(examples[:_MOST]) for key, examples in sorted(found.items()) if examples}


def _of_thing(facts: Facts, thing: Thing) -> Iterator[Example]:
    """The first place that speaks of a thing."""
    for report, start, end in sorted(thing.mentions)[:1]:
        for number in thing.sentences:
            sentence = facts.sentences[number]
            if sentence.report == report and sentence.start <= start and end <= sentence.end:
                yield _marked((thing.name,), facts.said(number), start - sentence.start, end - sentence.start)
                return


def _of_words(facts: Facts, fact: Act | Count, name: str) -> list[Example]:
    for number in fact.sentences[:1]:
        sentence = facts.sentences[number]
        if sentence.start <= fact.start and fact.end <= sentence.end:
            return [_marked((name,), facts.said(number), fact.start - sentence.start, fact.end - sentence.start)]
    return []


def _marked(names: tuple[str, ...], said: str, start: int, end: int) -> Example:
    return Example(names, said[:start], said[start:end], said[end:])
