"""What earlier stages found, by token: quantities, times, persons, actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis


@dataclass(frozen=True, slots=True)
class Marked:
    """Flags by token index.

    Attributes:
        quantity: the token belongs to a quantity; time: to a time phrase.
        person: it belongs to a person's name or to a post.
        actor: it belongs to the name of an area, a body or a group.
        whole: for a token inside such a name, but not its first, where the name begins.
    """

    quantity: bytes
    time: bytes
    person: bytes
    actor: bytes
    whole: Mapping[int, int]


def mark_tokens(
    analysis: Analysis,
    quantities: Iterable[Quantity],
    times: Iterable[TimeExpression],
    persons: Iterable[Mention],
    actors: Iterable[Mention],
) -> Marked:
    """Flag the tokens that lie, wholly or in part, inside what was found."""
    named = sorted((m.start, m.end) for m in actors)
    whole: dict[int, int] = {}
    for start, end in named:
        index = analysis.token_index(start) + 1
        while index < len(analysis.tokens) and analysis.tokens[index].start < end:
            whole.setdefault(index, start)  # of nested names the outer comes first
            index += 1
    return Marked(
        quantity=_flags(analysis, sorted((q.start, q.end) for q in quantities)),
        time=_flags(analysis, sorted((t.start, t.end) for t in times)),
        person=_flags(analysis, sorted((m.start, m.end) for m in persons)),
        actor=_flags(analysis, named),
        whole=whole,
    )


def _flags(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> bytes:
    flags = bytearray(len(analysis.tokens))
    for start, end in spans:
        index = max(analysis.token_index(start), 0)
        while index < len(flags) and analysis.tokens[index].start < end:
            if analysis.tokens[index].end > start:
                flags[index] = 1
            index += 1
    return bytes(flags)
