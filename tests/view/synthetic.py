"""Graphs of any size with the structure of reports, made from numbers: each fact has its sentence in a text of its own.

Names are invented; a seed makes the same graph each time.
"""

from __future__ import annotations

import datetime
import hashlib
from decimal import Decimal
from random import Random

from kg.extract.model import Act, Bound, Mention, Quantity, Relation, Status, TimeExpression
from kg.rdf.dataset import Dataset
from kg.rdf.write import GraphWriter
from kg.resolve.model import Entity, Reading
from kg.schema.load import load_schema
from kg.text.model import Block, BlockKind, Document, Sentence

_HEADS = "青白云石松竹梅兰东西南北中前后新安永泰和平福寿康乐华光明清河山海林泉"
_KINDS = (
    ("Organization", "organization", "局"),
    ("Activity", "activity", "行动"),
    ("Measure", "measure", "机制"),
    ("Area", "area", "县"),
    ("Person", "person", "某"),
    ("Post", "post", "局长"),
    ("Group", "group", "群众"),
    ("Place", "place", "广场"),
    ("Document", "document", "方案"),
    ("Project", "project", "工程"),
)
# relation → the kinds of its two ends, as positions in _KINDS
_RELATIONS = (
    ("partOf", (1, 2, 9), (1, 2)),
    ("carriedOutBy", (1, 2, 9), (0, 3)),
    ("subOrganizationOf", (0,), (0,)),
    ("locatedIn", (3, 7), (3,)),
    ("holdsPost", (4,), (5,)),
    ("postIn", (5,), (0,)),
    ("participant", (1,), (6, 0)),
    ("heldAt", (1,), (7, 3)),
    ("issuedBy", (8,), (0,)),
    ("establishedBy", (0, 2, 9), (0, 3)),
    ("governs", (0,), (3,)),
)


class _Writer:
    """A report under construction: text, sentences, mentions, and what is read from them."""

    def __init__(self, number: int, things: list[tuple[int, str]]) -> None:
        self.number = number
        self.things = things
        self.at: dict[int, int] = {}  # thing → entity of this report
        self.entities: list[tuple[int, list[int]]] = []
        self.text = f"第{number + 1}号工作通报\n"
        self.sentences = [Sentence(0, 0, len(self.text) - 1, 0)]
        self.begun = len(self.text)
        self.clauses = 0
        self.mentions: list[Mention] = []
        self.relations: list[Relation] = []
        self.acts: list[Act] = []
        self.quantities: list[Quantity] = []
        self.times: list[TimeExpression] = []

    def mention(self, thing: int) -> int:
        kind, name = self.things[thing]
        start = len(self.text)
        self.text += name
        self.mentions.append(Mention(start, len(self.text), _KINDS[kind][0], name, "synthetic"))
        if thing not in self.at:
            self.at[thing] = len(self.entities)
            self.entities.append((thing, []))
        self.entities[self.at[thing]][1].append(len(self.mentions) - 1)
        return self.at[thing]

    def clause(self) -> None:
        """A sentence tells three facts, as sentences of reports do."""
        self.clauses += 1
        if self.clauses % 3:
            self.text += "，"
        else:
            self.close()

    def close(self) -> None:
        if self.begun < len(self.text):
            self.text = self.text.removesuffix("，") + "。"
            self.sentences.append(Sentence(len(self.sentences), self.begun, len(self.text), 0))
            self.text += "\n" if self.clauses % 12 == 0 else ""
            self.begun = len(self.text)

    def relation(self, subject: int, predicate: str, value: int) -> None:
        start = len(self.text)
        a = self.mention(subject)
        self.text += "有关"
        b = self.mention(value)
        self.relations.append(Relation(a, predicate, b, start, len(self.text), "synthetic", 0.9))
        self.clause()

    def act(self, agent: int, value: int, chance: Random) -> None:
        start = len(self.text)
        month, count = chance.randint(1, 12), chance.randint(2, 90)
        first = datetime.date(2018 + self.number % 6, month, 1)
        words = f"{first.year}年{month}月"
        self.times.append(
            TimeExpression(start, start + len(words), words, first, first + datetime.timedelta(27), None, "synthetic")
        )
        self.text += words
        a = self.mention(agent)
        verb_at = len(self.text)
        verb = chance.choice(("举办", "开展", "检查", "建立"))
        self.text += verb
        number_at = len(self.text)
        self.text += f"{count}次"
        b = self.mention(value)
        _, name = self.things[value]
        of = (number_at + len(f"{count}次"), len(self.text))
        self.quantities.append(
            Quantity(
                number_at, of[0], f"{count}次", Decimal(count), "次", Bound.EXACT, "synthetic", of=name,
                of_start=of[0], of_end=of[1],
            )
        )  # fmt: skip
        self.acts.append(
            Act(
                verb, verb_at, start, len(self.text), chance.choice(tuple(Status)), "synthetic", (a,), name, b,
                len(self.quantities) - 1, len(self.times) - 1, confidence=round(chance.uniform(0.4, 1), 2),
            )
        )  # fmt: skip
        self.clause()

    def reading(self) -> Reading:
        self.close()
        entities = tuple(
            Entity(
                _KINDS[kind][0], _KINDS[kind][1], name, name, tuple(mentions),
                (f"{name[:3]}{thing}",) if thing % 5 == 0 else (), confidence=0.9,
            )
            for thing, mentions in self.entities
            for kind, name in (self.things[thing],)
        )  # fmt: skip
        document = Document(
            id=hashlib.sha256(self.text.encode()).hexdigest()[:16],
            name=f"report-{self.number}.txt",
            text=self.text,
            source=self.text,
            encoding="utf-8",
            date=datetime.date(2018 + self.number % 6, 12, 1 + self.number % 28),
            date_from="option",
            title=self.text.split("\n", 1)[0],
            publisher="工作通报",
            blocks=(Block(0, BlockKind.PARAGRAPH, 0, len(self.text)),),
            sentences=tuple(self.sentences),
        )
        return Reading(
            document, tuple(self.mentions), entities, tuple(self.relations), tuple(self.acts), tuple(self.quantities),
            tuple(self.times),
        )  # fmt: skip


