"""Things of a graph by their names."""

from __future__ import annotations

import difflib
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.result import Table
from kg.query.run import run_query
from kg.schema.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.rdf.dataset import Dataset

_LANGUAGES = ("zh-Hans", "zh-Latn-pinyin", "zh", "en", "")
_MOST = 5_000
_LATIN = 0x250  # letters with tone marks stand below it
_TONED = {
    "a": "[aāáǎà]",
    "e": "[eēéěèê]",
    "i": "[iīíǐì]",
    "o": "[oōóǒò]",
    "u": "[uūúǔùüǖǘǚǜv]",
    "n": "[nńňǹ]",
    "m": "[mḿ]",
}
_NEAR = 5


def things_named(dataset: Dataset, name: str, classes: Sequence[str]) -> tuple[ox.NamedNode, ...]:
    """The things that bear a name, sorted by IRI; several where several things are called the same.

    The name is the preferred one or another, as it stands, or in pinyin with or without tones and spaces.

    Args:
        dataset: the graph.
        name: as the user writes it.
        classes: local names, or IRIs, of the classes of which the thing must be of one; none: any.
    """
    name = " ".join(name.split())
    written = " ".join(str(_literal(name, tag)) for tag in _LANGUAGES)
    found = _things(dataset, f"VALUES ?name {{ {written} }} ?thing skos:prefLabel|skos:altLabel ?name .", classes)
    plain = _plain(name)
    if not found and plain and all(ord(c) < _LATIN for c in name):
        found = [
            row for row in _things(dataset, _like(_toned(plain), "zh-Latn"), classes) if _plain(row[1].value) == plain
        ]
    return tuple(sorted({thing for thing, _ in found}, key=str))


def near_names(dataset: Dataset, name: str, classes: Sequence[str]) -> tuple[str, ...]:
    """Names of things of those classes that look like *name*, the nearest first; each shares two letters in a row."""
    letters = [c for c in name if c.isalnum()]
    pairs = {a + b for a, b in pairwise(letters)} or set(letters)
    if not pairs:
        return ()
    known = {label.value for _, label in _things(dataset, _like("|".join(sorted(pairs)), "zh-Hans"), classes)}
    return nearest(name, sorted(known))


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Which of the *known* words look like *word*, the nearest first.

    >>> nearest("清河县水力局", ["清河县水利局", "清河县", "教育局"])
    ('清河县水利局', '清河县')
    """
    letters = set(word)
    # comparing letter by letter is slow: only what shares a third of the letters is looked at
    likely = [k for k in known if 3 * len(letters & set(k)) >= len(letters)]
    return tuple(difflib.get_close_matches(word, likely, n=_NEAR, cutoff=0.5))


def _things(dataset: Dataset, pattern: str, classes: Sequence[str]) -> list[tuple[ox.NamedNode, ox.Literal]]:
    kinds = " ".join(str(ox.NamedNode(c if "://" in c else KG + c)) for c in classes)
    restricted = f"VALUES ?class {{ {kinds} }} ?thing a ?class ." if kinds else ""
    query = f"SELECT DISTINCT ?thing ?name WHERE {{ {pattern} {restricted} }} LIMIT {_MOST}"
    found = run_query(dataset, query)
    rows = found.terms if isinstance(found, Table) else ()
    return [(t, n) for t, n in rows if isinstance(t, ox.NamedNode) and isinstance(n, ox.Literal)]


def _like(expression: str, language: str) -> str:
    """Names in a language that match a regular expression: the engine looks through them, so that few are sent."""
    return (
        "?thing skos:prefLabel|skos:altLabel ?name . "
        f'FILTER (LANGMATCHES(LANG(?name), "{language}") && REGEX(STR(?name), {ox.Literal(expression)}, "i"))'
    )


def _toned(plain: str) -> str:
    """The expression of pinyin with any tones and anything but letters between its letters."""
    return "^" + r"\P{L}*".join(_TONED.get(letter, letter) for letter in plain) + "$"


def _literal(text: str, language: str) -> ox.Literal:
    return ox.Literal(text, language=language) if language else ox.Literal(text)


def _plain(pinyin: str) -> str:
    """Pinyin without tones, spaces and signs: `qīng hé xiàn` is `qinghexian`; ü, also written v, is u."""
    letters = unicodedata.normalize("NFD", pinyin.casefold())
    return "".join(c for c in letters if c.isascii() and c.isalnum()).replace("v", "u")
