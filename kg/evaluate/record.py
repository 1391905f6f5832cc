"""What a reader takes from one report, as a gold file states it and as the five views of a graph show it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One thing with all its names, the preferred one first; an optional item counts neither for nor against."""

    id: str
    type: str
    names: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation between two entities, given by their ids."""

    subject: str
    predicate: str
    object: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    """A count; `value` and `value_max` are in base units."""

    value: float | None
    value_max: float | None
    unit: str
    of: str
    bound: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TimeRecord:
    """A time phrase with the first and last ISO date inside it."""

    text: str
    start: str
    end: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One act; agents and place are entity ids, quantity is (value, unit), time is (start, end)."""

    verb: str
    agents: tuple[str, ...]
    object: str
    quantity: tuple[float | None, str] | None
    time: tuple[str, str] | None
    place: str | None
    quote: str
    optional: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything taken from one report."""

    name: str
    date: str | None
    entities: tuple[EntityRecord, ...]
    relations: tuple[RelationRecord, ...]
    acts: tuple[ActRecord, ...]
    quantities: tuple[QuantityRecord, ...]
    times: tuple[TimeRecord, ...]


def read_gold(path: Path) -> Record:
    """A gold file, in the JSON form of the annotation guide.

    Raises:
        InputError: the file cannot be read, is no JSON, or lacks a part.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Record(
            path.stem,
            data.get("date") or None,
            tuple(
                EntityRecord(e["id"], e["type"], (e["name"], *e.get("aliases", ())), bool(e.get("optional")))
                for e in data["entities"]
            ),
            tuple(RelationRecord(r["s"], r["p"], r["o"], bool(r.get("optional"))) for r in data["relations"]),
            tuple(_gold_act(a) for a in data["actions"]),
            tuple(
                QuantityRecord(
                    number(q["value"]),
                    number(q.get("value_max")),
                    q.get("unit") or "",
                    q.get("of") or "",
                    q.get("bound") or "exact",
                    bool(q.get("optional")),
                )
                for q in data["quantities"]
            ),
            tuple(TimeRecord(t.get("text", ""), t["start"], t["end"], bool(t.get("optional"))) for t in data["times"]),
        )
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), remedy="check the folder") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"no gold file: {type(error).__name__} {error}",
            place=str(path),
            remedy="see the example in ontology/README.md",
        ) from error


def read_views(name: str, ask: Callable[[str], Iterable[Mapping[str, str | None]]]) -> Record:
    """The record that a graph's views show; *ask* runs the view of a name (`entities`, …) and yields its rows."""
    names: dict[tuple[str, str], list[str]] = {}
    for row in ask("entities"):
        known = names.setdefault((_text(row["entity"]), _text(row["type"])), [])
        if (label := _text(row["name"])) not in known:
            known.append(label)
    times = {_text(r["time"]): TimeRecord(_text(r["text"]), _day(r["start"]), _day(r["end"])) for r in ask("times")}
    quantities = {
        _text(r["quantity"]): QuantityRecord(
            number(r["value"]), number(r["valueMax"]), _text(r["unit"]), _text(r["of"]), r["bound"] or "exact"
        )
        for r in ask("quantities")
    }
    relations = sorted({(_text(r["s"]), _text(r["p"]), _text(r["o"])) for r in ask("relations")})
    return Record(
        name,
        None,
        tuple(EntityRecord(iri, kind, tuple(labels)) for (iri, kind), labels in names.items()),
        tuple(RelationRecord(*r) for r in relations),
        tuple(_view_acts(ask("actions"))),
        tuple(quantities.values()),
        tuple(times.values()),
    )


def number(value: Any) -> float | None:
    """The value as a float rounded to six digits, or None where it is no number."""
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        return None


def _gold_act(act: Mapping[str, Any]) -> ActRecord:
    quantity, time = act.get("quantity"), act.get("time")
    return ActRecord(
        act["verb"],
        tuple(act.get("agents", ())),
        act.get("object") or "",
        (number(quantity["value"]), quantity.get("unit") or "") if quantity else None,
        (time["start"], time["end"]) if time else None,
        act.get("place"),
        act["quote"],
        bool(act.get("optional")),
    )


def _view_acts(rows: Iterable[Mapping[str, str | None]]) -> Iterable[ActRecord]:
    grouped: dict[str, list[Mapping[str, str | None]]] = {}
    for row in rows:
        grouped.setdefault(_text(row["action"]), []).append(row)
    for iri, found in grouped.items():
        first = found[0]
        counted = next((r for r in found if r["value"] is not None), None)
        dated = next((r for r in found if r["start"]), None)
        yield ActRecord(
            _text(first["verb"]),
            tuple(dict.fromkeys(r["agent"] for r in found if r["agent"])),
            _text(first["object"]),
            (number(counted["value"]), _text(counted["unit"])) if counted else None,
            (_day(dated["start"]), _day(dated["end"])) if dated else None,
            first["place"],
            _text(first["quote"]),
            id=iri,
        )


def _text(value: str | None) -> str:
    return value or ""


def _day(value: str | None) -> str:
    return (value or "")[:10]
