"""Rows of tables of names and offices, as plain text has them: `组　长：韩　梅　　副县长`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.name_boundary import HAN
from kg.text.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words of two characters are spread over the column with a blank.
_ROW = re.compile(
    rf"^[ 　]*(?:({HAN}(?:\s?{HAN}){{1,5}})\s*[：:]\s*)?({HAN}{{2,4}}|{HAN}\s{HAN})[ 　]+({HAN}.{{1,40}})$",
    re.MULTILINE,
)
_BLANKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class NameRow:
    """One row: the role (only in the first row of a role), what should be a name, and the rest, an office perhaps."""

    role: Span | None
    name: Span
    rest: Span


def name_rows(text: str) -> Iterator[NameRow]:
    """The rows that look like a name with an office behind it, in text order."""
    for match in _ROW.finditer(text):
        role = Span(match.start(1), match.end(1)) if match.group(1) else None
        yield NameRow(role, Span(match.start(2), match.end(2)), Span(match.start(3), match.end(3)))


def without_blanks(text: str) -> str:
    """The text without the blanks that spread it over a column."""
    return _BLANKS.sub("", text)
