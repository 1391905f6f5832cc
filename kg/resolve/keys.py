"""What an entity's IRI is made of: equal in two reports only where the two surely speak of one thing.

An area is known by its division code, or by its name below a coded area; a body by its full name in such an area, or as
one that there is one of; a post by its body and title; a person by name and a post that is so known; a document by its
title. All else is known inside its report only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.resolve.areas import AreaThing
    from kg.resolve.posts import PostName
    from kg.resolve.things import Board, Thing

_KNOWN = "body-known"
_CLASS = "body-class"
_TITLE_MARK = "《"
_TITLE_WORD = "title-word"  # 《意见》 is another paper in each report
_MEDIA = "MediaOutlet"


class KeyMaker:
    """Makes the keys of one report's entities."""

    def __init__(self, board: Board, posts: Mapping[int, PostName], holders: Sequence[tuple[int, int]]) -> None:
        """Args: the board; the post of each mention; (mention of a post, mention of its holder) pairs."""
        self._board = board
        self._local = board.analysis.document.id
        self._post_of = {k: post for i, post in sorted(posts.items(), reverse=True) if (k := board.of[i]) is not None}
        self._held: dict[int, list[int]] = {}
        for post, person in holders:
            p, q = board.of[post], board.of[person]
            if p is not None and q is not None:
                self._held.setdefault(q, []).append(p)
        self._taken: set[str] = set()

    def __call__(self, k: int) -> str:
        """The key of the entity with the index *k* on the board; no two entities get one key."""
        thing = self._board.things[k]
        key = self._shared(k) or f"{self._local}/{thing.type}/{thing.name}"
        count = 2
        unique = key
        while unique in self._taken:
            unique = f"{key}-{count}"
            count += 1
        self._taken.add(unique)
        return unique

    def _shared(self, k: int) -> str | None:
        """The key that another report may share, or None."""
        thing = self._board.things[k]
        if thing.type == "area":
            found = self._area(k)
            return None if found is None else f"area/{found}"
        if thing.type == "organization":
            found = self._body(k)
            return None if found is None else f"organization/{found}"
        if thing.type == "post":
            found = self._post(k)
            return None if found is None else f"post/{found}"
        if thing.type == "person":
            offices = sorted(o for p in self._held.get(k, ()) if (o := self._post(p)) is not None)
            return f"person/{thing.name}-{offices[0]}" if offices else None
        if thing.type == "place" and thing.area is not None:
            area = self._area(thing.area)
            return None if area is None else f"place/{area}-{thing.rest or thing.name}"
        return f"document/{thing.name}" if thing.type == "document" and self._is_title(thing) else None

    def _area(self, k: int) -> str | None:
        area: AreaThing = self._board.areas.things[k]
        if area.division is not None:
            parts = (area.division.key, area.division.name) if area.division.coded else (area.division.key,)
            return "-".join(parts).replace("/", "-")
        upper = None if area.parent is None else self._area(area.parent)
        return None if upper is None else f"{upper}-{area.name}"

    def _body(self, k: int) -> str | None:
        thing = self._board.things[k]
        mentions = [self._board.mentions[i] for i in thing.mentions]
        if any(m.rule.startswith(_CLASS) for m in mentions):
            return None  # which bodies the relevant departments are, each report means for itself
        if thing.area is not None:
            area = self._area(thing.area)
            return None if area is None else f"{area}-{thing.rest}"
        national = any(m.rule == _KNOWN or m.cls == _MEDIA for m in mentions if m.name == thing.name)
        return thing.name if national else None

    def _post(self, k: int) -> str | None:
        post = self._post_of.get(k)
        if post is None:
            return None
        if post.body is not None:
            body = self._body(post.body)
            return None if body is None else f"{body}-{post.title}"
        area = None if post.area is None else self._area(post.area)
        return None if area is None else f"{area}-{post.title}"

    def _is_title(self, thing: Thing) -> bool:
        text = self._board.analysis.text
        found = [self._board.mentions[i] for i in thing.mentions]
        if any(m.rule == _TITLE_WORD and m.name == thing.name for m in found):
            return False
        return any(_TITLE_MARK in (text[m.start : m.start + 1], text[m.start - 1 : m.start]) for m in found)
