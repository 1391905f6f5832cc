"""From a logical form to SPARQL; every name, word and date in it is written by the RDF library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ask.graph import iri, text
from kg.ask.model import Agent, Asked, Frame, Scope
from kg.schema.terms import XSD

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kg.ask.model import Form, Needle

MOST_ROWS = 2000
"""Rows that a question is answered from; more would be no answer."""

_SAID = (
    "prov:wasDerivedFrom ?at . ?at oa:hasSelector/oa:exact ?sentence ; oa:hasSource ?source . "
    "?source kg:fileName ?report ."
)
_TITLED = "  OPTIONAL { ?source dcterms:title ?title }"
_NAMES = "skos:prefLabel|skos:altLabel"


def query(form: Form) -> str:
    """The query that answers a form."""
    lines = _LINES[form.frame](form)
    return "\n".join((*lines, f"LIMIT {MOST_ROWS}"))


def _act(form: Form) -> Iterator[str]:
    yield (
        "SELECT DISTINCT ?fact ?verb ?agent ?object ?value ?maximum ?unit ?bound ?counted ?first ?last ?place ?status "
        "?sentence ?report {"
    )
    if form.verbs:
        yield f"  VALUES ?verb {{ {_list(form.verbs)} }}"
    yield "  ?fact a kg:Act ; kg:verb ?verb ; kg:status ?status ; kg:quote ?quote ; " + _SAID
    numbered = form.asked is Asked.VALUE or form.rank != ""
    needed = form.asked is Asked.WHO or form.agent in {Agent.IS, Agent.NEAR}
    yield from (f"  FILTER(CONTAINS(?quote, {text(word)}))" for word in form.spoken)
    yield from _titled(form)
    yield f"  {_optional('?fact schema:agent ?who . ?who rdfs:label ?agent .', not needed)}"
    yield "  OPTIONAL { ?fact kg:objectText ?object }"
    yield "  OPTIONAL { ?fact schema:object ?thing . ?thing rdfs:label ?thingName }"
    yield f"  {_optional(_number('?fact kg:quantity ?quantity . ?quantity'), not numbered)}"
    dated = "?fact sem:hasTime/time:hasBeginning/time:inXSDDate ?first ; sem:hasTime/time:hasEnd/time:inXSDDate ?last ."
    yield f"  {_optional(dated, form.asked is not Asked.WHEN)}"
    placed = "?fact schema:location/rdfs:label ?place ."
    yield f"  {_optional(placed, form.asked is not Asked.WHERE or form.moving)}"
    pieces = "?verb", "?object", "?thingName", "?counted", "?agent", "?place"
    yield f"  BIND({_joined(*pieces)} AS ?told)"
    yield f"  BIND({_joined('?object', '?thingName', '?counted')} AS ?what)"
    where = {
        Scope.FACT: "?told",
        Scope.CLAUSE: _joined("?told", "?quote"),
        Scope.SENTENCE: _joined("?told", "?sentence"),
    }
    yield f"  BIND({where[form.scope]} AS ?within)"
    yield from _agents(form)
    yield from _filters("?within", form.needles)
    yield from _filters("?what" if form.scope is Scope.FACT else "?within", form.counted)
    yield from _ending(form, "?object", "?thingName", "?counted")
    yield from _shared(form)
    yield "}"
    yield "ORDER BY ?fact ?agent"


def _number(subject: str) -> str:
    return (
        f"{subject} kg:statedValue ?value ; kg:comparator ?bound . OPTIONAL {{ ?quantity schema:unitText ?unit }} "
        "OPTIONAL { ?quantity kg:countedText ?counted } OPTIONAL { ?quantity kg:statedMaximum ?maximum }"
    )


def _quantity(form: Form) -> Iterator[str]:
    yield "SELECT DISTINCT ?fact ?value ?maximum ?unit ?bound ?counted ?quote ?sentence ?report {"
    yield "  ?fact a kg:Quantity ; kg:quote ?quote ; " + _SAID
    yield from _titled(form)
    yield f"  BIND(?fact AS ?quantity) {_number('?quantity')}"
    yield f"  BIND({_joined('?counted', '?unit')} AS ?what)"
    yield f"  BIND({'?what' if form.scope is Scope.FACT else _joined('?what', '?sentence')} AS ?within)"
    yield from _filters("?within", form.needles)
    yield from _filters("?what", form.counted)
    if form.agent_needle:
        yield f"  FILTER({_any(_joined('?what', _around(form)), form.agent_needle)})"
        others = ", ".join(map(iri, form.agents))
        yield "  OPTIONAL { ?act kg:quantity ?fact ; schema:agent ?other }"
        yield f"  FILTER(!BOUND(?other) || ?other IN ({others}))"
    yield from _ending(form, "?counted")
    yield from _shared(form)
    yield "}"
    yield "ORDER BY ?fact"


def _link(form: Form) -> Iterator[str]:
    other = "object" if form.answer == "subject" else "subject"
    yield "SELECT DISTINCT ?subject ?relation ?object ?sentence ?report {"
    yield f"  VALUES ?relation {{ {' '.join(map(iri, form.predicates))} }}"
    for end, known in (("subject", form.subjects), ("object", form.objects)):
        if known:
            yield f"  VALUES ?{end}Thing {{ {' '.join(map(iri, known))} }}"
    yield "  ?subjectThing ?relation ?objectThing ."
    yield "  ?subjectThing rdfs:label ?subject . ?objectThing rdfs:label ?object ."
    if form.needles:
        # what an office is called names its body, or the area that the body governs
        yield f"  ?{other}Thing {_NAMES} ?name ."
        yield f"  OPTIONAL {{ ?{other}Thing kg:postIn ?body . ?body {_NAMES} ?bodyName"
        yield "    OPTIONAL { ?body kg:governs|kg:subOrganizationOf ?above . ?above rdfs:label ?aboveName } }"
        yield f"  BIND({_joined('?name', '?bodyName', '?aboveName')} AS ?names)"
        yield from _filters("?names", form.needles)
    if form.ends:
        yield f"  FILTER(STRENDS(STR(?{other}), {text(form.ends)}))"
    for word in form.without:
        yield f"  FILTER(!CONTAINS(STR(?{other}), {text(word)}))"
    if form.noun:
        yield f"  FILTER({_kind(f'?{form.answer}Thing', form, f'?{form.answer}')})"
    yield "  ?told rdf:subject ?subjectThing ; rdf:predicate ?relation ; rdf:object ?objectThing ;"
    yield f"    {_SAID}"
    yield "}"
    yield "ORDER BY ?subject ?object"


def _thing(form: Form) -> Iterator[str]:
    yield "SELECT ?thing ?name (SAMPLE(?said) AS ?sentence) (SAMPLE(?file) AS ?report) {"
    yield f"  VALUES ?class {{ {' '.join(map(iri, form.noun_classes))} }}"
    yield "  ?thing a ?class ; rdfs:label ?name ; prov:wasDerivedFrom ?at ."
    yield "  ?at oa:hasSelector/oa:exact ?said ; oa:hasSource/kg:fileName ?file ."
    for n, needle in enumerate(form.needles):
        inside = f"?thing (kg:locatedIn|kg:subOrganizationOf|kg:governs|kg:partOf)+/({_NAMES}) ?above{n}"
        yield f"  FILTER({_any('?name', needle)} || EXISTS {{ {inside} FILTER({_any(f'?above{n}', needle)}) }})"
    if form.alone:
        known = " ".join(map(iri, form.alone))
        yield f"  FILTER EXISTS {{ VALUES ?area {{ {known} }} ?area a ?level . FILTER(?thing != ?area)"
        yield "    FILTER NOT EXISTS { ?other a ?level FILTER(?other != ?area) } }"
    yield "}"
    yield "GROUP BY ?thing ?name"
    yield "ORDER BY ?name ?thing"


def _timed(form: Form) -> Iterator[str]:
    dated = "time:hasBeginning/time:inXSDDate ?first ; time:hasEnd/time:inXSDDate ?last"
    yield "SELECT DISTINCT ?fact ?first ?last ?sentence ?report {"
    if form.scope is Scope.SENTENCE:
        # times of sentences that say all the words
        yield f"  ?fact a kg:Time ; {dated} ; {_SAID}"
        yield from _titled(form)
        yield from _filters("?sentence", form.needles)
        if form.agent_needle:
            yield f"  FILTER({_any(_around(form), form.agent_needle)})"
    else:
        yield "  ?fact sem:hasTime ?time . FILTER NOT EXISTS { ?fact a kg:Act }"
        yield f"  ?time {dated} ; {_SAID}"
        for n, needle in enumerate(form.needles):
            yield f"  FILTER EXISTS {{ ?fact {_NAMES} ?name{n} FILTER({_any(f'?name{n}', needle)}) }}"
    yield "}"
    yield "ORDER BY ?fact"


def _agents(form: Form) -> Iterator[str]:
    known = ", ".join(map(iri, form.agents))
    if form.agent is Agent.IS:
        yield f"  FILTER(?who IN ({known}))"
    elif form.agent is Agent.NEAR:
        # an area stands for those who lead it and the other way round, an office for who holds it
        yield (
            f"  FILTER(EXISTS {{ ?who kg:governs ?near FILTER(?near IN ({known}) && ({_leads('?who', form)})) }} || "
            f"EXISTS {{ ?near kg:governs ?who FILTER(?near IN ({known}) && ({_leads('?near', form)})) }} || "
            f"EXISTS {{ ?who kg:holdsPost ?near FILTER(?near IN ({known})) }})"
        )
    elif form.agent is Agent.SAID:
        # where the act names nobody, its sentence or the headline may
        nobody = f"!BOUND(?who) && ({_any(_around(form), form.agent_needle)})"
        told = "" if form.asked is Asked.WHAT else f"{_any('?told', form.agent_needle)} || "
        yield f"  FILTER({told}({nobody}))"


def _titled(form: Form) -> Iterator[str]:
    """The headline, where it may name who acts."""
    if form.headline and form.agent_needle and form.agent not in {Agent.IS, Agent.NEAR}:
        yield _TITLED


def _leads(body: str, form: Form) -> str:
    return " || ".join(f"EXISTS {{ {body} a {iri(c)} }}" for c in form.leading) or "false"


def _around(form: Form) -> str:
    """Where who acts may be named beside the act: its sentence, and for bodies and areas the headline."""
    return _joined("?sentence", "?title") if form.headline else _joined("?sentence")


def _ending(form: Form, *what: str) -> Iterator[str]:
    """That what is counted ends with the word for it."""
    if form.ends:
        ends = (f'STRENDS(COALESCE(STR({v}), ""), {text(form.ends)})' for v in what)
        yield f"  FILTER({' || '.join(ends)})"


def _shared(form: Form) -> Iterator[str]:
    if form.unit:
        yield f"  FILTER(?unit IN ({_list(form.unit, ', ')}))"
    if form.period:
        first, last = form.period
        yield f"  FILTER(?first <= {_day(last)} && ?last >= {_day(first)})"
    for word in form.period_words:
        yield f"  FILTER(CONTAINS(?sentence, {text(word)}))"
    if form.noun and form.asked is Asked.WHO:
        yield f"  FILTER({_kind('?who', form, '?agent')})"
    elif form.noun and form.asked is Asked.WHERE:
        yield f"  FILTER(CONTAINS({_joined('?place', '?object')}, {text(form.noun)}))"
    elif form.noun:
        yield f"  FILTER(CONTAINS(?what, {text(form.noun)}))"


def _kind(thing: str, form: Form, name: str) -> str:
    """That a thing is of the kind asked for: by its name, the office it holds, or its class."""
    noun = text(form.noun)
    kinds = " || ".join(f"EXISTS {{ {thing} a {iri(c)} }}" for c in form.noun_classes)
    post = f"EXISTS {{ {thing} kg:holdsPost/rdfs:label ?office FILTER(CONTAINS(STR(?office), {noun})) }}"
    return f"CONTAINS(STR({name}), {noun}) || {post}{' || ' if kinds else ''}{kinds}"


def _filters(where: str, needles: Sequence[Needle]) -> Iterator[str]:
    yield from (f"  FILTER({_any(where, needle)})" for needle in needles)


def _any(where: str, needle: Needle) -> str:
    return " || ".join(f"CONTAINS(STR({where}), {text(word)})" for word in needle)


def _joined(*variables: str) -> str:
    pieces = ', " ", '.join(f'COALESCE(STR({v}), "")' for v in variables)
    return f"CONCAT({pieces})"


def _optional(pattern: str, optional: bool) -> str:  # noqa: FBT001 - a word of SPARQL put around a pattern, or not
    return f"OPTIONAL {{ {pattern} }}" if optional else pattern


def _list(values: Sequence[str], between: str = " ") -> str:
    return between.join(map(text, values))


def _day(day: datetime.date) -> str:
    return str(ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date")))


_LINES = {Frame.ACT: _act, Frame.QUANTITY: _quantity, Frame.LINK: _link, Frame.TIMED: _timed, Frame.THING: _thing}
