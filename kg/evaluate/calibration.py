"""What confidence promises against what holds: of the findings stated as 0.8 sure, how many would a reader keep?

A reliability table (Murphy and Winkler 1977) and its expected calibration error (Naeini, Cooper and Hauskrecht 2015):
the mean distance between stated and observed, weighted by the number of findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where the bins of the table begin; the last one ends at 1, which belongs to it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the software found.

    Attributes:
        task: `entities` or `actions`.
        confidence: what the software stated, 0 to 1.
        kept: whether a careful reader has it too; None where readers may differ.
    """

    task: str
    confidence: float
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Bin:
    """The findings stated from `low` up to (not including) `high`: their number, mean confidence and share kept."""

    low: float
    high: float
    count: int
    stated: float
    observed: float


def reliability(findings: Iterable[Finding], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """The table, without empty bins; findings on which readers may differ are left out."""
    known = [(f.confidence, bool(f.kept)) for f in findings if f.kept is not None]
    bins = []
    for low, high in pairwise(edges):
        inside = [(c, kept) for c, kept in known if low <= c < high or (high == edges[-1] and c == high)]
        if inside:
            stated = sum(c for c, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), stated, sum(kept for _, kept in inside) / len(inside)))
    return tuple(bins)


def calibration_error(bins: Iterable[Bin]) -> float:
    """The mean distance of stated and observed, each bin weighted by its count; 0 where there is nothing."""
    bins = tuple(bins)
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.stated - b.observed) for b in bins) / total if total else 0.0
