"""Whether what an act tells has happened: done, under way, planned, required, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What weighs most comes first: a denied plan is no plan, and 要 before 正在 is still a demand.
_ORDER = (Status.NEGATED, Status.PLANNED, Status.REQUIRED, Status.UNDER_WAY, Status.DONE)


def status_of(cues: Iterable[str], told: Mapping[str, Status], default: Status = Status.DONE) -> Status:
    """The status that the *cues* (words before the verb, endings behind it) tell, else *default*."""
    found = {told[c] for c in cues if c in told}
    return next((s for s in _ORDER if s in found), default)