def readings(things: int, facts: int, *, reports: int, seed: int = 7) -> list[Reading]:
    """Reports that together name *things* things and tell *facts* facts, a third of them acts.

    A thing is tied to one that came before it, the earlier the likelier, so there are hubs as in real graphs.
    """
    chance = Random(seed)  # noqa: S311 - not for secrets: the same graph each time
    named: list[tuple[int, str]] = []
    for number in range(things):
        kind = number % len(_KINDS)
        head = "".join(chance.choice(_HEADS) for _ in range(chance.randint(2, 6)))
        named.append((kind, f"{head}{number}{_KINDS[kind][2]}"))
    of_kind = [[n for n in range(things) if n % len(_KINDS) == kind] for kind in range(len(_KINDS))]
    writers = [_Writer(number, named) for number in range(reports)]
    told = set()
    for fact in range(facts):
        thing = fact % things
        kind = named[thing][0]
        fitting = [r for r in _RELATIONS if kind in r[1]]
        writer = writers[thing * reports // things]
        for _ in range(20):
            if fact % 3 and fitting:
                predicate, _, ends = chance.choice(fitting)
                value = _earlier(of_kind[chance.choice(ends)], chance)
                key = (thing, predicate, value)
            else:
                predicate = ""
                agent = _earlier(of_kind[chance.choice((0, 3))], chance)
                value, key = thing, (agent, "", thing)
            if key[0] != key[2] and key not in told:
                break
        else:
            continue
        told.add(key)
        if predicate:
            writer.relation(thing, predicate, value)
        else:
            writer.act(agent, value, chance)
    return [w.reading() for w in writers if w.mentions]


def _earlier(things: list[int], chance: Random) -> int:
    return things[int(len(things) * chance.random() ** 2.2)]


def dataset(things: int, facts: int, *, reports: int = 1, seed: int = 7) -> Dataset:
    """Their graph."""
    write = GraphWriter(load_schema(), version="0")
    return Dataset.of([write(reading) for reading in readings(things, facts, reports=reports, seed=seed)])
