"""SHACL validation, and the offsets that SHACL cannot compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.check.evidence import wrong_quotes
from kg.query.result import Table
from kg.query.run import run_query
from kg.resources import ontology_dir
from kg.schema.load import local_name
from kg.schema.terms import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or that a reader should look at.

    Attributes:
        node: IRI of what it is about.
        message: what is wrong.
        where: the property that is concerned, or "".
        quote: the words of the report, or "".
    """

    node: str
    message: str
    where: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found; it is true where there is no violation (warnings do not count)."""

    violations: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    def __bool__(self) -> bool:
        return not self.violations


def check(dataset: Dataset) -> Outcome:
    """Check all graphs of a dataset together against `ontology/shapes.ttl`, and every quote against its report."""
    violations = [Finding(node, message) for node, message in wrong_quotes(dataset)]
    warnings = list(_remarks(dataset))
    for severity, finding in _shacl(dataset):
        (violations if severity == SH + "Violation" else warnings).append(finding)
    return Outcome(tuple(sorted(violations, key=_order)), tuple(sorted(warnings, key=_order)))


def _order(finding: Finding) -> tuple[str, str, str]:
    return finding.node, finding.where, finding.message


def _remarks(dataset: Dataset) -> Iterator[Finding]:
    """What the reading of a report noted for its reader: an announced number that the members do not reach, say."""
    found = run_query(dataset, "SELECT ?r ?m ?q { ?r a kg:Remark ; rdfs:comment ?m ; kg:quote ?q }")
    if isinstance(found, Table):
        yield from (Finding(str(node), str(message), quote=str(quote)) for node, message, quote in found)


def _shacl(dataset: Dataset) -> Iterator[tuple[str, Finding]]:
    """The severity and content of each SHACL result."""
    # pySHACL and rdflib take 0.5 s to import: only a check pays for them
    import pyshacl  # noqa: PLC0415
    from rdflib import Graph, URIRef  # noqa: PLC0415

    from kg.query.rdflib_graph import GuardedDataset  # noqa: PLC0415

    shapes = Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    data = Graph()
    data += GuardedDataset.of(dataset).triples((None, None, None))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)

    def value(node: object, name: str) -> str:
        return str(results.value(node, URIRef(SH + name)) or "")

    for node in results.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        message = value(node, "resultMessage")
        yield (
            value(node, "resultSeverity"),
            Finding(value(node, "focusNode"), message, local_name(value(node, "resultPath"))),
        )
