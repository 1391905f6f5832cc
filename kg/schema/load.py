"""From Turtle files to a `Schema`: the one place that interprets the ontology's own vocabulary."""

from __future__ import annotations

import difflib
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.resources import ontology_dir
from kg.schema.model import ImpliedProperty, OntologyClass, OntologyRelation, Schema
from kg.schema.terms import KG, LEX, OWL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_TYPE = ox.NamedNode(RDF + "type")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
_SUBPROPERTY = ox.NamedNode(RDFS + "subPropertyOf")
_LABEL = ox.NamedNode(RDFS + "label")
_DOMAIN = ox.NamedNode(RDFS + "domain")
_RANGE = ox.NamedNode(RDFS + "range")
_CLASS = ox.NamedNode(OWL + "Class")
_RELATION = ox.NamedNode(OWL + "ObjectProperty")
_VIEW_TYPE = ox.NamedNode(KG + "viewType")
_VIEW_NAME = ox.NamedNode(KG + "viewName")
_IMPLIED_BY = ox.NamedNode(KG + "impliedBy")

VIEW_TYPES = frozenset(
    ("organization", "area", "place", "person", "post", "group", "activity", "measure", "document", "project")
)

_Objects = list[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple]
_Index = dict[ox.NamedNode, dict[ox.NamedNode, _Objects]]


def local_name(iri: str) -> str:
    """The part of an IRI behind the last `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def ontology_files() -> tuple[Path, ...]:
    """The Turtle files of the ontology that ships with the software, in a fixed order; shapes are not among them."""
    folder = ontology_dir()
    shapes = folder / "shapes.ttl"
    return tuple(sorted(p for p in (*folder.glob("*.ttl"), *folder.glob("lexicon/*.ttl")) if p != shapes))


def load_schema(extra: Sequence[Path] = ()) -> Schema:
    """Compile the ontology, together with the user's own files.

    Args:
        extra: further Turtle files that add classes, relations and words.

    Raises:
        OntologyError: a file cannot be read or has a mistake; all mistakes are listed at once.
    """
    index: _Index = defaultdict(lambda: defaultdict(list))
    origin: dict[ox.NamedNode, Path] = {}
    shipped = ontology_files()
    for path in shipped:
        for subject, predicate, value in _triples(path):
            index[subject][predicate].append(value)
            origin.setdefault(subject, path)
    known = {p.value for properties in index.values() for p in properties} | {n.value for n in index}
    problems: list[str] = []
    for path in extra:
        for subject, predicate, value in _triples(path):
            index[subject][predicate].append(value)
            origin.setdefault(subject, path)
            if predicate.value.startswith((LEX, KG)) and predicate.value not in known:
                problems.append(_unknown(path, subject, predicate, known))
    if problems:
        raise OntologyError("; ".join(dict.fromkeys(problems)), remedy="ontology/README.md lists the clues")
    classes = _classes(index, origin)
    relations = _relations(index)
    clues, facts = _lexicon(index, classes)
    return Schema(MappingProxyType(classes), MappingProxyType(relations), clues, MappingProxyType(facts))


def individuals(classes: Sequence[str], extra: Sequence[Path] = ()) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Local name → IRI and labels of the individuals that the ontology states of some classes, such as the five states.

    Args:
        classes: IRIs of the classes.
        extra: the user's own Turtle files.

    Raises:
        OntologyError: a file cannot be read or has a mistake.
    """
    index: _Index = defaultdict(lambda: defaultdict(list))
    for path in (*ontology_files(), *extra):
        for subject, predicate, value in _triples(path):
            if predicate in {_TYPE, _LABEL}:
                index[subject][predicate].append(value)
    wanted = set(map(ox.NamedNode, classes))
    found = [node for node, properties in index.items() if wanted.intersection(properties.get(_TYPE, ()))]
    return {local_name(node.value): (node.value, _labels(index[node].get(_LABEL, ()))) for node in found}


def _unknown(path: Path, subject: ox.NamedNode, predicate: ox.NamedNode, known: set[str]) -> str:
    """What to say of a property that no mechanism reads, with the nearest that one does."""
    near = difflib.get_close_matches(predicate.value, sorted(known), n=1)
    hint = f", perhaps {local_name(near[0])}" if near else ""
    return f"{path}: {local_name(subject.value)} has the unknown property {local_name(predicate.value)}{hint}"


