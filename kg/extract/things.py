"""Activities, measures, documents and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.convened import ConvenedReader
from kg.extract.documents import DocumentReader
from kg.extract.fixed_names import FixedNameReader
from kg.extract.heads import HeadReader
from kg.extract.judge import NAMED, Judge
from kg.extract.list_members import ListReader
from kg.extract.marked import mark_tokens
from kg.extract.model import Mention
from kg.extract.quoted import QuotedReader
from kg.extract.settle import settle
from kg.extract.verb_objects import ObjectReader
from kg.text.marks import CLOSERS, FINAL, OPENERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.model import Quantity, TimeExpression
    from kg.extract.phrase import Phrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_PERSONS = frozenset(("person", "post"))
_ACTORS = frozenset(("organization", "area"))
_BRACKETS = "（(［[）)］]"
_QUOTES = str.maketrans("", "", "".join(c for c in OPENERS + CLOSERS if c not in _BRACKETS) + '"')
# How many tokens behind a word for a body tell whether its meeting is meant.
_HELD = 5
_CLAUSE_START = frozenset(FINAL + "；，,\n")


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
        self._fixed = FixedNameReader(schema)
        self._quoted = QuotedReader(schema, self._heads.words)
        self._objects = ObjectReader(schema, self._heads.words)
        self._convened = ConvenedReader(schema)
        self._lists = ListReader(schema, self._heads.words)
        self._papers = frozenset(k for k in schema.classes if schema.is_a(k, "Document"))
        self._pointers = frozenset(schema.clue("pointer"))
        self._speech = frozenset(schema.clue("speechVerb"))

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
        phrases = self._heads(analysis, marked)
        bodies = [m for m, kind in kinds if kind == "organization"]
        spans = frozenset((m.start, m.end) for m in bodies if not m.anaphor)
        named = tuple(self._named(analysis, [p for p in phrases if not self._is_body(analysis, p, spans)]))
        found = [
            *self._documents(analysis),
            *self._fixed(analysis),
            *named,
            *self._quoted(analysis, marked, {m.start: m.cls for m in named if not m.anaphor}),
            *self._objects(analysis, marked),
            *self._convened(analysis, bodies),
            *self._lists(analysis, frozenset(p.end for p in phrases)),
        ]
        return settle(found, names, len(analysis.text), self._papers)

    @staticmethod
    def _is_body(analysis: Analysis, phrase: Phrase, bodies: frozenset[tuple[int, int]]) -> bool:
        """Whether a word for a body and its meeting (常委会) is the body: the meeting is what is held or attended."""
        if (phrase.start, phrase.end) not in bodies or phrase.verb:
            return False
        behind = analysis.tokens[analysis.token_index(phrase.end) :][:_HELD] if phrase.end < len(analysis.text) else ()
        held = next((k for k, t in enumerate(behind) if t.text == phrase.follower), None) if phrase.follower else None
        return held is None or (held + 1 < len(behind) and behind[held + 1].pos != "x")

    def _named(self, analysis: Analysis, phrases: Sequence[Phrase]) -> Iterator[Mention]:
        """The phrases that name a thing, and those that point back to one."""
        for phrase in phrases:
            weight = self._judge(phrase)
            if weight >= NAMED:
                yield Mention(
                    phrase.start,
                    phrase.end,
                    self._judge.class_of(phrase),
                    bare_name(phrase.text),
                    f"head-{phrase.grade.name.lower()}",
                    self._judge.confidence(phrase),
                    self._judge.reason(phrase),
                )
            elif self._points_back(analysis, phrase):
                cls = self._heads.words.graded(phrase.head, modified=True)[1][0]
                yield Mention(
                    phrase.start,
                    phrase.end,
                    cls,
                    phrase.head,
                    "back-reference",
                    0.6,
                    f"{phrase.head} points back",
                    anaphor=True,
                )

    def _points_back(self, analysis: Analysis, phrase: Phrase) -> bool:
        """Whether a bare head can only point back: 该项目, or 会议 at the head of a clause."""
        if phrase.modifiers or phrase.counted or phrase.closed:
            return False
        if not self._heads.words.graded(phrase.head, modified=True)[1]:
            return False
        index = analysis.token_index(phrase.start)
        before = analysis.tokens[index - 1].text if index else ""
        if before in self._pointers:
            return True
        opens = not before or before in _CLAUSE_START
        # 通报要求: a word that is a verb too is a paper where it says something
        says = index + 1 < len(analysis.tokens) and analysis.tokens[index + 1].text in self._speech
        return opens and (says or not phrase.verbal)
