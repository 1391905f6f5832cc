"""Things whose names stand in quotation marks: “…”专项行动, 推出“…”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.heads import HeadReader
    from kg.extract.noun_phrases import Counted
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTED = re.compile(r"“([^“”\n]{2,24})”|「([^「」\n]{2,24})」|『([^『』\n]{2,24})』")


class QuotedReader:
    """Finds quoted names that a verb announces; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._announcers = schema.clue("announcer")
        self._quoting = schema.clue("quotedAfter")

    def __call__(self, analysis: Analysis, counted: Counted, heads: HeadReader) -> Iterator[Mention]:
        """Mentions of quoted names that have no head word behind them."""
        for m in _QUOTED.finditer(analysis.text):
            inner = m[1] or m[2] or m[3]
            if re.search("[，。！？；：,!?;:]", inner):  # noqa: RUF001
                continue
            index = analysis.token_index(m.start())
            verb = heads.verb_before(analysis, counted, index - 1)
            keys = self._quoting.get(verb, ())
            if keys:
                yield Mention(m.start(), m.end(), keys[0], inner, "quoted-object", 0.7)
