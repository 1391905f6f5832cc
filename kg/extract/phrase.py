"""A noun phrase that may name a thing, with the signs for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Grade(IntEnum):
    """How much a head says by itself."""

    BARE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a thing.

    Attributes:
        text: the name that it would give.
        head: the head as written.
        grade: what kind of head it is.
        classes: keys of the classes that carry the head.
        modifiers: how much stands before the head, in code points; a compound head counts in part.
        verbal: the head is as often a verb.
        counted: a quantity stands right before it, or a numeral in it (第三轮巡察).
        quoted: it begins with a quotation mark.
        described: 的 or a preposition stands right before it.
        verb: the announcing verb on its left, or "".
        announced: keys of the types whose things the verb announces.
        follower: the verb right behind that is said of such things (召开, 启动), or "".
        tail: a noun follows that speaks about the thing (专项整治情况).
        closed: punctuation, the end of the line, 的 or 等 follows.
        framed: it opens its sentence and a word follows that makes it the frame (工作中，).
        subject: a word follows that makes it the subject (是).
        listed: it is enumerated with others before a noun that says of what kind they are (甲、乙等工作).
        verb_use: an object follows, so that the head may be a verb here.
        verb_form: the head can be a verb, and what stands around shows that it is (通知如下, 集中学习了).
    """

    start: int
    end: int
    text: str
    head: str
    grade: Grade
    classes: tuple[str, ...]
    modifiers: int
    verbal: bool
    counted: bool
    quoted: bool
    described: bool
    verb: str
    announced: tuple[str, ...]
    follower: str
    tail: bool
    closed: bool
    framed: bool
    subject: bool
    verb_use: bool
    verb_form: bool
    listed: bool = False
