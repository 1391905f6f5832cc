"""The reference table of administrative divisions: names, short forms, codes, parents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division.

    Attributes:
        name: its full name.
        key: its code (six digits, nine for a township) where it has one, else its path of names.
        level: 0 province, 1 prefecture, 2 county, 3 township.
        parent: key of the division that it belongs to, or "" for a province.
        coded: whether `key` is a code of GB/T 2260.
    """

    name: str
    key: str
    level: int
    parent: str
    coded: bool


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of one table of `ontology/data`, without its comments."""
    with (ontology_dir() / "data" / name).open(encoding="utf-8") as file:
        for line in file:
            if line[0] != "#":
                yield line.rstrip("\n").split("\t")


def _lengths(words: Iterable[str]) -> tuple[int, ...]:
    """The lengths that words have, the longest first."""
    return tuple(sorted(set(map(len, words)), reverse=True))


class _Townships:
    """The table of townships.

    Attributes:
        of_county: a county's code → its line of the table; a line is taken apart when a report names the county.
        counties: the first four digits of a prefecture's code → the codes of its counties, in the order of the table.
    """

    def __init__(self) -> None:
        with (ontology_dir() / "data" / "townships.tsv").open(encoding="utf-8") as file:
            self.of_county = {line[:6]: line[7:-1] for line in file if line[0] != "#"}
        self.counties: dict[str, list[str]] = {}
        for county in self.of_county:
            self.counties.setdefault(county[:4], []).append(county)


class Divisions:
    """All divisions down to counties, and, read only when asked for, the townships.

    Built once from the schema, whose words say how a full name is shortened.
    """

    def __init__(self, schema: Schema) -> None:
        self._townships: _Townships | None = None
        self._suffixes = frozenset(schema.words("areaSuffix"))
        self._suffix_lengths = _lengths(self._suffixes)
        self._groups = frozenset(schema.words("ethnicGroup"))
        self._group_lengths = _lengths(self._groups)
        self._endings = {
            word: schema.fact(key, "shortEnding") or "" for word, (key, *_) in schema.clue("longEnding").items()
        }
        self.by_key: dict[str, Division] = {}
        names: dict[str, list[Division]] = defaultdict(list)
        for division in self._upper():
            if division.key not in self.by_key:
                self.by_key[division.key] = division
                names[division.name].append(division)
        self.names = {name: tuple(found) for name, found in names.items()}
        shorts: dict[str, list[Division]] = defaultdict(list)
        for name, found in self.names.items():
            for short in self.short_forms(name):
                shorts[short].extend(found)
        self.shorts = {name: tuple(sorted(found, key=lambda d: (d.level, d.key))) for name, found in shorts.items()}

    def _upper(self) -> Iterator[Division]:
        codes = [(row[0], row[1]) for row in _rows("divisions.tsv")]
        known = {code for code, _ in codes}
        current: dict[str, str] = {}
        for code, name in codes:
            if code.endswith("0000"):
                level, parent = 0, ""
            else:
                prefecture, province = code[:4] + "00", code[:2] + "0000"
                level = 1 if code.endswith("00") else 2
                parent = prefecture if level == 2 and prefecture in known else province
            current.setdefault(name, code)
            yield Division(name, code, level, parent, coded=True)
        for upper, *below in _rows("divisions_tw_hk_mo.tsv"):
            root = current.get(upper, upper)
            if root == upper and upper not in current:
                current[upper] = upper
                yield Division(upper, upper, 0, "", coded=False)
            for name in below:
                key = f"{upper}/{name}"
                level = 1 if root == upper and upper not in self.by_key else self.by_key[root].level + 1
                current.setdefault(name, key)
                yield Division(name, key, level, root, coded=False)
        for name, upper, until, _ in _rows("former_divisions.tsv"):
            parent = current.get(upper, "")
            level = self.by_key[parent].level + 1 if parent in self.by_key else 2
            yield Division(name, f"{upper}/{name}/{until}", level, parent, coded=False)

    def short_forms(self, name: str) -> tuple[str, ...]:
        """The shorter names of a full name, of two characters or more: 湘西土家族苗族自治州 → 湘西州, 湘西."""
        for length in self._suffix_lengths:
            suffix = name[-length:]
            if suffix not in self._suffixes or len(name) <= length + 1:
                continue
            stem = name[:-length]
            bare = self._without_peoples(stem)
            forms = [bare] if len(bare) > 1 else []
            if self._endings.get(suffix):
                forms.append(bare + self._endings[suffix])
            return tuple(forms)
        return ()

    def _without_peoples(self, stem: str) -> str:
        while True:
            length = next((n for n in self._group_lengths if len(stem) > n + 1 and stem[-n:] in self._groups), 0)
            if not length:
                return stem
            stem = stem[:-length]

    def _lower(self) -> _Townships:
        if self._townships is None:
            self._townships = _Townships()
        return self._townships

    def townships(self, county: str) -> dict[str, str]:
        """Name → code of the townships of the county (or of the city that has none) with the code *county*."""
        line = self._lower().of_county.get(county)
        if not line:
            return {}
        return {entry[3:]: county + entry[:3] for entry in line.split("\t")}

    def township(self, name: str, county: str) -> Division | None:
        """The township called *name* of the county with the code *county*, or None."""
        code = self.townships(county).get(name)
        return None if code is None else Division(name, code, 3, county, coded=True)

    def towns_below(self, name: str, keys: Iterable[str]) -> Iterator[Division]:
        """The townships called *name* in the counties with these codes, or of the prefectures with them."""
        lower, seen = self._lower(), set[str]()
        for key in keys:
            below = lower.counties.get(key[:4], ()) if key.endswith("00") else (key,)
            for county in below:
                if county not in seen:
                    seen.add(county)
                    found = self.township(name, county) if name in lower.of_county.get(county, "") else None
                    if found is not None:
                        yield found

    def ancestors(self, division: Division) -> Iterator[Division]:
        """What the division belongs to, nearest first."""
        parent = self.by_key.get(division.parent)
        while parent is not None:
            yield parent
            parent = self.by_key.get(parent.parent)
