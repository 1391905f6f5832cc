"""Which mentions are of one post: its title with the body or area it is in, said or understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.role_tables import labels
from kg.resolve.things import Thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.resolve.naming import FullName, Namer
    from kg.resolve.things import Board
    from kg.schema.model import Schema


# A body that is named without its area.
_ALONE = "body-alone"
_SENTENCE_END = frozenset("。！？\n")


@dataclass(frozen=True, slots=True)
class PostName:
    """A post's full name, its title, and the body (index of a thing) and the area (in the area map) it is in."""

    name: str
    title: str
    body: int | None
    area: int | None


class PostResolver:
    """Joins the mentions of one post; built once from the schema."""

    def __init__(self, schema: Schema, namer: Namer) -> None:
        self._namer = namer
        self._prefixes = sorted(schema.words("titlePrefix"), key=len, reverse=True)
        self._level_titles = frozenset(schema.words("titleOrgan"))
        self._governments = tuple(w for w, keys in schema.clue("organ").items() if "Government" in keys)
        self._heads = frozenset(schema.words("headTitleEnd"))
        self._joins = frozenset(w for w in schema.words("alsoPost") if len(w) == 1)
        self._of = next(iter(schema.words("ofWord")), "")
        self._former = sorted(schema.words("formerOffice"), key=lambda w: (-len(w), w))
        self._officers = {
            w: schema.words("committeeOffice", key) for w, (key, *_) in schema.clue("innerCommittee").items()
        }
        self._beside = frozenset(schema.words("sameBodyTitle"))
        self._members = frozenset(schema.words("memberTitle"))
        self._group_noun = next(iter(schema.words("memberOf")), "")
        self._bare = frozenset(schema.words("bareTitle"))
        self._sole = frozenset(schema.words("officeTitle"))
        self._below = schema.words("titlePrefix", "deputy")

    def __call__(self, board: Board, full: dict[int, FullName]) -> dict[int, PostName]:
        """Add the posts to the board; the full name of the post of each mention."""
        named: dict[int, PostName] = {}
        by_end: dict[int, int] = {}
        waiting: list[int] = []
        for i in board.by_kind["post"]:
            mention = board.mentions[i]
            by_end[mention.end] = i
            name = (
                self._said(board, full, i)
                or self._listed(board, full, i, by_end, named)
                or self._level(board, i)
                or self._in_sentence(board, i, named)
            )
            if name is None:
                waiting.append(i)
            else:
                named[i] = name
        self._unify(board, named)
        by_name: dict[str, int] = {}
        for i, post in named.items():
            self._place(board, by_name, i, post.name)
        roles = self._roles(board, waiting)
        for i in waiting:
            mention = board.mentions[i]
            understood = self._understood(board, i) or self._role(board, i, roles)
            if understood is not None:
                named[i] = understood
                self._place(board, by_name, i, understood.name)
                continue
            target = (
                None
                if mention.name in self._bare
                else next((k for n, k in by_name.items() if self._ends_with(n, mention.name)), None)
            )
            if target is not None:
                board.stand(i, target)
                continue
            named[i] = PostName(mention.name, mention.name, None, None)
            self._place(board, by_name, i, named[i].name)
        return named

    def _unify(self, board: Board, named: dict[int, PostName]) -> None:
        """某省副省长 is 某省政府副省长, and 某县住建局长 is 某县住建局局长, where the report says both."""
        fuller = {post.name: post for post in named.values()}
        for i, post in sorted(named.items()):
            forms = []
            if post.body is None and post.area is not None:
                area = board.areas.things[post.area].name
                forms = [area + government + post.title for government in self._governments]
            elif post.name[-1:] in self._heads and len(post.name) > 2:
                forms = [post.name[:-1] + post.name[-2:]]
            form = next((f for f in forms if f in fuller), None)
            if form is not None:
                named[i] = fuller[form]

    def _ends_with(self, name: str, title: str) -> bool:
        """Whether a post's full name ends with the title, as a whole: 副主任 is no 主任."""
        return name.endswith(title) and not name[: -len(title)].endswith(self._below)

    def _roles(self, board: Board, waiting: Sequence[int]) -> dict[int, int]:
        """Mention of a post that labels rows of a list (`副主任：甲`) → where the first label of all of them begins."""
        ends = {end for _, end in labels(board.analysis.text)}
        found = [i for i in waiting if board.mentions[i].end in ends and board.mentions[i].name not in self._bare]
        return dict.fromkeys(found, board.mentions[found[0]].start) if len(found) > 1 else {}

    def _role(self, board: Board, i: int, roles: Mapping[int, int]) -> PostName | None:
        """A role in a list of members is in the body named last before the list."""
        first = roles.get(i)
        if first is None:
            return None
        reach, best = 0, None
        for k in board.by_kind["organization"]:
            mention = board.mentions[k]
            if mention.start >= first:
                break
            if mention.end > reach and board.of[k] is not None:
                reach, best = mention.end, board.of[k]
        if best is None:
            return None
        thing, title = board.things[best], board.mentions[i].name
        return PostName(thing.name + title, title, best, thing.area)

    @staticmethod
    def _place(board: Board, by_name: dict[str, int], i: int, name: str) -> None:
        if name not in by_name:
            by_name[name] = board.new(Thing("post", name))
        board.stand(i, by_name[name], name)

    def _said(self, board: Board, full: dict[int, FullName], i: int) -> PostName | None:
        """The body or area with which the post's own words begin."""
        mention = board.mentions[i]
        text = board.analysis.text
        for k in board.nested("organization", i):
            if k in full and board.mentions[k].end < mention.end:
                rest = self._title_of(text[board.mentions[k].end : mention.end])
                return PostName(self._body_name(board, full, k) + rest, rest, board.of[k], full[k].area)
            whole = board.of[k]
            if board.mentions[k].rule == _ALONE and whole is not None and board.mentions[k].end < mention.end:
                thing = board.things[whole]  # 管委会主任: of the body that ends so
                rest = self._title_of(text[board.mentions[k].end : mention.end])
                return PostName(thing.name + rest, rest, whole, thing.area)
        for k in board.nested("area", i):
            index = board.areas.of_mention.get(k)
            if index is not None and board.mentions[k].end < mention.end:
                rest = self._title_of(text[board.mentions[k].end : mention.end])
                level = text[board.mentions[k].end - 1] + rest
                if level in self._level_titles:
                    rest = level  # 某市长: the level is written once
                return PostName(self._area_title(board, index, rest), rest, None, index)
        return None

    def _title_of(self, rest: str) -> str:
        """The title behind a body or area; a past office is the present one (某局原局长, 某局局长)."""
        rest = rest.removeprefix(self._of)
        former = next((w for w in self._former if rest.startswith(w) and len(rest) > len(w) + 1), "")
        return rest[len(former) :]

    @staticmethod
    def _area_title(board: Board, index: int, title: str) -> str:
        """An area and a title: 某镇镇长 says the level twice, and keeps both."""
        return board.areas.things[index].name + title

    def _core(self, title: str) -> str:
        """The title without 副, 常务 and the like."""
        changed = True
        while changed:
            changed = False
            for prefix in self._prefixes:
                if title.startswith(prefix) and len(title) > len(prefix) + 1:
                    title, changed = title[len(prefix) :], True
                    break
        return title

    def _listed(
        self, board: Board, full: dict[int, FullName], i: int, by_end: dict[int, int], named: dict[int, PostName]
    ) -> PostName | None:
        """A bare title behind another post in one list is in the body, or the area, of that one."""
        mention = board.mentions[i]
        if mention.start == 0 or board.analysis.text[mention.start - 1] not in self._joins:
            return None
        before = by_end.get(mention.start - 1)
        if before is None or before not in named:
            return None
        core = self._core(mention.name)
        area = named[before].area
        level = next((core[len(g) :] for g in self._governments if core.startswith(g)), core)
        if level in self._level_titles and area is not None:  # 某市委副书记、[政府]市长
            return PostName(self._area_title(board, area, mention.name), mention.name, None, area)
        bodies = [k for k in board.nested("organization", before) if k in full]
        for k in bodies:
            if len(core) > 1 and full[k].name.endswith(core[:-1]):
                return PostName(self._body_name(board, full, k) + mention.name, mention.name, board.of[k], area)
        if level in self._level_titles:
            return None  # 区委副书记、区长: a title of a level is in no committee
        seat = self._seat(full, bodies, core)
        if seat is not None:
            name = self._body_name(board, full, seat) + mention.name
            return PostName(name, mention.name, board.of[seat], area)
        body = named[before].body
        if body is None:
            return None
        # 某公司副董事长、副经理、[经理]
        return PostName(board.things[body].name + mention.name, mention.name, body, area)

    def _seat(self, full: Mapping[int, FullName], bodies: Sequence[int], core: str) -> int | None:
        """Of the bodies in the office before, the one that has the title: 某局党组书记、局长 is the head of 某局."""
        for k in bodies[:-1]:
            inner = next((w for w in self._officers if full[k].name.endswith(w)), None)
            if inner is None or core in self._officers[inner]:
                return k
        return bodies[-1] if bodies else None

    def _in_sentence(self, board: Board, i: int, named: Mapping[int, PostName]) -> PostName | None:
        """某会主任甲主持；[副主任]乙、[秘书长]丙出席: the deputies of the office named before in the sentence."""
        mention = board.mentions[i]
        before = max(named, default=None)
        body = None if before is None else named[before].body
        if before is None or body is None or mention.name in self._bare or mention.name in self._sole:
            return None
        core = self._core(mention.name)
        if core in self._level_titles:
            return None
        same = core == self._core(named[before].title) and mention.name != named[before].title
        if not same and core not in self._beside:
            return None
        if any(c in _SENTENCE_END for c in board.analysis.text[board.mentions[before].end : mention.start]):
            return None
        thing = board.things[body]
        return PostName(thing.name + mention.name, mention.name, body, thing.area)

    @staticmethod
    def _body_name(board: Board, full: dict[int, FullName], k: int) -> str:
        """The name of the body of mention *k*: the longest that the report uses."""
        thing = board.of[k]
        return full[k].name if thing is None else board.things[thing].name

    def _level(self, board: Board, i: int) -> PostName | None:
        """市长 is of the city that the report means there."""
        mention = board.mentions[i]
        core = self._core(mention.name)
        if core not in self._level_titles:
            return None
        # behind a person's name, the area before that name: 某市张某市长
        for j in board.ending["person", mention.start]:
            for k in board.ending["area", board.mentions[j].start]:
                index = board.areas.of_mention.get(k)
                if index is not None:
                    return PostName(self._area_title(board, index, mention.name), mention.name, None, index)
        level = self._namer.level_of(core)
        meant = None if level is None else self._namer.area_at(board, level[1], mention.start)
        if meant is None or self._is_told_once_later(board, meant, mention.start):
            return None
        return PostName(self._area_title(board, meant, mention.name), mention.name, None, meant)

    @staticmethod
    def _is_told_once_later(board: Board, area: int, offset: int) -> bool:
        """Whether the area is named but once, and behind *offset*: 副市长张某赴某市 is not of that city."""
        named = [at for at, k in board.areas.at if k == area]
        return len(named) == 1 and named[0] > offset

    def _understood(self, board: Board, i: int) -> PostName | None:
        """组长 is of the group last named: a body whose name ends with the title's own noun."""
        mention = board.mentions[i]
        core = self._core(mention.name)
        noun = core[:-1] if core[-1:] in self._heads else ""
        if not noun and core in self._members:
            noun = self._group_noun
        if not noun:
            return None
        fitting = [
            k
            for k, t in enumerate(board.things)
            if t.type == "organization"
            and t.mentions
            and t.name.endswith(noun)
            and board.last_before(k, mention.start) >= 0
        ]
        best = max(fitting, key=lambda k: board.last_before(k, mention.start), default=None)
        if best is None:
            return None
        # 民政局长 is the head of the 民政局: the noun is said once; 组长 of a 领导小组 says it again
        once = len(noun) > 1 and mention.name.startswith(noun)
        title = mention.name[len(noun) :] if once else mention.name
        return PostName(board.things[best].name + title, title, best, board.things[best].area)
