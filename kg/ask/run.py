"""A question in words, put to a graph: reading, planning, asking, answering, in that order."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.ask.answer import MOST_VALUES, AnswerReader
from kg.ask.graph import Lookup, table
from kg.ask.model import Answer, Asked, Role
from kg.ask.plan import Planner
from kg.ask.read import QuestionReader
from kg.ask.sparql import query
from kg.query.saved import saved_questions

if TYPE_CHECKING:
    from kg.ask.answer import Read
    from kg.ask.model import Analysis
    from kg.ask.plan import Plan
    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema


class Asker:
    """Answers questions by one schema; built once for any number of graphs and questions."""

    def __init__(self, schema: Schema) -> None:
        self._read = QuestionReader(schema)
        self._plan = Planner(self._read.words)
        self._answer = AnswerReader(self._read.words)

    def __call__(self, dataset: Dataset, question: str) -> Answer:
        """The answer that *dataset* gives to *question*; one that is not understood is an answer that says so.

        Raises:
            GraphError: an endpoint cannot be reached.
        """
        lookup = Lookup(dataset)
        analysis = self._read(question, lookup)
        plan = self._plan(analysis, lookup)
        if plan.problem:
            return self._not_understood(question, analysis, plan)
        text = ""
        for form in plan.forms:
            text = query(form)
            found = self._answer(form, table(dataset, text), total=analysis.total, planned=analysis.planned)
            if found is not None and len(found.values) <= MOST_VALUES:
                return _found(question, analysis, found, text)
        return self._nothing(question, analysis, lookup, text)

    def _nothing(self, question: str, analysis: Analysis, lookup: Lookup, text: str) -> Answer:
        words = [p.text for p in analysis.parts if p.role in {Role.WORD, Role.NAME, Role.VERB}]
        missed = lookup.unknown(words)
        said = self._read.words.say("Unknown")
        whether = analysis.asked is Asked.WHETHER
        about = f": {', '.join(missed)}" if missed else ""
        return Answer(
            question,
            understood=True,
            text=said + about,
            verdict="unknown" if whether else "",
            query=text,
            parts=analysis.parts,
            missed=missed,
            nearest=nearest(question),
        )

    def _not_understood(self, question: str, analysis: Analysis, plan: Plan) -> Answer:
        missed = ", ".join(f"“{word}”" for word in plan.missed if word)
        near = nearest(question)
        text = f"not understood: {plan.problem}{f': {missed}' if missed else ''}"
        return Answer(question, understood=False, text=text, parts=analysis.parts, missed=plan.missed, nearest=near)


def _found(question: str, analysis: Analysis, found: Read, text: str) -> Answer:
    return Answer(
        question,
        understood=True,
        text="\n".join(found.lines),
        values=found.values,
        verdict=found.verdict,
        rows=found.rows,
        query=text,
        sentences=found.sentences,
        parts=analysis.parts,
    )


def nearest(question: str) -> str:
    """The saved question whose words are most like *question*, or "" where none is."""
    pairs = _pairs(question)
    best, name = 0.0, ""
    for key, told in _saved().items():
        for pairs_of in told:
            score = len(pairs & pairs_of) / (len(pairs | pairs_of) or 1)
            if score > best:
                best, name = score, key
    return name


@lru_cache(maxsize=1)
def _saved() -> dict[str, tuple[frozenset[str], ...]]:
    return {
        name: tuple(_pairs(t) for t in (*q.titles.values(), *q.asks.values())) for name, q in saved_questions().items()
    }


def _pairs(text: str) -> frozenset[str]:
    """Its pairs of characters."""
    bare = "".join(c for c in text.lower() if c.isalnum())
    return frozenset(bare[n : n + 2] for n in range(len(bare) - 1))
