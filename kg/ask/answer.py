"""From the rows of a query to an answer: values, their reservations, and the sentences they rest on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.ask.model import Asked, Evidence, Frame, Scope
from kg.ask.sparql import MOST_ROWS
from kg.query.result import Table
from kg.schema.load import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.model import Form
    from kg.ask.words import QuestionWords
    from kg.query.result import Value

_BOUNDS = {
    "approx": "Approx",
    "more_than": "MoreThan",
    "at_least": "AtLeast",
    "at_most": "AtMost",
    "less_than": "LessThan",
}
_DONE = "Done"
_CLAUSE = re.compile(r"[\uff0c\u3002\uff1b,;\n]")  # commas, full stops and semicolons
MOST_VALUES = 12
"""More different answers than this are none."""

Record = dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Read:
    """What rows say: values with a line for each, the rows that say it, and what there is to say of them all."""

    values: tuple[str, ...]
    lines: tuple[str, ...]
    rows: Table
    verdict: str = ""
    sentences: tuple[Evidence, ...] = ()


class AnswerReader:
    """Reads rows by the words of one schema."""

    def __init__(self, words: QuestionWords) -> None:
        self._words = words

    def __call__(self, form: Form, found: Table, *, total: bool, planned: bool) -> Read | None:
        """What *found* answers to *form*, or None where it answers nothing."""
        records = list(found.records())
        if not planned and form.frame is Frame.ACT and form.asked is not Asked.WHETHER:
            done = [r for r in records if _status(r) != "Negated"]
            records = done
        if form.asked is Asked.WHETHER:
            return self._whether(records, found)
        if form.frame is Frame.LINK:
            records = [r for r in records if not _left(form, r)]
            pairs = [(str(r[form.answer]), str(r[form.answer]), r) for r in records]
        elif form.frame is Frame.THING:
            pairs = _of_kind(records)
        elif form.rank:
            pairs = self._ranked(form, records)
        elif form.asked is Asked.VALUE:
            pairs = self._numbers(form, records, total=total)
        elif form.asked is Asked.WHEN:
            if form.frame is Frame.TIMED and form.scope is Scope.SENTENCE:
                records = _alone(records)
            pairs = [(span, span + self._reserve(r), r) for r in records if (span := _span(r))]
        elif form.asked is Asked.WHERE:
            pairs = [(name, name + self._reserve(r), r) for r in records if (name := _place(form, r))]
        elif form.asked is Asked.WHO:
            pairs = [(str(r["agent"]), str(r["agent"]) + self._reserve(r), r) for r in records if r.get("agent")]
        else:
            pairs = [(str(r["object"]), self._what(r), r) for r in records if r.get("object")]
        if form.count and len(found.rows) < MOST_ROWS:
            pairs = self._count(form, pairs)
        if not pairs:
            return None
        return _read(pairs, found)

    def _count(self, form: Form, pairs: Sequence[tuple[str, str, Record]]) -> list[tuple[str, str, Record]]:
        """How many there are, with their names: the graph knows those that its reports name, no others."""
        names = list(dict.fromkeys(name for name, _, _ in pairs))
        value = f"{len(names)}{form.count}"
        shown = self._words.say("And").join(names[:MOST_VALUES]) + ("…" if len(names) > MOST_VALUES else "")
        return [(value, f"{value} ({self._words.say('Named')}: {shown})", record) for _, _, record in pairs]

    def _ranked(self, form: Form, records: Sequence[Record]) -> list[tuple[str, str, Record]]:
        """The one of several with the largest or smallest number, of the unit that most of them have."""
        key = "agent" if form.asked is Asked.WHO else "object"
        numbered = [r for r in _closest(form, records) if r.get(key) and r.get("value") is not None]
        units = Counter(str(r.get("unit") or "") for r in numbered)
        if not units:
            return []
        unit = max(sorted(units), key=lambda u: units[u])
        compared = [r for r in numbered if str(r.get("unit") or "") == unit]
        if len({str(r[key]) for r in compared}) < 2:
            return []  # of one alone it is not known
        choose = max if form.rank == "most" else min
        best = choose(Decimal(str(r["value"])) for r in compared)
        chosen = [r for r in compared if Decimal(str(r["value"])) == best]
        return [(str(r[key]), f"{r[key]} ({self._number(r)}){self._reserve(r)}", r) for r in chosen]

    def _numbers(self, form: Form, records: Sequence[Record], *, total: bool) -> list[tuple[str, str, Record]]:
        if form.frame is Frame.QUANTITY and form.spoken:
            records = [r for r in records if _in_clause(form, r)]
        records = _closest(form, records)
        # another measure word counts something else, unless nothing is counted with this one
        records = [r for r in records if form.measure and r.get("unit") == form.measure] or records
        pairs = [(v := self._number(r), v + self._counted(r) + self._reserve(r), r) for r in records]
        different = {value for value, _, _ in pairs}
        if total and len(different) > 1 and _may_be_summed(records):
            facts = {(r.get("agent"), str(r["value"]), r["first"], r["last"]): r for r in records}
            summed = sum((Decimal(str(r["value"])) for r in facts.values()), Decimal(0))
            line = f"{_plain(summed)}{records[0].get('unit') or ''}"
            return [(line, f"{line} ({self._words.say('Total')})", r) for r in records]
        return pairs

    def _number(self, record: Record) -> str:
        value = _plain(record["value"])
        if record.get("maximum") is not None:
            value = f"{value}{self._words.say('To')}{_plain(record['maximum'])}"
        bound = _BOUNDS.get(str(record.get("bound")))
        return f"{self._words.say(bound) if bound else ''}{value}{record.get('unit') or ''}"

    def _counted(self, record: Record) -> str:
        of = record.get("counted") or record.get("object")
        return f" ({of})" if of else ""

    def _what(self, record: Record) -> str:
        number = self._number(record) if record.get("value") is not None else ""
        return f"{record['object']}{f' ({number})' if number else ''}{self._reserve(record)}"

    def _reserve(self, record: Record) -> str:
        """What keeps a fact from being one: planned, required, under way."""
        status = _status(record)
        return "" if status in {"", _DONE} else f" [{self._words.say(status)}]"

    def _whether(self, records: Sequence[Record], found: Table) -> Read | None:
        if not records:
            return None
        by = {_status(r): r for r in reversed(records)}
        verdict, status = next(
            (verdict, status)
            for verdict, status in (
                ("yes", _DONE),
                ("yes", "UnderWay"),
                ("no", "Negated"),
                ("planned", "Planned"),
                ("planned", "Required"),
                ("yes", ""),
            )
            if status in by
        )
        chosen = [r for r in records if _status(r) == status]
        word = {"yes": "Yes", "no": "No"}.get(verdict)
        line = (self._words.say(word) if word else self._words.say(status)) + (
            f" [{self._words.say(status)}]" if status == "UnderWay" else ""
        )
        read = _read([(line, line, r) for r in chosen], found)
        return Read(read.values, read.lines, read.rows, verdict, read.sentences)


def _read(pairs: Sequence[tuple[str, str, Record]], found: Table) -> Read:
    lines: dict[str, str] = {}
    sentences: dict[Evidence, None] = {}
    for value, line, record in pairs:
        lines.setdefault(value, line)
        if record.get("sentence"):
            sentences[Evidence(str(record["sentence"]), str(record.get("report") or ""))] = None
    used = {tuple(record[c] for c in found.columns) for _, _, record in pairs}
    kept = [n for n, row in enumerate(found.rows) if row in used]
    rows = Table(found.columns, tuple(found.rows[n] for n in kept), tuple(found.terms[n] for n in kept))
    return Read(tuple(lines), tuple(lines.values()), rows, "", tuple(sentences))


def _of_kind(records: Sequence[Record]) -> list[tuple[str, str, Record]]:
    """Names of things, without those that go on behind another of them: the body of an area is no second one."""
    names = {str(r["name"]) for r in records}
    kept = [r for r in records if not any(str(r["name"]).startswith(n) for n in names if n != str(r["name"]))]
    return [(str(r["name"]), str(r["name"]), r) for r in kept]


def _left(form: Form, record: Record) -> bool:
    """Whether a clause of the sentence says that somebody left the office asked for."""
    clauses = _CLAUSE.split(str(record.get("sentence") or ""))
    name = str(record["subject"])
    return any(name in c and form.ends in c and any(verb in c for verb in form.verbs) for c in clauses)


def _in_clause(form: Form, record: Record) -> bool:
    """Whether a clause that holds a number holds the verb too: another clause tells of something else."""
    clauses = _CLAUSE.split(str(record.get("sentence") or ""))
    return any(str(record["quote"]) in c and any(verb in c for verb in form.spoken) for c in clauses)


def _alone(records: Sequence[Record]) -> list[Record]:
    """Those of sentences that name one time only."""
    times: dict[str, set[str]] = defaultdict(set)
    for record in records:
        times[str(record["sentence"])].add(_span(record))
    return [r for r in records if len(times[str(r["sentence"])]) == 1]


def _closest(form: Form, records: Sequence[Record]) -> Sequence[Record]:
    """Those whose number counts just what was asked for, where there are such."""
    wanted = ["".join(words) for words in zip(*form.counted, strict=False)] if form.counted else []
    exact = [r for r in records if any(r.get(c) in wanted for c in ("object", "counted"))]
    return exact or records


def _may_be_summed(records: Iterable[Record]) -> bool:
    """Whether numbers of one unit, exact, of acts that are done, by different ones or at different times."""
    listed = list(records)
    one = {(r.get("unit"), r.get("object") or r.get("counted")) for r in listed}
    exact = all(r.get("bound") == "exact" and r.get("maximum") is None for r in listed)
    done = all(_status(r) == _DONE for r in listed)
    apart = {(r.get("agent"), r.get("first"), r.get("last")) for r in listed}
    return len(one) == 1 and exact and done and len(apart) == len({r["fact"] for r in listed})


def _status(record: Record) -> str:
    return local_name(str(record.get("status") or ""))


def _span(record: Record) -> str:
    first, last = record.get("first"), record.get("last")
    if first is None:
        return ""
    return str(first) if first == last else f"{first}/{last}"


def _place(form: Form, record: Record) -> str:
    return str(record.get("place") or (record.get("object") if form.moving else "") or "")


def _plain(value: Value) -> str:
    number = Decimal(str(value))
    return f"{number:f}" if number != number.to_integral_value() else str(int(number))
