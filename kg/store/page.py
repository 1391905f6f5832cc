"""What a store takes of one report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one source, as text for SPARQL Update and with the prefixes of the base.

    Attributes:
        report: the report's id.
        body: the triples of its graph.
        reference: what the reference tables tell of its areas, or "".
        things: how many things the report speaks of; `acts` likewise.
        notes: what its reader should look at.
    """

    report: str
    body: str
    reference: str
    things: int
    acts: int
    notes: tuple[str, ...]
