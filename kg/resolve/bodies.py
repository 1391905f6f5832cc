"""Which mentions are of one body: full names against level words, list members, abbreviations, common nouns."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.resolve.naming import FullName
from kg.resolve.things import Thing, plain
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.model import Mention
    from kg.resolve.naming import Namer
    from kg.resolve.things import Board
    from kg.schema.model import Schema

# Between the word that defines a short name and the name.
_QUOTES = frozenset('“‘「『"：:')
_BRACKETS = ("（", "(")
# Characters of a body's own name, from which it is known without its area.
_FULL = 4
# Findings that do not name on their own: they are joined to a body that is named, or dropped.
_DEPENDENT = ("body-alone", "body-bare", "body-anaphor", "body-subject")
# Those in the name of an office.
_OF_OFFICE = ("body-alone", "body-of-office")
_PARTY, _PARTY_PART, _DEPARTMENT = "PartyCommittee", "PartyDepartment", "GovernmentDepartment"


class BodyResolver:
    """Joins the mentions of one body; built once from the schema."""

    def __init__(self, schema: Schema, namer: Namer) -> None:
        self._namer = namer
        self._schema = schema
        self._independent = frozenset(schema.words("independentBody"))
        self._has_part = sorted(schema.words("hasPart"), key=len, reverse=True)
        self._schema = schema
        self._pointers = schema.words("bodyPointer")
        self._you = schema.words("addressWord")
        self._sides = schema.words("sidePointer")
        self._inner = frozenset(schema.words("innerCommittee"))
        self._joins = frozenset(w for w in schema.words("alsoPost") if len(w) == 1)
        self._definers = sorted(schema.words("definesAbbreviation"), key=lambda w: (-len(w), w))

    def __call__(self, board: Board) -> dict[int, FullName]:
        """Add the bodies to the board; the full name of each mention that names one."""
        full = self._full_names(board)
        by_name: dict[tuple[int | None, str], int] = {}
        classes = [i for i in full if board.mentions[i].rule.startswith("body-class") and full[i].area is None]
        for i in full:
            if i not in classes:
                self._place(board, by_name, i, full[i])
        for i in classes:
            mention = board.mentions[i]
            fitting = [
                k
                for k in sorted(set(by_name.values()))
                if board.things[k].name.endswith(mention.name) and board.things[k].name != mention.name
            ]
            if fitting:
                board.stand(i, max(fitting, key=lambda k: (board.last_before(k, mention.start), -k)))
            else:
                self._place(board, by_name, i, full[i])
        waiting = [i for i in board.by_kind["organization"] if i not in full]
        for i in waiting:
            if self._part_of_bare(board, i) is None:
                self._depend(board, by_name, i)
        for i in waiting:
            inner = self._part_of_bare(board, i)
            if inner is not None:
                full[i] = self._part_name(board, i, inner)
                self._place(board, by_name, i, full[i])
        self._join_defined(board)
        self._join_without_area(board)
        self._join_abbreviations(board)
        return full

    def _full_names(self, board: Board) -> dict[int, FullName]:
        full: dict[int, FullName] = {}
        last: FullName | None = None
        last_end = -2
        for i in board.by_kind["organization"]:
            mention = board.mentions[i]
            beside = self._beside_post(board, full, i) if mention.rule in _OF_OFFICE else None
            if beside is not None:
                full[i] = beside
                continue
            if mention.rule in _DEPENDENT or self._part_of_bare(board, i) is not None:
                continue
            name = self._namer.body(board, i)
            if (
                mention.rule == "body-listed"
                and last is not None
                and last.area is not None
                and mention.start - last_end <= 1
            ):
                name = FullName(
                    board.areas.things[last.area].name + mention.name, last.area, self._namer.usual(mention.name)
                )
            full[i] = name
            if mention.end > last_end:
                last, last_end = name, mention.end
        return full

    def _beside_post(self, board: Board, full: Mapping[int, FullName], i: int) -> FullName | None:
        """A department that opens an office behind another: 某县委常委、[组织部]部长, 某副县长、[公安局]局长."""
        mention = board.mentions[i]
        if board.analysis.text[mention.start - 1 : mention.start] not in self._joins or not mention.start:
            return None
        before = next(iter(board.ending["post", mention.start - 1]), None)
        if before is None or not board.starting["post", mention.start]:
            return None
        party = self._schema.is_a(mention.cls, _PARTY_PART)
        for k in board.nested("organization", before):
            if party and k in full and self._schema.is_a(board.mentions[k].cls, _PARTY):
                return FullName(full[k].name + mention.name, full[k].area, full[k].rest + mention.name)
        if mention.name in self._inner:  # 某法院副院长、[审判委员会]委员
            for k in board.nested("organization", before):
                if k in full:
                    return FullName(full[k].name + mention.name, full[k].area, full[k].rest + mention.name)
        area = next((full[k].area for k in board.nested("organization", before) if k in full), None)
        for k in board.nested("area", before) if area is None else ():
            area = board.areas.of_mention.get(k)
        if party or area is None or not self._schema.is_a(mention.cls, _DEPARTMENT):
            return None
        return FullName(board.areas.things[area].name + mention.name, area, self._namer.usual(mention.name))

    @staticmethod
    def _part_of_bare(board: Board, i: int) -> int | None:
        """The common noun for a body with which the name of mention *i* begins (领导小组 of 领导小组办公室)."""
        if board.mentions[i].rule in _DEPENDENT:
            return None
        inner = [k for k in board.nested("organization", i) if board.mentions[k].end < board.mentions[i].end]
        return next((k for k in inner if board.mentions[k].rule in _DEPENDENT), None)

    def _part_name(self, board: Board, i: int, inner: int) -> FullName:
        mention = board.mentions[i]
        rest = mention.name[board.mentions[inner].end - board.mentions[inner].start :]
        whole = board.of[inner]
        if whole is None:
            return FullName(mention.name, None, self._namer.usual(mention.name))
        thing = board.things[whole]
        return FullName(thing.name + rest, thing.area, thing.rest + rest)

    @staticmethod
    def _place(board: Board, by_name: dict[tuple[int | None, str], int], i: int, name: FullName) -> None:
        key = (name.area, plain(name.rest))
        if key not in by_name:
            by_name[key] = board.new(Thing("organization", name.name, area=name.area, rest=name.rest))
        thing = board.things[by_name[key]]
        board.stand(i, by_name[key], name.name)
        if len(name.name) > len(thing.name):
            thing.name = name.name

    def _depend(self, board: Board, by_name: dict[tuple[int | None, str], int], i: int) -> None:
        mention = board.mentions[i]
        word = plain(mention.name)
        if mention.rule == "body-anaphor":
            word = next((word[len(p) :] for p in self._pointers if word.startswith(p)), word)
            word = next((word[: -len(p)] for p in self._sides if word.endswith(p)), word)
        fitting = [k for k in sorted(set(by_name.values())) if plain(board.things[k].name).endswith(word)]
        fitting = self._of_letter(board, mention, fitting)
        if not fitting and mention.rule == "body-anaphor":
            fitting = self._of_class(board, i)
        if not fitting and mention.rule == "body-subject":
            fitting = self._of_class(board, i)
            fitting = fitting if len(fitting) == 1 else []  # 学校: the one school of the report
        whole = self._whole_before(board, i)
        if whole is not None:
            thing = board.things[whole]
            self._place(board, by_name, i, FullName(thing.name + mention.name, thing.area, thing.rest + mention.name))
        elif fitting:
            best = max(fitting, key=lambda k: (board.last_before(k, mention.start), -k))
            board.stand(i, best)
        elif mention.rule == "body-alone" or (mention.rule == "body-bare" and mention.cls in self._independent):
            self._place(board, by_name, i, FullName(mention.name, None, self._namer.usual(mention.name)))

    def _of_letter(self, board: Board, mention: Mention, fitting: list[int]) -> list[int]:
        """In a letter 你局 is whom it addresses, and 我局 somebody else."""
        blocks = [b for b in board.analysis.document.blocks if b.kind == BlockKind.ADDRESSEE]
        if not blocks or mention.rule != "body-anaphor":
            return fitting
        addressed = [
            k
            for k in fitting
            if any(b.start <= board.mentions[i].start < b.end for i in board.things[k].mentions for b in blocks)
        ]
        if mention.name.startswith(self._you):
            return addressed or fitting
        return [k for k in fitting if k not in addressed]

    def _of_class(self, board: Board, i: int) -> list[int]:
        """The bodies named before mention *i* that are of the class to which it points (校方 after a 小学)."""
        mention = board.mentions[i]
        before = (k for k in board.by_kind["organization"] if board.mentions[k].end <= mention.start)
        found = {
            of
            for k in before
            if (of := board.of[k]) is not None and self._schema.is_a(board.mentions[k].cls, mention.cls)
        }
        return sorted(found)

    def _whole_before(self, board: Board, i: int) -> int | None:
        """The body of which the mention names a part: 领导小组下设[办公室]."""
        start = board.mentions[i].start
        verb = next((v for v in self._has_part if board.analysis.text.endswith(v, 0, start)), None)
        if verb is None:
            return None
        before = board.ending["organization", start - len(verb)]
        return next((board.of[k] for k in before if board.of[k] is not None), None)

    def _join_defined(self, board: Board) -> None:
        """`甲有限责任公司（以下简称甲公司）`: the body before the bracket."""
        text = board.analysis.text
        for i in board.by_kind["organization"]:
            at = board.mentions[i].start
            while at and text[at - 1] in _QUOTES:
                at -= 1
            word = next((w for w in self._definers if text.endswith(w, 0, at)), None)
            bracket = at - len(word or "") - 1
            short = board.of[i]
            if word is None or short is None or text[bracket : bracket + 1] not in _BRACKETS:
                continue
            long = next((k for j in board.ending["organization", bracket] if (k := board.of[j]) is not None), None)
            if long is not None and long != short:
                self._merge(board, short, long)

    def _join_without_area(self, board: Board) -> None:
        """某县青山煤矿 is later 青山煤矿, if no other area has one."""
        bodies = [k for k, t in enumerate(board.things) if t.type == "organization" and t.mentions]
        placed: dict[str, list[int]] = defaultdict(list)
        for k in bodies:
            if board.things[k].area is not None:
                placed[board.things[k].rest].append(k)
        for k in bodies:
            same = placed[board.things[k].name] if board.things[k].area is None else []
            if len(same) == 1 and len(board.things[k].name) >= _FULL:
                self._merge(board, k, same[0])

    def _join_abbreviations(self, board: Board) -> None:
        """宏达木材厂 is 宏达木材加工厂: the same first and last words, the others in the same order."""
        bodies = [k for k, t in enumerate(board.things) if t.type == "organization"]
        for k in bodies:
            short = plain(board.things[k].name)
            for other in bodies:
                long = plain(board.things[other].name)
                if other == k or not board.things[other].mentions or not board.things[k].mentions:
                    continue
                if board.things[k].area != board.things[other].area or (
                    board.things[k].area is not None and len(board.things[k].rest) < 4
                ):
                    continue
                if (
                    4 <= len(short) < len(long)
                    and long.startswith(short[:2])
                    and long.endswith(short[-1])
                    and is_subsequence(short, long)
                    and not long.startswith(short)
                ):
                    self._merge(board, k, other)
                    break

    @staticmethod
    def _merge(board: Board, k: int, other: int) -> None:
        for i in board.things[k].mentions:
            board.of[i] = other
        board.things[other].mentions.extend(board.things[k].mentions)
        board.things[other].names |= board.things[k].names | {board.things[k].name}
        board.things[k].mentions = []


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of *short* stand in *long* in the same order."""
    rest: Iterator[str] = iter(long)
    return all(c in rest for c in short)
