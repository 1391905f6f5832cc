"""What a store holds, as a list of reports and in numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.query.result import Table
from kg.query.run import run_query
from kg.summary import counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query.result import Row
    from kg.rdf.dataset import Dataset
    from kg.store.dataset import StoreDataset

_REPORTS = """SELECT ?report ?name ?date ?title (COUNT(DISTINCT ?act) AS ?acts) {
  GRAPH ?g { ?report a kg:Report
    OPTIONAL { ?report kg:fileName ?name } OPTIONAL { ?report dcterms:date ?date }
    OPTIONAL { ?report dcterms:title ?title } OPTIONAL { ?act a kg:Act } }
} GROUP BY ?g ?report ?name ?date ?title"""
_VERBS = """SELECT ?verb (COUNT(DISTINCT ?act) AS ?n) { ?act a kg:Act ; kg:verb ?verb }
GROUP BY ?verb ORDER BY DESC(?n) ?verb"""
_YEARS = """SELECT ?year ?status (COUNT(?act) AS ?n) {
  { SELECT DISTINCT ?act ?status ?year {
    GRAPH ?g { ?act a kg:Act . ?report a kg:Report
      OPTIONAL { ?act kg:status ?status } OPTIONAL { ?report dcterms:date ?date } }
    BIND(SUBSTR(STR(?date), 1, 4) AS ?year) } }
} GROUP BY ?year ?status"""


@dataclass(frozen=True, slots=True)
class ListedReport:
    """One report of a graph.

    Attributes:
        id: by which `kg remove` takes it out.
        date: ISO, or "".
        title: its headline.
        acts: how many acts it tells of.
        origins: the files and rows that hold it; its file name alone where there is no store that knows more.
    """

    id: str
    date: str
    title: str
    acts: int
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """A graph in numbers.

    Attributes:
        counts: reports, things of each type, acts, quantities, times, quads.
        verbs: how many acts there are of each verb, the most frequent first.
        years: of each year of the reports, sorted, "" for reports without a date.
    """

    counts: dict[str, int]
    verbs: dict[str, int]
    years: dict[str, Year]


@dataclass(frozen=True, slots=True)
class Year:
    """One year in numbers.

    Attributes:
        reports: how many reports are dated in it.
        acts: how many acts they tell of that are done, planned, required …, by the local name of the status, sorted.
    """

    reports: int
    acts: dict[str, int]


def listed_reports(dataset: Dataset) -> Iterator[ListedReport]:
    """The reports of a graph, by date and title."""
    origins: dict[str, list[str]] = defaultdict(list)
    state = getattr(dataset, "state", None)
    for report, key in state.origins() if state is not None else ():
        origins[report].append(key)
    for report, name, date, title, acts in sorted(_rows(dataset, _REPORTS), key=_by_date):
        known = str(report).rpartition("/")[2]
        found = tuple(origins.get(known, ())) or ((str(name),) if name else ())
        yield ListedReport(known, str(date or ""), str(title or ""), int(str(acts)), found)


def _by_date(row: Row) -> tuple[str, str, str]:
    report, _, date, title, _ = row
    return str(date or ""), str(title or ""), str(report)


def statistics(dataset: Dataset) -> Statistics:
    """A graph in numbers."""
    reports = Counter(report.date[:4] for report in listed_reports(dataset))
    acts: dict[str, dict[str, int]] = defaultdict(dict)
    for year, status, number in _rows(dataset, _YEARS):
        acts[str(year or "")][str(status or "").rpartition("#")[2]] = int(str(number))
    return Statistics(
        counts={**counts(dataset), "quad": len(dataset)},
        verbs={str(verb): int(str(number)) for verb, number in _rows(dataset, _VERBS)},
        years={year: Year(reports[year], dict(sorted(acts[year].items()))) for year in sorted(reports)},
    )


def find_report(dataset: StoreDataset, given: str) -> str:
    """The id of the one report that a user means by its id, the path or name of its file, or the key of its row.

    Raises:
        GraphError: there is none, or there are several.
    """
    ids = {report for report, _ in dataset.state.origins()}
    if given in ids:
        return given
    found = {report for report, key in dataset.state.origins() if key == given or key.endswith(f"/{given}")}
    if len(found) == 1:
        return found.pop()
    if found:
        raise GraphError(
            f"{len(found)} reports are called so: {', '.join(sorted(found))}", place=given, remedy="give one of these"
        )
    raise GraphError("there is no such report in the store", place=given, remedy="kg list shows those there are")


def _rows(dataset: Dataset, query: str) -> tuple[Row, ...]:
    found = run_query(dataset, query)
    return found.rows if isinstance(found, Table) else ()
