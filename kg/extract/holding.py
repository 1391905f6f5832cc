"""Which person holds which post, by how the two stand to each other in the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_GAPS = frozenset(" 　:：”")
_BRACKETS = frozenset("（(")
_CLAUSE = frozenset("，；。、,; 　\n")
_LONG_VERB = 4
_STOPS = "。；！？\n"


class HoldingReader:
    """Pairs posts and persons; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._verbs = sorted(schema.words("appoints"), key=len, reverse=True)
        self._filled = sorted(schema.words("filledBy"), key=len, reverse=True)
        self._times = frozenset(schema.words("timeEnd"))
        self._also = sorted(schema.words("alsoPost"), key=len, reverse=True)
        self._of = next(iter(schema.words("ofWord")), "")
        self._adverbs = sorted(schema.words("officeAdverb"), key=len, reverse=True)
        self._from = sorted(schema.words("officeFrom"), key=len, reverse=True)
        self._pronouns = tuple(schema.words("officePronoun"))
        self._forms = sorted(schema.words("honorific"), key=len, reverse=True)
        self._bare = frozenset(schema.words("bareTitle"))

    def __call__(
        self, analysis: Analysis, posts: Sequence[Mention], persons: Sequence[Mention]
    ) -> list[tuple[int, int]]:
        """Pairs (index in *posts*, index in *persons*), sorted and without repetition."""
        text = analysis.text
        by_end = {}
        for i, post in enumerate(posts):
            if post.end not in by_end or posts[by_end[post.end]].start > post.start:
                by_end[post.end] = i
        by_start: dict[int, int] = {}
        for i, post in enumerate(posts):
            if post.start not in by_start or posts[by_start[post.start]].end < post.end:
                by_start[post.start] = i
        starts = sorted(by_start)
        pairs: set[tuple[int, int]] = set()
        person_starts = [p.start for p in persons]
        last_role: int | None = None
        for j, person in enumerate(persons):
            before = [*self._before(text, person.start, by_end, posts, persons)]
            pairs.update((i, j) for i in before)
            after = self._after(text, person, by_start, starts, posts, person_starts)
            pairs.update((i, j) for i in after)
            if person.rule == "person-row":
                line = text.rfind("\n", 0, person.start) + 1
                role = [i for i in before if posts[i].start >= line]
                last_role = role[0] if role else last_role
                if last_role is not None:
                    pairs.add((last_role, j))
        pairs.update(self._carried(text, posts, persons, by_start, {i for i, _ in pairs}))
        return sorted(pairs)

    def _carried(
        self, text: str, posts: Sequence[Mention], persons: Sequence[Mention], by_start: dict[int, int], held: set[int]
    ) -> Iterator[tuple[int, int]]:
        """Offices of a curriculum vitae: a clause that begins with the verb of office tells of the person named last."""
        starts = [p.start for p in persons]
        for start in sorted(by_start):
            if by_start[start] in held:
                continue
            verb = next((v for v in self._verbs if len(v) < _LONG_VERB and text.endswith(v, 0, start)), None)
            if verb is None:
                continue
            before = text[start - len(verb) - 1 : start - len(verb)]
            person = bisect_left(starts, start) - 1
            if person >= 0 and (before in _CLAUSE or before in self._times):
                yield from ((i, person) for i in self._run(text, start, by_start, posts))

    def _before(
        self, text: str, at: int, by_end: dict[int, int], posts: Sequence[Mention], persons: Sequence[Mention]
    ) -> Iterator[int]:
        """Posts that stand before the name: `区委书记、区长张某`; of several names behind one post, each has it."""
        here = at - 1 if text[at - 1 : at] == self._of and at - 1 in by_end else at
        while here and here not in by_end and text[here - 1] in _GAPS:
            here -= 1
        previous = next(
            (p for p in persons if p.end == here or (p.end == here - 1 and text[here - 1 : here] == "、")), None
        )
        if previous is not None and here not in by_end:
            yield from self._before(text, previous.start, by_end, posts, persons)
            return
        while here in by_end:
            post = posts[by_end[here]]
            yield by_end[here]
            here = post.start
            filled = next((w for w in self._filled if text.endswith(w, 0, here)), None)
            if filled is not None and here - len(filled) in by_end:
                yield by_end[here - len(filled)]
            join = next((w for w in self._also if text.endswith(w, 0, here)), None)
            if join is None:
                return
            here -= len(join)

    def _after(
        self,
        text: str,
        person: Mention,
        by_start: dict[int, int],
        starts: Sequence[int],
        posts: Sequence[Mention],
        person_starts: Sequence[int],
    ) -> Iterator[int]:
        """Posts that stand behind the name: `张某市长`, `张某任区长`, `免去张某的区长职务`, a table's second column."""
        at = person.end
        form = next((f for f in self._forms if text.startswith(f, at) and at not in by_start), "")
        at += len(form)
        if person.rule == "person-row":
            while text[at : at + 1] in _GAPS and text[at : at + 1]:
                at += 1
            yield from self._run(text, at, by_start, posts)
            return
        if at in by_start and posts[by_start[at]].start == at:
            yield from self._run(text, at, by_start, posts)
            return
        if text[at : at + 1] in _BRACKETS and at + 1 in by_start:  # 张某（县水利局局长）
            yield from self._run(text, at + 1, by_start, posts)
            return
        if text[at : at + 1] == self._of:
            yield from self._run(text, at + 1, by_start, posts)
        # a verb of office in the same sentence, no other person between
        limit = min((text.find(c, at) for c in _STOPS if text.find(c, at) >= 0), default=len(text))
        nxt = bisect_left(person_starts, at)
        if nxt < len(person_starts):
            limit = min(limit, person_starts[nxt])
        at = self._skip(text, at, self._adverbs)
        origin = next((w for w in self._from if text.startswith(w, at)), None)
        if origin is not None:
            here = at + len(origin)
            run = list(self._run(text, here, by_start, posts))
            if run:
                yield from run
                at = posts[run[-1]].end
        yield from self._taken(text, at, limit, by_start, starts, posts)
        for pronoun in self._pronouns:  # 任其为…: the person named before
            where = text.find(pronoun, at, limit)
            if where >= 0:
                yield from self._run(text, where + len(pronoun), by_start, posts)

    @staticmethod
    def _skip(text: str, at: int, words: Sequence[str]) -> int:
        while True:
            word = next((w for w in words if text.startswith(w, at)), None)
            if word is None:
                return at
            at += len(word)

    def _taken(
        self, text: str, at: int, limit: int, by_start: dict[int, int], starts: Sequence[int], posts: Sequence[Mention]
    ) -> Iterator[int]:
        """The posts behind a verb of office that stands at *at*."""
        verb = next((v for v in self._verbs if text.startswith(v, at)), None)
        if verb is None:
            return
        here = at + len(verb)
        k = bisect_left(starts, here)
        if k < len(starts) and starts[k] - here <= 2 and starts[k] < limit:
            yield from self._run(text, starts[k], by_start, posts)

    def _run(self, text: str, at: int, by_start: dict[int, int], posts: Sequence[Mention]) -> Iterator[int]:
        """The post that begins at *at* and those that follow in its list."""
        joins = self._also
        while at in by_start:
            yield by_start[at]
            at = posts[by_start[at]].end
            join = next((w for w in joins if text.startswith(w, at)), None)
            if join is None:
                return
            at += len(join)
