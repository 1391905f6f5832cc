"""Groups, places, activities, measures, documents and projects: joined by their names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.things import Thing, plain

if TYPE_CHECKING:
    from kg.resolve.naming import Namer
    from kg.resolve.things import Board
    from kg.schema.model import Schema

_OWN = 4  # code points from which what stands behind the area names a place by itself (某镇文化广场)


class PlainResolver:
    """Joins mentions of one name, and a shorter name to the longer one that ends with it."""

    def __init__(self, schema: Schema, namer: Namer) -> None:
        self._namer = namer
        self._plural = tuple(schema.words("pluralMark"))

    def _bare(self, name: str) -> str:
        name = plain(name)
        for mark in self._plural:
            name = name.removesuffix(mark)
        return name

    def __call__(self, board: Board, kind: str) -> None:
        """Add the entities of one type to the board."""
        chosen = [i for i in board.by_kind[kind] if not board.mentions[i].anaphor]
        first: dict[str, int] = {}
        for i in chosen:
            first.setdefault(self._bare(board.mentions[i].name), i)
        names = sorted(first, key=lambda n: (-len(n), n))
        target: dict[str, str] = {}
        for name in names:
            longer = [n for n in names if len(n) > len(name) and n.endswith(name) and target[n] == n]
            if longer:
                at = board.mentions[first[name]].start
                before = [n for n in longer if board.mentions[first[n]].start < at]
                chosen_name = (
                    max(before, key=lambda n: board.mentions[first[n]].start)
                    if before
                    else min(longer, key=lambda n: board.mentions[first[n]].start)
                )
                target[name] = chosen_name
            else:
                target[name] = name
        by_name: dict[str, int] = {}
        for i in chosen:
            mention = board.mentions[i]
            name = target[self._bare(mention.name)]
            if name not in by_name:
                by_name[name] = board.new(Thing(kind, mention.name))
            board.stand(i, by_name[name])
            thing = board.things[by_name[name]]
            if kind == "place" and thing.area is None:
                whole = self._namer.body(board, i)
                thing.area = whole.area
                if whole.area is not None and len(whole.rest) >= _OWN and mention.name.endswith(whole.rest):
                    thing.names.add(whole.rest)
                if whole.name != mention.name:
                    thing.names.add(whole.name)
                    thing.name = whole.name
            if len(plain(mention.name)) > len(plain(thing.name)):
                thing.name = mention.name
        for i in board.by_kind[kind]:
            mention = board.mentions[i]
            if not mention.anaphor:
                continue
            end = plain(mention.name)[-2:]
            fitting = [
                k
                for k in by_name.values()
                if board.last_before(k, mention.start) >= 0 and plain(board.things[k].name).endswith(end)
            ]
            best = max(fitting, key=lambda k: (board.last_before(k, mention.start), -k), default=None)
            if best is not None:
                board.things[best].mentions.append(i)
                board.of[i] = best
