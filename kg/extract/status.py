"""Whether what an act tells has happened: done, under way, planned, required, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Status
from kg.extract.words import APPOINT
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.extract.frames import Frame
    from kg.extract.words import Words
    from kg.text.model import Document

# What may stand behind a title's last word.
# In a title a word of so many code points or fewer tells of the acts only at its end (人大代表建议办理工作).
_PLAIN = 2
_CLOSERS = "》」”）) \u3000"
# What weighs most comes first: a denied plan is no plan, and 要 before 正在 is still a demand.
_ORDER = (Status.NEGATED, Status.PLANNED, Status.REQUIRED, Status.UNDER_WAY, Status.DONE)
# What is said with one of these holds for the clauses behind it, until one says otherwise (`要加强甲，落实乙`).
_LASTING = frozenset((Status.PLANNED, Status.REQUIRED))


def status_of(cues: Iterable[str], told: Mapping[str, Status], default: Status = Status.DONE) -> Status:
    """The status that the *cues* (words before the verb, endings behind it) tell, else *default*."""
    found = {told[c] for c in cues if c in told}
    return next((s for s in _ORDER if s in found), default)


class StatusReader:
    """Tells the status of the frames of one document in text order."""

    def __init__(self, words: Words, document: Document) -> None:
        self._words = words
        self._document = document
        self._of_section = self._sections()
        self._directs = self._is_directive()
        self._section = Status.DONE
        self._current = Status.DONE

    def new_block(self, block: int) -> None:
        """A paragraph begins: the headings above it may say that all of it is planned or required."""
        self._section = Status.DONE
        at: int | None = block
        numbered = False
        while at is not None:
            if at in self._of_section:
                self._section = self._of_section[at]
                return
            numbered = numbered or self._document.blocks[at].ordinal is not None
            at = self._document.blocks[at].parent
        if numbered and self._directs:
            self._section = Status.REQUIRED

    def new_sentence(self) -> None:
        """A sentence begins."""
        self._current = self._section

    def lead_in(self, cues: Iterable[str]) -> None:
        """A clause without a verb ends in a pause (`各部门要按照要求，`): what its *cues* say holds for the next."""
        first = next((self._words.status[c] for c in cues if c in self._words.status), None)
        if first in _LASTING:
            self._current = first

    def of(self, frame: Frame, *, demanded: bool, ours: bool = False) -> Status:
        """The status of an act; *demanded*: a speaker asks for it; *ours*: those who speak say what they will do."""
        default = Status.REQUIRED if demanded else self._current
        if frame.flags & APPOINT and default is Status.REQUIRED and not demanded:
            default = Status.DONE  # 一、任命甲为乙: the paper itself does it
        if frame.kind == "relative":
            return status_of(frame.cues, self._words.status)
        status = status_of(frame.cues, self._words.status, default)
        if status is Status.UNDER_WAY and default in _LASTING and not frame.has_subject:
            status = default  # 要加强甲，持续跟进乙
        if status is Status.REQUIRED and ours and not demanded:
            status = Status.PLANNED  # 今年我们要抓好甲
        if frame.kind in ("clause", "light_verb") or (frame.kind == "convened" and self.is_asked(frame)):
            self._current = status if status in _LASTING else self._section
        return status

    def is_asked(self, frame: Frame) -> bool:
        """Whether a word before the verb asks for the act (`请市民做好准备`)."""
        return status_of(frame.cues, self._words.status) is Status.REQUIRED

    def _is_directive(self) -> bool:
        """Whether the title is that of a paper whose numbered points tell what others have to do."""
        return self._document.title.rstrip(_CLOSERS).endswith(self._words.directive_titles)

    def _sections(self) -> dict[int, Status]:
        """What the titles and headings say of the blocks under them."""
        told: dict[int, Status] = {}
        for block in self._document.blocks:
            if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
                text = self._document.text[block.start : block.end]
                title = text.rstrip(_CLOSERS) if block.kind == BlockKind.TITLE else ""
                status = next(
                    (
                        s
                        for word, s in self._words.section_status
                        if word in text and (not title or len(word) > _PLAIN or title.endswith(word))
                    ),
                    None,
                )
                if status is not None:
                    told[block.index] = status
        return told
