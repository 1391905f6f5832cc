"""From the parts of a question to its logical forms, the strictest first; the first that finds facts answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.ask.model import Agent, Asked, Form, Frame, Needle, Part, Role, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ask.graph import Lookup
    from kg.ask.model import Analysis
    from kg.ask.words import QuestionWords

_FEWEST = 2  # characters of a name that tell enough to look for it inside other words


@dataclass(frozen=True, slots=True)
class Plan:
    """The forms of a question in the order in which they are tried, or what was not understood."""

    forms: tuple[Form, ...] = ()
    problem: str = ""
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A question by its places: what stands before and behind the verb and the asking word."""

    asked: Asked
    verb: str
    before: tuple[Part, ...]  # content before the verb (or before what asks, where there is no verb)
    behind: tuple[Part, ...]  # content behind it
    counted: tuple[Part, ...]  # content right behind the measure word
    agents: tuple[Part, ...]

    @property
    def content(self) -> tuple[Part, ...]:
        return (*self.before, *self.behind)


class Planner:
    """Plans questions by one schema; built once."""

    def __init__(self, words: QuestionWords) -> None:
        self._words = words
        self._relations = {key: relation.iri for key, relation in words.schema.relations.items()}

    def __call__(self, analysis: Analysis, lookup: Lookup) -> Plan:
        """The forms of a question that was read."""
        if analysis.problem or analysis.asked is None:
            return Plan(problem=analysis.problem, missed=analysis.missed)
        for frame in (self._posts, self._holder, self._whole, self._members, self._governs):
            found = frame(analysis)
            if found:
                return Plan(tuple(found))
        asked = self._settled(analysis)
        if asked is None:
            return Plan(problem="what is asked for is not clear", missed=(analysis.parts[analysis.ask].text,))
        sentence = self._sentence(analysis, asked)
        if not sentence.content and not sentence.agents:
            return Plan(problem="it says too little", missed=(analysis.text,))
        forms = dict.fromkeys(self._facts(analysis, sentence, lookup))
        return Plan(tuple(forms))

    # ---- offices, parts and wholes ------------------------------------------------------------------------------

    def _posts(self, analysis: Analysis) -> list[Form]:
        """Which offices somebody holds: 某某担任什么职务, 某某是谁."""
        people = [p for p in analysis.parts if p.role is Role.NAME and _is(p, "Person")]
        be = analysis.asked is Asked.WHO and self._only(analysis, (*self._words.be, "")) and len(people) == 1
        if not people or not (analysis.asked is Asked.POST or (be and len(self._content(analysis)) == 1)):
            return []
        rest = [p for p in self._content(analysis) if p not in people]
        if any(p.role is Role.VERB and p.text not in self._words.holder_verbs for p in rest):
            return []
        needles = tuple(self._needle(p) for p in rest if p.role is not Role.VERB)
        link = self._link("holdsPost", Asked.POST, answer="object", subjects=_iris(people))
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
        if len(parts) == 1 and _is(parts[0], "Post"):
            posts = [t.iri for t in parts[0].things if "Post" in t.classes]
            forms.append(self._link("holdsPost", Asked.WHO, answer="subject", objects=tuple(posts)))
        pieces = [p for p in parts if p is not parts[-1] or p.text != title]
        needles = []
        for part in pieces:
            text = part.text
            if part is parts[-1]:
                text = text[: -len(title)] if text.endswith(title) else text
            if text and text not in self._words.naming:
                needles.append((text,) if part.role is not Role.NAME or text != part.text else self._needle(part))
        forms.append(
            self._link("holdsPost", Asked.WHO, answer="subject", needles=tuple(needles), ends=title, without=deputies)
        )
        return forms

    def _whole(self, analysis: Analysis) -> list[Form]:
        """To what something belongs: 甲属于哪项活动."""
        verb = _verb(analysis)
        if verb not in self._words.whole_verbs or analysis.asked is Asked.VALUE:
            return []
        return self._contained(analysis, answer="object")

    def _members(self, analysis: Analysis) -> list[Form]:
        """What belongs to something: 甲包括哪些内容."""
        verb = _verb(analysis)
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
            known = _iris(parts)
            ends = {"subjects": known} if answer == "object" else {"objects": known}
            forms = [self._link(key, Asked.WHICH, answer=answer, **ends) for key in keys]
        needles = tuple(self._needle(p) for p in parts)
        return [*forms, *(self._link(key, Asked.WHICH, answer=answer, needles=needles) for key in keys)]

    def _governs(self, analysis: Analysis) -> list[Form]:
        areas = [p for p in analysis.parts if p.role is Role.NAME and _is(p, "Area")]
        if _verb(analysis) not in self._words.govern_verbs or analysis.asked is not Asked.WHO or len(areas) != 1:
            return []
        if len(self._content(analysis)) > 2:
            return []
        return [self._link("governs", Asked.WHO, answer="subject", objects=_iris(areas))]

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

    # ---- what was done, how many, when, where -------------------------------------------------------------------

    def _settled(self, analysis: Analysis) -> Asked | None:
        """What is asked for, after the place of the asking word in the sentence has its say."""
        asked = analysis.asked
        if asked is Asked.NAME or asked is Asked.POST:
            return None
        if asked is not Asked.WHICH and not (asked is Asked.WHO and analysis.type):
            return asked
        # behind the verb it is what the verb does something to, before it who does it
        before = analysis.parts[: analysis.ask]
        verbs = [n for n, p in enumerate(before) if p.role is Role.VERB and p.text not in self._words.be]
        if verbs and all(p.role is Role.PARTICLE for p in before[verbs[-1] + 1 :]):
            return Asked.WHAT
        if before and before[-1].text in self._words.place_marks:
            return Asked.WHERE
        return Asked.WHO if any(p.role is Role.VERB for p in analysis.parts) else None

    def _sentence(self, analysis: Analysis, asked: Asked) -> _Sentence:
        parts = analysis.parts
        at = next((n for n, p in enumerate(parts) if p.role is Role.VERB), -1)
        verb = parts[at].text if at >= 0 else ""
        if verb in self._words.exist or verb in self._words.be:
            verb = ""
        middle = at if verb else analysis.ask if analysis.ask >= 0 else len(parts)
        content = [(n, p) for n, p in enumerate(parts) if p.role in {Role.WORD, Role.NAME}]
        content = [(n, p) for n, p in content if p.text not in self._words.exist and p.text not in self._words.be]
        agents: list[Part] = []
        if asked is not Asked.WHO:
            marked = [p for n, p in content if n and parts[n - 1].text in self._words.agent_marks and _acts(p)]
            free = [
                p
                for n, p in content
                if n < middle and _acts(p) and not (n and parts[n - 1].text in self._words.schema.clue("preposition"))
            ]
            agents = marked or free
        agents = _without_context(agents)
        context = {id(p) for p in content_names(content)} - {id(p) for p in agents}
        counted = []
        if asked is Asked.VALUE and analysis.ask >= 0:
            counted = [p for n, p in content if n > analysis.ask and (n < at or at < analysis.ask or not verb)]
        rest = [(n, p) for n, p in content if p not in agents and not self._is_context(p, agents, context)]
        return _Sentence(
            asked,
            verb,
            tuple(p for n, p in rest if n < middle and p not in counted),
            tuple(p for n, p in rest if n > middle and p not in counted),
            tuple(counted),
            tuple(agents),
        )

    def _is_context(self, part: Part, agents: Sequence[Part], context: set[int]) -> bool:
        """An area right before the name of who acts says where that one is (某市某区)."""
        return id(part) in context and _is(part, "Area") and any(a.start == part.end for a in agents)

    def _facts(self, analysis: Analysis, sentence: _Sentence, lookup: Lookup) -> Iterator[Form]:
        words = self._words
        exact, similar = lookup.verbs(sentence.verb, words.same(sentence.verb)) if sentence.verb else ((), ())
        counted = tuple(self._needle(p) for p in sentence.counted)
        needles = tuple(self._needle(p) for p in sentence.content)
        noun_classes = self._classes(analysis.noun)
        base = Form(
            Frame.ACT,
            sentence.asked,
            needles=needles,
            counted=counted,
            agents=_iris(sentence.agents),
            agent_needle=tuple(n for p in sentence.agents for n in self._needle(p)),
            unit=words.like(analysis.unit) if analysis.unit and sentence.asked is Asked.VALUE else (),
            noun=analysis.noun,
            noun_classes=noun_classes,
            moving=sentence.verb in words.movement,
        )
        for timed in self._times(analysis, base):
            yield from self._tiers(timed, sentence, exact, similar)

    def _times(self, analysis: Analysis, base: Form) -> Iterator[Form]:
        """With the days that the question names; then with the words of the time in the sentence itself."""
        if analysis.period is None:
            yield base
            return
        yield replace(base, period=analysis.period)
        time = next(p.text for p in analysis.parts if p.role is Role.TIME)
        yield replace(base, period_words=(time,))

    def _tiers(
        self, base: Form, sentence: _Sentence, exact: tuple[str, ...], similar: tuple[str, ...]
    ) -> Iterator[Form]:
        agents = (Agent.IS, Agent.NEAR, Agent.SAID) if base.agents else (Agent.ANY,)
        asked = sentence.asked
        said = ((sentence.verb,),) if sentence.verb else ()
        if asked is Asked.WHO:
            yield from self._related(base, sentence, direct=True)
        if asked is Asked.WHEN and not base.agents and not base.period and not base.period_words:
            yield Form(Frame.TIMED, asked, needles=base.needles)
        verbs = [v for v in (exact, similar) if v] if sentence.verb else [()]
        scopes = (Scope.FACT, Scope.CLAUSE)
        for scope in scopes:
            for of in verbs:
                yield from (replace(base, agent=a, verbs=of, scope=scope) for a in agents[:2])
                if asked is Asked.WHO and scope is Scope.FACT:
                    yield from self._related(base, sentence, direct=of is similar)
            if scope is Scope.FACT and asked is Asked.VALUE:
                yield from self._quantities(base, said, sentence)
            for of in verbs:
                yield from (replace(base, agent=a, verbs=of, scope=scope) for a in agents[2:])
        if asked is Asked.WHERE:
            yield from self._places(base, sentence)
        if asked is not Asked.WHETHER and sentence.verb:
            needles = (*base.needles, *said)
            yield from (replace(base, agent=a, needles=needles, scope=Scope.CLAUSE) for a in agents)
        if asked is Asked.VALUE:
            yield from self._quantities(base, said, sentence, scope=Scope.SENTENCE)

    def _related(self, base: Form, sentence: _Sentence, *, direct: bool) -> Iterator[Form]:
        """Relations that the verb states: who carried out, took part in, issued, set up."""
        if not sentence.verb or not sentence.content or base.period or base.period_words:
            return
        predicates = self._words.relations(sentence.verb)
        joins = self._relations["participant"] in predicates
        if not predicates or (direct and not joins):
            return
        known = [p for p in sentence.content if p.things]
        if len(sentence.content) == 1 and known:
            yield Form(
                Frame.LINK,
                Asked.WHO,
                predicates=predicates,
                answer="object",
                subjects=_iris(known),
                noun=base.noun,
                noun_classes=base.noun_classes,
            )
        yield Form(
            Frame.LINK,
            Asked.WHO,
            predicates=predicates,
            answer="object",
            needles=base.needles,
            noun=base.noun,
            noun_classes=base.noun_classes,
        )

    def _quantities(
        self, base: Form, said: tuple[Needle, ...], sentence: _Sentence, scope: Scope = Scope.FACT
    ) -> Iterator[Form]:
        """Numbers that stand by no act; the verb is then one of the words."""
        agent = ((base.agent_needle),) if base.agent_needle else ()
        form = replace(base, frame=Frame.QUANTITY, verbs=(), agents=(), agent=Agent.ANY, scope=scope)
        if scope is Scope.FACT:
            yield replace(form, needles=(*base.needles, *said, *agent))
            if not said:
                yield replace(form, needles=base.needles)
        elif base.counted:
            yield replace(form, needles=(*base.needles, *said, *agent))

    def _places(self, base: Form, sentence: _Sentence) -> Iterator[Form]:
        held = (self._relations["heldAt"],)
        known = [p for p in sentence.content if p.things]
        things = [*known, *sentence.agents]
        if things:
            yield Form(Frame.LINK, Asked.WHERE, predicates=held, answer="object", subjects=_iris(things), noun=base.noun)
        if sentence.content:
            yield Form(Frame.LINK, Asked.WHERE, predicates=held, answer="object", needles=base.needles, noun=base.noun)

    # ---- small things -------------------------------------------------------------------------------------------

    def _content(self, analysis: Analysis) -> list[Part]:
        return [
            p
            for p in analysis.parts
            if p.role in {Role.NAME, Role.WORD, Role.VERB, Role.TIME} and p.text not in self._words.be
            and p.text not in self._words.naming
        ]

    def _only(self, analysis: Analysis, verbs: Sequence[str] | frozenset[str]) -> bool:
        """Whether the only verb is one of *verbs*, or there is none."""
        verb = _verb(analysis)
        return not verb or verb in verbs

    def _needle(self, part: Part) -> Needle:
        """A part by any of the names of what it names, itself first."""
        names = [n for thing in part.things for n in thing.names if len(n) >= _FEWEST]
        return tuple(dict.fromkeys((part.text, *sorted(names))))

    def _classes(self, noun: str) -> tuple[str, ...]:
        """IRIs of the classes whose names end with a noun, those below them included."""
        schema = self._words.schema
        clues = ("bodySuffix", "areaSuffix", "placeSuffix")
        keys = {key for clue in clues for key in schema.clue(clue).get(noun, ()) if key in schema.classes}
        below = {k for k, c in schema.classes.items() if keys.intersection(c.ancestors)}
        return tuple(sorted(schema.classes[k].iri for k in keys | below))


def content_names(content: Sequence[tuple[int, Part]]) -> list[Part]:
    """The parts that are names of the graph."""
    return [p for _, p in content if p.role is Role.NAME]


def _without_context(agents: Sequence[Part]) -> list[Part]:
    """Without an area that only says where the next one is."""
    return [a for a in agents if not (_is(a, "Area") and any(b.start == a.end for b in agents))]


def _verb(analysis: Analysis) -> str:
    return next((p.text for p in analysis.parts if p.role is Role.VERB), "")


def _is(part: Part, cls: str) -> bool:
    return any(cls in thing.classes for thing in part.things)


def _acts(part: Part) -> bool:
    """Whether a name stands for somebody or something that acts."""
    return part.role is Role.NAME and any(_is(part, c) for c in ("Organization", "Area", "Person", "Group", "Post", "Measure", "Place", "Activity"))


def _iris(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing.iri for part in parts for thing in part.things))
