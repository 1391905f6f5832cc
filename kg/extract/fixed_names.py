"""Names that every report writes the same way: 乡村振兴战略, 大众创业、万众创新."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.text.marks import CLOSERS, OPENERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class FixedNameReader:
    """Finds names that the ontology lists whole; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._names = schema.clue("fixedName")
        words = sorted(self._names, key=lambda w: (-len(w), w))
        self._pattern = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def __call__(self, analysis: Analysis) -> Iterator[Mention]:
        """Mentions of fixed names, with the quotation marks around them."""
        text = analysis.text
        for m in self._pattern.finditer(text):
            start, end = m.span()
            if start and text[start - 1] in OPENERS and text[end : end + 1] in CLOSERS and end < len(text):
                start, end = start - 1, end + 1
            yield Mention(start, end, self._names[m[0]][0], m[0], "fixed-name", 0.8, "written the same way everywhere")
