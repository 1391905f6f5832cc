"""The JSON-LD context, made of the ontology: short words for classes and properties, and what kind of value each has.

https://www.w3.org/TR/json-ld11/#the-context
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.rdf.terms import Names, prefixes
from kg.schema.load import local_name, ontology_files
from kg.schema.terms import ID, KG, OWL, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Definition: TypeAlias = "str | dict[str, str]"

_TYPE = ox.NamedNode(RDF + "type")
_RANGE = ox.NamedNode(RDFS + "range")
_CLASSES = (OWL + "Class", RDFS + "Class")
_PROPERTIES = (RDF + "Property", OWL + "ObjectProperty", OWL + "DatatypeProperty")
_WORD = re.compile(r"\w[\w-]*")
# A JSON number is an xsd:integer already, and a string an xsd:string.
_PLAIN = (XSD + "string", XSD + "integer")

# Properties of other vocabularies that the graph uses (`kg.rdf`), by what their values are.
_TO_A_NODE = (
    *("dcterms:isPartOf", "dcterms:source", "oa:hasSelector", "oa:hasSource", "org:classification", "org:member"),
    *("org:memberDuring", "org:organization", "prov:wasDerivedFrom", "rdf:object", "rdf:predicate", "rdf:subject"),
    *("schema:actionStatus", "schema:agent", "schema:containedInPlace", "schema:location", "schema:object"),
    *("sem:hasTime", "time:hasBeginning", "time:hasEnd", "void:vocabulary"),
)
_IN_A_LANGUAGE = ("dcterms:title", "rdfs:label", "skos:altLabel", "skos:definition", "skos:prefLabel")
_DATE = ("dcterms:date", "schema:datePublished", "time:inXSDDate")


def jsonld_context(ontology: Sequence[Path] = (), *, base: str = ID) -> Mapping[str, Definition]:
    """The context under which `kg export` writes JSON-LD; `{"@context": …}` around it makes it a file of its own.

    First the prefixes of Turtle, then a word for each class and property of the ontology: its local name, or
    `prefix:name` where a prefix has that name already.

    Args:
        ontology: the user's own Turtle files.
        base: what the IRIs of things begin with.

    Raises:
        OntologyError: one of these files cannot be read.

    >>> context = jsonld_context()
    >>> context["Organization"], context["governs"]
    ('kg:Organization', {'@id': 'kg:governs', '@type': '@id'})
    """
    names = Names(base)
    table: dict[str, Definition] = dict(prefixes(base))
    words: dict[str, Definition] = {}
    words |= {term: {"@id": term, "@type": "@id"} for term in _TO_A_NODE}
    words |= {term: {"@id": term, "@container": "@language"} for term in _IN_A_LANGUAGE}
    words |= {term: {"@id": term, "@type": "xsd:date"} for term in _DATE}
    for iri, kind in sorted(_terms(ontology).items(), key=lambda item: (not item[0].startswith(KG), item[0])):
        term = names.iri(iri)
        term = iri if term.startswith("<") else term
        word = local_name(iri)
        if not _WORD.fullmatch(word) or word in table or (word in words and _iri_of(words[word]) != term):
            word = term
        words[word] = {"@id": term, "@type": kind} if kind else term
    return table | dict(sorted(words.items()))


def _iri_of(definition: Definition) -> str:
    return definition if isinstance(definition, str) else definition["@id"]


def _terms(ontology: Sequence[Path]) -> dict[str, str]:
    """Class or property → what its values are in JSON-LD: `@id`, a datatype, or "" where nothing need be said."""
    ours = [path for path in ontology_files() if path.parent.name != "lexicon"]  # words there, no terms
    found: dict[str, str] = {}
    ranges: dict[str, set[str]] = {}
    shipped = len(ours)
    for number, path in enumerate((*ours, *ontology)):
        for quad in _quads(path):
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
                continue
            subject, value = quad.subject.value, quad.object.value
            if number < shipped and not subject.startswith(KG):
                continue  # a statement of ours about another vocabulary's term
            if quad.predicate == _TYPE and value in _CLASSES:
                found[subject] = ""
            elif quad.predicate == _TYPE and value in _PROPERTIES:
                found[subject] = "" if value == OWL + "DatatypeProperty" else "@id"
            elif quad.predicate == _RANGE:
                ranges.setdefault(subject, set()).add(value)
    for subject, values in ranges.items():
        datatypes = [v for v in values if v.startswith(XSD)]
        if subject in found and len(datatypes) == len(values) == 1:
            found[subject] = "" if datatypes[0] in _PLAIN else f"xsd:{local_name(datatypes[0])}"
    return found


def _quads(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"cannot be read: {error}", place=str(path), remedy="mend the file") from error
