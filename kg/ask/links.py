"""Questions for a relation: who holds an office, what belongs to what, who governs an area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ask.model import Asked, Form, Frame, Needle, Part, Role
from kg.ask.parts import iris, is_a, needle, verb_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.ask.model import Analysis
    from kg.ask.words import QuestionWords


class LinkPlanner:
    """Plans such questions by one schema; built once."""

    def __init__(self, words: QuestionWords) -> None:
        self._words = words
        self._relations = {key: relation.iri for key, relation in words.schema.relations.items()}

    def __call__(self, analysis: Analysis) -> list[Form]:
        """The forms of a question, the strictest first; none where it asks for no relation."""
        for frame in (self._posts, self._holder, self._whole, self._members, self._governs):
            found = frame(analysis)
            if found:
                return found
        return []

    def _posts(self, analysis: Analysis) -> list[Form]:
        """Which offices somebody holds: 某某担任什么职务, 某某是谁."""
        people = [p for p in analysis.parts if p.role is Role.NAME and is_a(p, "Person")]
        be = analysis.asked is Asked.WHO and self._only(analysis, self._words.be) and len(people) == 1
        if not people or not (analysis.asked is Asked.POST or (be and len(self._content(analysis)) == 1)):
            return []
        rest = [p for p in self._content(analysis) if p not in people]
        if any(p.role is Role.VERB and p.text not in self._words.holder_verbs for p in rest):
            return []
        needles = tuple(needle(p) for p in rest if p.role is not Role.VERB)
        link = self._link("holdsPost", Asked.POST, answer="object", subjects=iris(people))
        return [link] if not needles else []

    def _holder(self, analysis: Analysis) -> list[Form]:
        """Who holds an office: 谁是某县县长, 某局局长叫什么."""
        if analysis.asked not in {Asked.WHO, Asked.NAME} or not self._only(analysis, self._words.holder_verbs):
            return []
        parts = [p for p in self._content(analysis) if p.role is not Role.VERB]
        said = "".join(p.text for p in parts)
        title = self._words.title_end(said)
        if not parts or not title or (analysis.noun and analysis.noun not in said):
            return []
        deputies = tuple(d + title for d in self._words.deputies if d + title not in said and d + title != title)
        forms = []
        if len(parts) == 1 and is_a(parts[0], "Post"):
            posts = [t.iri for t in parts[0].things if "Post" in t.classes]
            forms.append(self._link("holdsPost", Asked.WHO, answer="subject", objects=tuple(posts)))
        pieces = [p for p in parts if p is not parts[-1] or p.text != title]
        needles = []
        for part in pieces:
            text = part.text.removesuffix(title) if part is parts[-1] else part.text
            if text and text not in self._words.naming:
                needles.append((text,) if part.role is not Role.NAME or text != part.text else needle(part))
        forms.append(
            self._link("holdsPost", Asked.WHO, answer="subject", needles=tuple(needles), ends=title, without=deputies)
        )
        return [replace(form, ends=title, verbs=self._words.leaving) for form in forms]

    def _whole(self, analysis: Analysis) -> list[Form]:
        """To what something belongs: 甲属于哪项活动."""
        verb = verb_of(analysis)
        if verb not in self._words.whole_verbs or analysis.asked is Asked.VALUE:
            return []
        return self._contained(analysis, answer="object")

    def _members(self, analysis: Analysis) -> list[Form]:
        """What belongs to something: 甲包括哪些内容."""
        verb = verb_of(analysis)
        asks = analysis.asked in {Asked.WHICH, Asked.WHAT, Asked.WHO}
        if verb not in self._words.member_verbs or not asks or analysis.noun:
            return []
        ask = analysis.parts[analysis.ask]
        if any(p.start > ask.start and p.role in {Role.WORD, Role.NAME} for p in analysis.parts):
            return []
        return self._contained(analysis, answer="subject")

    def _contained(self, analysis: Analysis, *, answer: str) -> list[Form]:
        parts = [p for p in self._content(analysis) if p.role is not Role.VERB]
        keys = ("partOf", "subOrganizationOf", "locatedIn") if answer == "object" else ("partOf", "subOrganizationOf")
        if not parts:
            return []
        forms = []
        if len(parts) == 1 and parts[0].things:
            known = iris(parts)
            if answer == "object":
                forms = [self._link(key, Asked.WHICH, answer=answer, subjects=known) for key in keys]
            else:
                forms = [self._link(key, Asked.WHICH, answer=answer, objects=known) for key in keys]
        needles = tuple(needle(p) for p in parts)
        return [*forms, *(self._link(key, Asked.WHICH, answer=answer, needles=needles) for key in keys)]

    def _governs(self, analysis: Analysis) -> list[Form]:
        areas = [p for p in analysis.parts if p.role is Role.NAME and is_a(p, "Area")]
        if verb_of(analysis) not in self._words.govern_verbs or analysis.asked is not Asked.WHO or len(areas) != 1:
            return []
        if len(self._content(analysis)) > 2:
            return []
        return [self._link("governs", Asked.WHO, answer="subject", objects=iris(areas))]

    def _link(
        self,
        key: str,
        asked: Asked,
        *,
        answer: str,
        subjects: tuple[str, ...] = (),
        objects: tuple[str, ...] = (),
        needles: tuple[Needle, ...] = (),
        ends: str = "",
        without: tuple[str, ...] = (),
    ) -> Form:
        return Form(
            Frame.LINK,
            asked,
            predicates=(self._relations[key],),
            answer=answer,
            subjects=subjects,
            objects=objects,
            needles=needles,
            ends=ends,
            without=without,
        )

    def _content(self, analysis: Analysis) -> list[Part]:
        """The parts that say something."""
        told = {Role.NAME, Role.WORD, Role.VERB, Role.TIME}
        quiet = self._words.be | self._words.naming
        return [p for p in analysis.parts if p.role in told and p.text not in quiet]

    def _only(self, analysis: Analysis, verbs: AbstractSet[str]) -> bool:
        """Whether the only verb is one of *verbs*, or there is none."""
        verb = verb_of(analysis)
        return not verb or verb in verbs
