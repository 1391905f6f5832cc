"""Whether a store is sound: what is wrong with it, and how it is repaired."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import KgError
from kg.schema.terms import KG
from kg.store.convert import convert
from kg.store.layout import FORMAT, existing
from kg.store.merged import DEFAULT, add_missing, missing, remove_stale, stale
from kg.store.published import State, current, origins
from kg.store.terms import AREA, CONTAINED, REFERENCE, TYPE, graph_node
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.store.layout import Layout

_REPORT = ox.NamedNode(KG + "Report")
_TEXT = ox.NamedNode(KG + "text")


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong.

    Attributes:
        message: what.
        remedy: what to do.
        repair: what `kg doctor --repair` does about it; "" where that can do nothing.
    """

    message: str
    remedy: str
    repair: str = ""


def examine(path: str | Path, *, repair: bool = False) -> tuple[list[Ailment], list[Ailment]]:
    """Look through a store: every quad is read once, so damaged files are noticed.

    Args:
        path: the store's folder.
        repair: repair what can be without the sources.

    Returns:
        What is wrong, and what of it has been repaired.

    Raises:
        GraphError: it is no store, or its description is damaged.
        OutputError: another process is writing it.
    """
    layout = existing(path, older=True)
    try:
        writer = StoreWriter(layout)
    except KgError as error:
        if "cannot be opened" not in error.message:
            raise
        return [Ailment(error.message, _again(layout))], []
    try:
        found = (
            list(_readable(layout, writer))
            or list(_earlier(layout))
            or [*_reports(layout, writer), *_reference(layout, writer)]
            or list(_merged(writer))
        )
        if layout.changed.exists():
            found.append(Ailment("a run was broken off before readers could see its work", "", "publish"))
        elif current(layout) is not None:
            found += _published(layout)
        done = []
        if repair:
            done = [ailment for ailment in found if ailment.repair and _repair(layout, writer, ailment)]
            if done:
                layout.changed.touch()
                writer.write_waiting()
                remove_stale(writer.store)
                add_missing(writer.store)
        if layout.format == FORMAT or done:
            writer.publish()
    finally:
        writer.close()
    return [ailment for ailment in found if ailment not in done], done


def _again(layout: Layout) -> str:
    """Rebuilding, which always works, in the user's own paths where they are known."""
    state = current(layout)
    known = origins(layout, state) if state is not None else ()
    paths = sorted({key.partition("#")[0].rpartition("/")[0] for _, key in known})
    folders = " ".join(paths[:5]) + (" …" if len(paths) > 5 else "") if paths else "FOLDER…"
    folder = layout.folder
    return f"take a backup, or build it again: mv {folder} {folder}.old && kg build {folders} --store {folder}"


def _readable(layout: Layout, writer: StoreWriter) -> Iterator[Ailment]:
    try:
        for _ in writer.store:
            pass
        damage = writer.catalogue.ailments()
    except (OSError, RuntimeError, sqlite3.Error) as error:
        damage = [str(error)]
    if damage:
        yield Ailment(f"the database is damaged: {damage[0]}", _again(layout))


def _earlier(layout: Layout) -> Iterator[Ailment]:
    if layout.format < FORMAT:
        yield Ailment("it was made by an earlier version of kg", f"run kg doctor --repair {layout.folder}", "convert")


def _reports(layout: Layout, writer: StoreWriter) -> Iterator[Ailment]:
    """Graphs and catalogue must speak of the same reports, and each graph must be a whole one."""
    known = {report for report, _ in writer.catalogue.reports()}
    held = {origin.report for origin in writer.catalogue.all()}
    prefix = graph_node(layout.base, "").value
    graphs = {g.value.removeprefix(prefix) for g in writer.store.named_graphs() if g.value.startswith(prefix)}
    for report in sorted(graphs - known - {REFERENCE}):
        yield Ailment(f"the graph of report {report} belongs to no file", "run kg doctor --repair", f"drop {report}")
    for report in sorted((known | held) - graphs):
        yield Ailment(
            f"the graph of report {report} is missing", "kg doctor --repair, then kg build again", f"forget {report}"
        )
    for report in sorted(graphs & (known ^ held)):
        yield Ailment(f"the entry of report {report} is half", "kg doctor --repair, then kg build", f"forget {report}")
    for report in sorted(graphs & known & held):
        graph = graph_node(layout.base, report)
        node = next(writer.store.quads_for_pattern(None, TYPE, _REPORT, graph), None)
        text = node and next(writer.store.quads_for_pattern(node.subject, _TEXT, None, graph), None)
        if text is None:
            yield Ailment(
                f"the graph of report {report} is not whole", "kg doctor --repair, then kg build", f"forget {report}"
            )


def _reference(layout: Layout, writer: StoreWriter) -> Iterator[Ailment]:
    """What the reference tables tell must be about areas of the reports, or what these lie in."""
    store, graph = writer.store, graph_node(layout.base, REFERENCE)
    inside: set[object] = {q.object for q in store.quads_for_pattern(None, CONTAINED, None, graph)}
    for quad in store.quads_for_pattern(None, TYPE, AREA, graph):
        node = quad.subject
        told = store.quads_for_pattern(node, TYPE, AREA)
        if node not in inside and all(other.graph_name in {graph, DEFAULT} for other in told):
            yield Ailment(f"{node} is in no report, but in the reference graph", "kg doctor --repair", f"area {node}")


def _merged(writer: StoreWriter) -> Iterator[Ailment]:
    """The default graph must hold what the others say, each triple once, and nothing else."""
    lacking, idle = (next(found(writer.store), None) for found in (missing, stale))
    if lacking is not None:
        yield Ailment(f"queries to all graphs do not find {lacking.triple}", "run kg doctor --repair", "merge")
    if idle is not None:
        yield Ailment(f"queries to all graphs find {idle.triple}, which none says", "run kg doctor --repair", "merge")


def _published(layout: Layout) -> Iterator[Ailment]:
    try:
        state = State(layout)
        try:
            for _ in state.store:
                pass
            for _ in state.origins():
                pass
        finally:
            state.close()
    except (KgError, OSError, RuntimeError, json.JSONDecodeError) as error:
        yield Ailment(f"what readers see is damaged: {error}", "run kg doctor --repair", "publish")


def _repair(layout: Layout, writer: StoreWriter, ailment: Ailment) -> bool:
    what, _, which = ailment.repair.partition(" ")
    store = writer.store
    if what in {"drop", "forget"}:
        writer.remove(which)
    elif what == "area":
        graph = graph_node(layout.base, REFERENCE)
        for quad in list(store.quads_for_pattern(ox.NamedNode(which[1:-1]), None, None, graph)):
            store.remove(quad)
    elif what == "convert":
        convert(writer)
    return True