def _triples(path: Path) -> Iterable[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError(
            f"cannot be read: {error.strerror}", place=str(path), remedy="check the path given with --ontology"
        ) from error
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject, quad.predicate, quad.object
    except SyntaxError as error:
        raise OntologyError(
            f"no valid Turtle: {error.msg}",
            place=f"{path}:{error.lineno}" if error.lineno else str(path),
            remedy="mend the line; ontology/README.md shows examples",
        ) from error


def _labels(values: Iterable[object]) -> Mapping[str, str]:
    return MappingProxyType({v.language or "": v.value for v in values if isinstance(v, ox.Literal)})


def _ancestors(index: _Index, node: ox.NamedNode, step: ox.NamedNode = _SUBCLASS) -> list[ox.NamedNode]:
    """Superclasses (or what else *step* leads to) in breadth-first order, nearest first; stops at a cycle."""
    found: list[ox.NamedNode] = []
    queue = list(index[node].get(step, ())) if node in index else []
    while queue:
        parent = queue.pop(0)
        if not isinstance(parent, ox.NamedNode) or parent in found or parent == node:
            continue
        found.append(parent)
        if parent in index:
            queue.extend(index[parent].get(step, ()))
    return found


def _classes(index: _Index, origin: Mapping[ox.NamedNode, Path]) -> dict[str, OntologyClass]:
    classes: dict[str, OntologyClass] = {}
    problems: list[str] = []
    for node in sorted((n for n in index if _CLASS in index[n].get(_TYPE, ())), key=lambda n: n.value):
        key = local_name(node.value)
        if key in classes:
            problems.append(f"{origin[node]}: {node.value} has the local name of {classes[key].iri}")
            continue
        ancestors = _ancestors(index, node)
        stated = [
            v.value
            for n in (node, *ancestors)
            if n in index
            for v in index[n].get(_VIEW_TYPE, ())
            if isinstance(v, ox.Literal)
        ]
        kind = stated[0] if stated else None
        if kind is not None and kind not in VIEW_TYPES:
            problems.append(f"{origin[node]}: {node.value} has the unknown kg:viewType {kind!r}")
        labels = _labels(index[node].get(_LABEL, ()))
        if "zh" not in labels or "en" not in labels:
            problems.append(f"{origin[node]}: {node.value} needs an rdfs:label in zh and one in en")
        declared = tuple(local_name(n.value) for n in ancestors if n in index and _CLASS in index[n].get(_TYPE, ()))
        superclasses = tuple(n.value for n in ancestors)
        classes[key] = OntologyClass(key, node.value, kind, declared, labels, superclasses)
    if problems:
        raise OntologyError("; ".join(problems), remedy="mend these terms; ontology/README.md shows examples")
    return classes


def _relations(index: _Index) -> dict[str, OntologyRelation]:
    relations: dict[str, OntologyRelation] = {}
    implied_by = _implied(index)
    for node in sorted((n for n in index if _RELATION in index[n].get(_TYPE, ())), key=lambda n: n.value):
        key = local_name(node.value)
        view = next((v.value for v in index[node].get(_VIEW_NAME, ()) if isinstance(v, ox.Literal)), None)
        supers = _ancestors(index, node, _SUBPROPERTY)
        implied = [ImpliedProperty(n.value) for n in supers]
        implied += [p for n in (node, *supers) for p in implied_by.get(n, ())]
        relations[key] = OntologyRelation(
            key,
            node.value,
            view,
            _ends(index, node, _DOMAIN),
            _ends(index, node, _RANGE),
            _labels(index[node].get(_LABEL, ())),
            tuple(implied),
        )
    return relations


def _ends(index: _Index, node: ox.NamedNode, end: ox.NamedNode) -> tuple[str, ...]:
    """Keys of the classes that a property's domain or range names, sorted."""
    return tuple(sorted(local_name(v.value) for v in index[node].get(end, ()) if isinstance(v, ox.NamedNode)))


def _implied(index: _Index) -> dict[ox.NamedNode, list[ImpliedProperty]]:
    """By relation, the properties that the ontology says are implied by it."""
    found: dict[ox.NamedNode, list[ImpliedProperty]] = defaultdict(list)
    for node in sorted((n for n in index if _IMPLIED_BY in index[n]), key=lambda n: n.value):
        for relation in index[node][_IMPLIED_BY]:
            if isinstance(relation, ox.NamedNode):
                implied = ImpliedProperty(node.value, _ends(index, node, _DOMAIN), _ends(index, node, _RANGE))
                found[relation].append(implied)
    return found


def _lexicon(
    index: _Index, classes: Mapping[str, OntologyClass]
) -> tuple[Mapping[str, Mapping[str, tuple[str, ...]]], dict[tuple[str, str], tuple[str, ...]]]:
    """Words by clue, and the other literals of the `lex:` namespace by resource.

    A property is a clue where the ontology types it `lex:Clue`; its literals are words. The endings that a class states
    with `lex:suffix` are read as the clue that its type states with `lex:suffixClue`.
    """
    clue_class = ox.NamedNode(LEX + "Clue")
    names = {n: local_name(n.value) for n in index if clue_class in index[n].get(_TYPE, ())}
    clues: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in names.values()}
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for node, properties in index.items():
        key = local_name(node.value)
        for predicate, values in properties.items():
            if not predicate.value.startswith(LEX):
                continue
            literals = [v.value for v in values if isinstance(v, ox.Literal)]
            literals += [local_name(v.value) for v in values if isinstance(v, ox.NamedNode)]
            if predicate in names:
                for word in literals:
                    clues[names[predicate]][word].add(key)
            else:
                facts[key, local_name(predicate.value)] = tuple(literals)
    for word, keys in clues["suffix"].items():
        for key in keys:
            lineage = (key, *classes[key].ancestors) if key in classes else ()
            clue = next((facts[k, "suffixClue"][0] for k in lineage if (k, "suffixClue") in facts), None)
            if clue is not None:
                clues[clue][word].add(key)
    frozen = {
        name: MappingProxyType({word: tuple(sorted(keys)) for word, keys in sorted(words.items())})
        for name, words in sorted(clues.items())
    }
    return MappingProxyType(frozen), facts
