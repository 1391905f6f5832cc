"""Questions for things of a kind: which ones the graph has, and how many (有哪些街道, 领导小组有几名副组长)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ask.model import Asked, Form, Frame, Role
from kg.ask.parts import iris, is_a, needle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.model import Analysis, Part
    from kg.ask.words import QuestionWords

_LISTED = frozenset((Asked.WHICH, Asked.WHO, Asked.WHAT))


class ThingPlanner:
    """Plans such questions by one schema; built once."""

    def __init__(self, words: QuestionWords) -> None:
        self._words = words
        self._holds = words.schema.relations["holdsPost"].iri

    def fits(self, analysis: Analysis) -> bool:
        """Whether a question without a verb asks for things of a kind."""
        return bool(next(self(analysis), None))

    def __call__(self, analysis: Analysis) -> Iterator[Form]:
        """The forms of a question without a verb."""
        if analysis.asked is Asked.VALUE:
            yield from self._counted(analysis)
        elif analysis.asked in _LISTED and (analysis.noun or analysis.type):
            classes = self._words.classes(analysis.noun) if analysis.noun else self._words.of_type(analysis.type)
            form = Form(Frame.THING, Asked.NAME, noun=analysis.noun, noun_classes=classes)
            yield from self._within(form, self._content(analysis)) if classes else ()

    def _counted(self, analysis: Analysis) -> Iterator[Form]:
        behind = [p for p in self._content(analysis) if p.start > analysis.parts[analysis.ask].start]
        unit = analysis.unit or analysis.parts[analysis.ask].text
        if not behind or not analysis.unit:
            return
        noun = "".join(p.text for p in behind)
        before = [p for p in self._content(analysis) if p not in behind]
        kind, of_type = self._words.nouns.get(noun, (Asked.WHICH, ""))
        title = self._words.title_end(noun)
        if title and noun.removesuffix(title) in {"", *self._words.deputies}:
            deputies = () if noun != title else tuple(d + title for d in self._words.deputies)
            if all(p.role is Role.NAME for p in before):
                yield Form(
                    Frame.LINK,
                    Asked.NAME,
                    predicates=(self._holds,),
                    answer="subject",
                    needles=tuple(needle(p) for p in before),
                    ends=noun,
                    without=deputies,
                    verbs=self._words.leaving,
                    count=unit,
                )
            return
        classes = self._words.of_type(of_type) if of_type and kind is Asked.WHO else self._words.classes(noun)
        if classes:
            form = Form(Frame.THING, Asked.NAME, noun=noun, noun_classes=classes, count=unit)
            yield from self._within(form, before)

    def _content(self, analysis: Analysis) -> list[Part]:
        quiet = self._words.exist | self._words.be
        told = {Role.NAME, Role.WORD, Role.VERB}
        return [p for p in analysis.parts if p.role in told and p.text not in quiet]

    @staticmethod
    def _within(form: Form, parts: list[Part]) -> Iterator[Form]:
        """Those that lie in what the parts name; else all, where that is the one area of its kind that is told of."""
        if all(p.role is Role.NAME for p in parts):
            yield replace(form, needles=tuple(needle(p) for p in parts))
            if len(parts) == 1 and is_a(parts[0], "Area"):
                yield replace(form, alone=iris(parts))
