"""Bodies that are named only in the name of an office: the head of 某县某遗址管理处 tells of that 管理处."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.scan import Scan
    from kg.schema.model import Schema

_SUFFIXES = ("department", "departmentSuffix", "bodySuffix", "weakBodySuffix")
_SHORTEST = 3
_PREFIXES = 3


class OfficeBodies:
    """Takes the body out of an office that somebody holds; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._heads = frozenset(schema.words("headTitleEnd"))

    def __call__(self, text: str, scan: Scan, posts: Sequence[Mention], bodies: Sequence[Mention]) -> Iterator[Mention]:
        """The bodies, in the order of *posts*, which are held; where the office's words end like no body, none."""
        ends = {m.end for m in bodies}
        done: set[tuple[int, int]] = set()
        for post in posts:
            end = self._title(text, scan, post)
            # 某局[科长] is in 某局, not in a 某局科
            if (
                end is None
                or end in ends
                or end - 1 in ends
                or end - post.start < _SHORTEST
                or (post.start, end) in done
            ):
                continue
            whole = next((k for e, k in scan.from_("department", post.start) if e == end), None)
            cls = whole or self._class(scan, post.start, end)
            name = text[post.start : end]
            if cls is not None and is_cjk(name):
                done.add((post.start, end))
                # without its area it can be a body that the report names in full elsewhere
                fuller = any(m.name.endswith(name) and m.name != name for m in bodies)
                alone = whole is not None or (fuller and post.rule != "post-with-body")
                rule = "body-alone" if alone else "body-of-office"
                yield Mention(post.start, end, cls, name, rule, 0.75, "the body in the name of an office")

    def _title(self, text: str, scan: Scan, post: Mention) -> int | None:
        """Where the body would end: before the title and its prefixes; 民政局长 says the last word once."""
        starts = [s for s, _ in scan.until("title", post.end) if s > post.start]
        if not starts:
            return None
        at = title = min(starts)
        for _ in range(_PREFIXES):
            before = next((s for s, _ in scan.until("titlePrefix", at) if s >= post.start), None)
            if before is None:
                break
            at = before
        if at == title and text[title + 1 : post.end] in self._heads and text[title - 1] != text[title]:
            return title + 1
        return at

    @staticmethod
    def _class(scan: Scan, start: int, end: int) -> str | None:
        """The class of the longest last word of a body that ends there, none of which is the whole name."""
        found = [(s, key) for clue in _SUFFIXES for s, key in scan.until(clue, end) if s > start]
        return min(found)[1] if found else None
