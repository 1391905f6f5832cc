"""Activities, measures, documents and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.documents import DocumentReader
from kg.extract.heads import HeadReader, Phrase
from kg.extract.judge import Judge
from kg.extract.list_members import ListReader
from kg.extract.model import Mention
from kg.extract.noun_phrases import mark_tokens
from kg.extract.quoted import QuotedReader

if TYPE_CHECKING:
    from kg.extract.model import Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

NAMED = 2.0
"""The weight from which a phrase counts as a name."""
_CLAUSE_START = frozenset("。！？；，,\n")  # noqa: RUF001
_RANK = {"announced-group": 0, "list-label": 1, "list-member": 2, "title-marks": 3, "about-title": 4}
_PERSONS = frozenset(("person", "post"))
_ACTORS = frozenset(("organization", "area", "group"))
_QUOTES = str.maketrans("", "", "“”‘’「」『』《》\"")  # noqa: RUF001


def bare_name(text: str) -> str:
    """A name as written, without quotation marks and spaces."""
    return "".join(text.translate(_QUOTES).split())


class ThingReader:
    """Finds activities, measures, documents and projects; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._heads = HeadReader(schema)
        self._judge = Judge(schema)
        self._documents = DocumentReader(schema)
        self._quoted = QuotedReader(schema)
        self._lists = ListReader(schema)
        self._pointing = {**schema.clue("weakHead"), **schema.clue("head")}
        self._pointers = frozenset(schema.clue("pointer"))

    def __call__(
        self,
        analysis: Analysis,
        names: tuple[Mention, ...],
        quantities: tuple[Quantity, ...],
        times: tuple[TimeExpression, ...],
    ) -> tuple[Mention, ...]:
        """Mentions of activities, measures, documents and projects, in text order."""
        kinds = [(m, self._schema.type_of(m.cls)) for m in names]
        persons = [m for m, kind in kinds if kind in _PERSONS]
        actors = [m for m, kind in kinds if kind in _ACTORS]
        marked = mark_tokens(analysis, quantities, times, persons, actors)
        found: list[Mention] = []
        found.extend(self._documents(analysis))
        phrases = self._heads(analysis, marked)
        back = self._back_references(analysis, phrases)
        for phrase in phrases:
            weight = self._judge(phrase)
            if weight < NAMED:
                if phrase.start in back:
                    found.append(
                        Mention(phrase.start, phrase.end, back[phrase.start], phrase.head, "back-reference", anaphor=True)
                    )
            else:
                name = bare_name(phrase.text)
                rule = f"head-{phrase.grade.name.lower()}"
                found.append(Mention(phrase.start, phrase.end, self._judge.class_of(phrase), name, rule))
        found.extend(self._quoted(analysis, marked))
        found.extend(self._lists(analysis, frozenset(p.end for p in phrases)))
        return tuple(sorted(settle(found, names), key=lambda m: (m.start, -m.end, m.cls)))

    def _back_references(self, analysis: Analysis, phrases: tuple[Phrase, ...]) -> dict[int, str]:
        """Bare heads that can only point back (该项目, 会议 at the head of a clause), as start → class."""
        tokens = analysis.tokens
        found: dict[int, str] = {}
        for phrase in phrases:
            if phrase.modifiers or phrase.counted or phrase.closed:
                continue
            cls = self._pointing.get(phrase.head)
            if cls is None:
                continue
            index = analysis.token_index(phrase.start)
            before = tokens[index - 1] if index else None
            if before is None or before.text in self._pointers or (before.text in _CLAUSE_START and not phrase.verbal):
                found[phrase.start] = cls[0]
        return found


def settle(found: list[Mention], names: tuple[Mention, ...]) -> list[Mention]:
    """Leave of overlapping mentions the one that structure shows, else the longest, and drop those that stand inside a name of another type."""
    kept: list[Mention] = []
    taken = sorted(((n.start, n.end) for n in names if not n.anaphor), key=lambda s: (s[0], -s[1]))
    for mention in sorted(found, key=lambda m: (_RANK.get(m.rule, len(_RANK)), m.start - m.end, m.start, m.cls)):
        if any(k.start < mention.end and mention.start < k.end for k in kept):
            continue
        if any(s <= mention.start and mention.end <= e and (s, e) != (mention.start, mention.end) for s, e in taken):
            continue
        kept.append(mention)
    return kept
