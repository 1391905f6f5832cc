"""The files of the documentation: pages for people; ontology, shapes, context and description for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.builder import Builder
from kg.documentation.examples import examples_of
from kg.documentation.pages import pages
from kg.documentation.read import all_files, describe, load_store
from kg.errors import OutputError
from kg.export.context import jsonld_context
from kg.files import check_writable, read_bytes, write_whole
from kg.projection.read import read_facts
from kg.rdf.dataset import Dataset
from kg.rdf.terms import VOCABULARIES, Names, tagged, text
from kg.rdf.turtle import turtle
from kg.resources import ontology_dir
from kg.schema.load import ontology_files
from kg.schema.terms import KG, RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.documentation.model import Described
    from kg.rdf.graph import Pairs

_TYPE = ox.NamedNode(RDF + "type")
_PREFIXES = {**VOCABULARIES, "sh": SH, "shape": "https://w3id.org/govkg/shapes#"}


def document_ontology(folder: str | Path, *, ontology: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    """Write the documentation of the ontology into a folder, which is made where it is missing.

    The same ontology and the same version give the same bytes.

    Args:
        folder: where to.
        ontology: the user's own Turtle files; their classes, relations and words are documented with ours.

    Returns:
        The files that were written.

    Raises:
        OntologyError: a Turtle file has a mistake.
        OutputError: a file cannot be written; what was there of that name is untouched.
    """
    target = Path(folder)
    _make(target)
    builder = Builder(ontology=ontology)
    store = load_store(all_files(builder.ontology))
    sample = ontology_dir() / "sample" / "report.txt"
    reading = builder.read(read_bytes(sample), name=sample.name)
    facts = read_facts(Dataset.of([builder.write(reading)]), builder.schema)
    described = describe(builder.schema, store, examples_of(facts, builder.schema))
    files: dict[str, str] = {
        "ontology.ttl": merged((*ontology_files(), *builder.ontology)),
        "shapes.ttl": merged([ontology_dir() / "shapes.ttl"]),
        "context.jsonld": _json(builder.ontology),
        **dict(pages(described)),
    }
    files["void.ttl"] = void(described, files["ontology.ttl"])
    for name in files:
        check_writable(target / name)
    for name, content in sorted(files.items()):
        write_whole(target / name, [content])
    return tuple(target / name for name in sorted(files))


def merged(files: Iterable[Path]) -> str:
    """The triples of Turtle files as one; nodes without a name get the names of the canonical form (RDFC-1.0)."""
    triples = ox.Dataset(q for path in files for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    triples.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted((q.triple for q in triples), key=lambda t: (str(t.subject), t.predicate != _TYPE, str(t)))
    written = "".join(map(str, ordered))
    used = {name: namespace for name, namespace in _PREFIXES.items() if f"<{namespace}" in written}
    lines = (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode().splitlines(keepends=True)
    # the library declares them in an order that differs from run to run
    return "".join((*sorted(lines[: len(used)]), *lines[len(used) :]))


def void(described: Described, whole: str) -> str:
    """The description of the ontology as a dataset (https://www.w3.org/TR/void/)."""
    triples = list(ox.parse(whole, format=ox.RdfFormat.TURTLE))
    names = Names()
    used = {name for name, space in VOCABULARIES.items() if f"<{space}" in whole}
    subjects = {q.subject for q in triples}
    pairs: Pairs = [
        ("a", "void:Dataset"),
        *(("dcterms:title", tagged(label, tag)) for tag, label in described.labels.items() if tag),
        *(("dcterms:description", tagged(label, tag)) for tag, label in described.definitions.items() if tag),
        ("void:uriSpace", text(KG)),
        ("void:dataDump", "<ontology.ttl>"),
        ("void:triples", str(len(set(triples)))),
        ("void:distinctSubjects", str(len(subjects))),
        ("void:classes", str(len(described.classes))),
        ("void:properties", str(len({q.predicate for q in triples}))),
        ("void:entities", str(len(described.terms))),
        *(("void:vocabulary", f"<{VOCABULARIES[name]}>") for name in sorted(used)),
        ("void:feature", "<http://www.w3.org/ns/formats/Turtle>"),
        ("void:exampleResource", names.iri(described.terms[0].iri)),
    ]
    prefixes = {name: VOCABULARIES[name] for name in ("dcterms", "kg", "void")}
    return "".join(turtle([(("", f"<{KG.rstrip('#')}>"), pairs)], prefixes))


def _json(ontology: Sequence[Path]) -> str:
    return json.dumps({"@context": jsonld_context(ontology)}, ensure_ascii=False, indent=1) + "\n"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputError("is no folder", place=str(folder), remedy="name another") from error
    except FileNotFoundError as error:
        raise OutputError("the folder does not exist", place=str(folder.parent), remedy="create it") from error
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(folder), remedy="check rights") from error
