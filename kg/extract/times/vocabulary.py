"""The calendar's vocabulary, and the one pattern that finds its words and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.times.atoms import Atom, Grain
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.numbers import Numerals
    from kg.schema.model import Schema

LIST = "、"
_GRAINS = {
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "month": Grain.MONTH,
    "monthStart": Grain.MONTH,
    "monthEnd": Grain.MONTH,
    "quarter": Grain.PART,
    "day": Grain.DAY,
    "hour": Grain.HOUR,
    "minute": Grain.MINUTE,
    "second": Grain.SECOND,
}


class TimeVocabulary:
    """What the ontology says of the words of time; built once from the schema.

    Attributes:
        words: word → its atom without place: today, last year, first half, morning.
        marks: mark behind a number → grain, None for marks that make no atom of their own (century).
        durations: unit of duration → its grain as the lexicon names it.
        plan_years: word behind the number of a five-year plan → the one year of it that is meant, or None for all.
        stems: word before a bracketed day → days from the report's date.
        weeks: week word → (weeks from the report's, whether it names no week).
        weekdays: word → 1 for Monday to 7.
        centuries: word → centuries back from the report's.
        quarters: name of a quarter → its number.
        republic: how many years later than it says a year of the Republic era is.
        ranges: words between the two ends of a range.
    """

    def __init__(self, schema: Schema, numerals: Numerals) -> None:
        self._schema = schema
        self._numerals = numerals
        self.words = {**self._relative_words(), **self._parts("yearPart", Grain.PART)}
        self.words |= self._parts("monthPart", Grain.THIRD)
        self.words |= {word: Atom(Grain.DAYPART, 0, 0) for word in schema.clue("dayPart")}
        self.marks = {w: _GRAINS.get(schema.fact(k[0], "grain") or "") for w, k in schema.clue("timeMark").items()}
        self.durations = {
            w: schema.fact(k[0], "grain") or ""
            for clue in ("durationMark", "dateAsDuration")
            for w, k in schema.clue(clue).items()
        }
        self.plan_years = {w: schema.fact(k[0], "planYear") for w, k in schema.clue("planTail").items()}
        self.stems = self._numbers("dayStem", "offset")
        self.weekdays = self._numbers("weekday", "value")
        self.centuries = self._numbers("decadeBase", "offset")
        self.quarters = self._numbers("quarterWord", "value")
        self.eras = self._numbers("eraWord", "offset")
        self.republic = max(self.eras.values(), default=0)
        bare = {w for w, k in schema.clue("weekWord").items() if schema.fact(k[0], "bare") == "true"}
        self.weeks = {w: (n, w in bare) for w, n in self._numbers("weekWord", "offset").items()}
        self.ranges = schema.words("rangeMark")

    def _numbers(self, clue: str, fact: str) -> dict[str, int]:
        return {w: int(self._schema.fact(k[0], fact) or 0) for w, k in self._schema.clue(clue).items()}

    def _relative_words(self) -> dict[str, Atom]:
        words: dict[str, Atom] = {}
        for word, keys in self._schema.clue("timeWord").items():
            fact = {name: self._schema.fact(keys[0], name) or "" for name in ("grain", "offset", "anchor", "strict")}
            words[word] = Atom(
                _GRAINS.get(fact["grain"], Grain.DAY),
                0,
                0,
                offset=int(fact["offset"] or 0),
                context=fact["anchor"] == "context",
                strict=fact["strict"] == "true",
                unit=fact["grain"],
            )
        return words

    def _parts(self, clue: str, grain: Grain) -> Mapping[str, Atom]:
        first, last = self._numbers(clue, "first"), self._numbers(clue, "last")
        whole = {w for w, k in self._schema.clue(clue).items() if self._schema.fact(k[0], "whole") == "true"}
        return {w: Atom(grain, 0, 0, first=first[w], last=last[w], whole=w in whole) for w in first}

    # ---- the pattern ---------------------------------------------------------------------------------------------

    def pattern(self) -> re.Pattern[str]:
        """The pattern: its alternatives are groups named after the kind of atom, their parts are groups with `_`.

        An alternative whose name ends in `word` must be a word of the segmenter too.
        """
        number, word = self._numerals.pattern, self._any
        digit = f"(?:{alternation(self._schema.clue('digit'))})"
        between = f" ?(?:{alternation(self.ranges)}|{LIST}) ?"
        year = f"(?:[12][0-9]{{3}}|{digit}{{4}})"
        dotted = r"(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])"  # of a range, 1999.08-2002.02, or opening a row
        row = r"(?<![^\n])(?=[0-9.]{7}[ \u3000]*[\u4e00-\u9fff])"
        ends = re.escape("".join(sorted({mark[-1] for mark in self.ranges})) or LIST)
        duration, stretch, marks = word("durationMark"), f"(?:{alternation(self.durations)})", word("timeMark")
        more, back, years = word("boundInfix"), word("backTail"), self._mark("year")
        alternatives = {
            "date": r"(?<![0-9.])[12][0-9]{3}(?P<_s>[-/.])[0-9]{1,2}(?P=_s)[0-9]{1,2}(?![0-9])",
            "compact": r"(?<![0-9A-Za-z.])(?:19|20)[0-9]{6}(?![0-9A-Za-z.])",
            "yearmonth": rf"(?<![0-9.])(?:{dotted}(?={between})|(?<=[{ends}]){dotted}(?![0-9.])|{row}{dotted})",
            "clock": "(?<![0-9:.])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?![0-9])",
            "bracket": f"(?P<_stem>{word('dayStem')})[（(](?P<_bn>{number})[)）](?P<_bm>{marks})",
            "era": f"{word('eraWord')}(?P<_en>{number})(?P<_ey>{marks})",
            "decade": f"(?P<_db>{word('decadeBase')}|(?P<_dc>{number}){self._mark('century')})?"
            f"(?<![0-9.])(?P<_dn>{number}){self._mark('decade')}",
            "plan": f'[“"‘「『]?(?P<_pn>{self._ten()}{digit}){word("planDigit")}[”"’」』]?(?P<_pt>{word("planTail")})',
            "years": f"(?<![0-9.])(?:(?P<_yl>{year}){years}?(?P<_ys>{between}))?(?P<_yn>{year}) ?(?P<_ym>{years})",
            "back": f"{word('backWindow')} ?(?P<_rn>{number}) ?{more}?(?P<_ru>{stretch}){back}?"
            f"(?!{word('windowBlock')})",
            "passed": f"(?<![0-9.])(?P<_tn>{number}) ?{more}?(?P<_tu>{duration}){more}?{back}",
            "ago": f"(?<![0-9.])(?P<_an>{number}) ?(?P<_au>{duration}){word('agoTail')}",
            "fromstartword": f"{word('firstParts')}(?P<_fn>{number})(?P<_fu>{self._mark('quarter')}|{stretch})",
            "nowword": self._now(),
            "quarterword": word("quarterWord"),
            "weekdayword": f"(?P<_ww>{word('weekWord')}){self._bare_week()}?(?P<_wd>{word('weekday')})?",
            "plainword": f"(?:{alternation(self.words)})",
            "shortyear": f"(?<![0-9.])(?P<_zn>[0-9]{{2,3}}|{digit}{{2}})(?P<_zm>{years})",
            "marked": f"(?<![0-9.])(?:(?P<_ml>{number})(?P<_ms>{between}))?(?P<_mn>{number}) ?(?P<_mm>{marks})",
        }
        first = "".join(sorted({w[0] for clue in _OPENING_CLUES for w in self._schema.clue(clue)}))
        quotes = '“"‘「『'
        return re.compile(
            f"(?=[0-9{self._numerals.characters}{re.escape(first)}{quotes}])(?:"
            + "|".join(f"(?P<{name}>{source})" for name, source in alternatives.items())
            + ")"
        )

    def _any(self, clue: str) -> str:
        return f"(?:{alternation(self._schema.clue(clue))})"

    def _mark(self, grain: str) -> str:
        marks = self._schema.clue("timeMark").items()
        return f"(?:{alternation(w for w, k in marks if self._schema.fact(k[0], 'grain') == grain)})"

    def _ten(self) -> str:
        powers = self._schema.clue("smallPower").items()
        return f"(?:{alternation(w for w, k in powers if self._schema.fact(k[0], 'value') == '10')})"

    def _bare_week(self) -> str:
        return f"(?:{alternation(w for w, (_, bare) in self.weeks.items() if bare)})"

    def _now(self) -> str:
        """The words for now, none of which may run into another time word: 至今 is none in 至今年底."""
        parts = []
        for word in sorted(self._schema.clue("nowWord"), key=lambda w: (-len(w), w)):
            into = sorted({other[1] for other in self.words if len(other) > 1 and other[0] == word[-1]})
            parts.append(re.escape(word) + (f"(?![{re.escape(''.join(into))}])" if into else ""))
        return f"(?:{'|'.join(parts) or '(?!)'})"


# Clues with whose words a phrase can begin, besides numerals.
_OPENING_CLUES = (
    "timeWord",
    "yearPart",
    "monthPart",
    "dayPart",
    "dayStem",
    "weekWord",
    "eraWord",
    "decadeBase",
    "quarterWord",
    "nowWord",
    "backWindow",
    "firstParts",
)
