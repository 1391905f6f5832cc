"""Finding things by name and sentences by their words: an SQLite full-text index beside the database.

Chinese is written without spaces, so every two characters that follow each other are a word of the index, and what is
looked for is a phrase of such pairs. Pinyin is found by its beginning, with or without spaces, and by its initials.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import unicodedata
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.rdf.terms import THING_KINDS
from kg.schema.terms import KG, OA, RDF, SCHEMA, SKOS
from kg.store.merged import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_RUN = re.compile(rf"(?P<han>{_HAN}+)|[^\W_](?:(?!{_HAN})\w)*")
_BATCH = 10_000
_TABLES = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, name TEXT, weight INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER, text TEXT);
CREATE TABLE sentence (id INTEGER PRIMARY KEY, iri TEXT, text TEXT);
CREATE VIRTUAL TABLE names USING fts5(grams, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE sentences USING fts5(grams, content='', tokenize='unicode61 remove_diacritics 2');
"""
_MENTIONED = tuple(SCHEMA + n for n in ("agent", "object", "location")) + tuple(RDF + n for n in ("subject", "object"))


def words(text: str) -> Iterator[str]:
    """The words of the index in a text; the last character of a run is one too, so that each is the beginning of some.

    >>> list(words("Area 51"))
    ['area', '51']
    """
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text).lower()):
        run = match.group()
        if match["han"] is not None:
            yield from _pairs(run)
            yield run[-1]
        else:
            yield run


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)]


def phrase(text: str) -> str:
    """What to look for in the index, in the syntax of FTS5; "" where there is nothing.

    Each run of characters is a phrase, whose last word may go on; all of them must be there.

    >>> phrase("Area 5")
    '"area" * "5" *'
    """
    found = []
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text).lower()):
        run = match.group()
        pairs = _pairs(run) if match["han"] is not None else []
        found.append(f'"{" ".join(pairs)}"' if pairs else f'"{run}" *')
    return " ".join(found)


def build(store: ox.Store, base: str, path: Path) -> None:
    """Write the index of a store.

    Args:
        store: the store.
        base: what the IRIs of its things begin with.
        path: the new file.
    """
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        _add_things(database, store, base)
        _add_sentences(database, store, base)
        database.commit()


def _add_things(database: sqlite3.Connection, store: ox.Store, base: str) -> None:
    weights: Counter[str] = Counter()
    for predicate in _MENTIONED:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, DEFAULT):
            if isinstance(quad.object, ox.NamedNode):
                weights[quad.object.value] += 1
    for quad in store.quads_for_pattern(None, ox.NamedNode(KG + "mention"), None, DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            weights[quad.subject.value] += 1
    number: dict[str, int] = {}
    kinds = {f"{base}{kind}/" for kind in THING_KINDS}
    for main, predicate in ((True, "prefLabel"), (False, "altLabel")):
        for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + predicate), None, DEFAULT):
            subject, label = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(label, ox.Literal):
                continue
            iri = subject.value
            if iri[: iri.find("/", len(base)) + 1] not in kinds:
                continue
            reading = "latn" in (label.language or "")
            thing = number.setdefault(iri, len(number) + 1)
            if main and not reading:
                row = (thing, iri, label.value, weights[iri])
                database.execute("INSERT OR IGNORE INTO thing VALUES (?, ?, ?, ?)", row)
            grams = _syllables(label.value) if reading else " ".join(words(label.value))
            text = "" if reading else label.value
            found = database.execute("INSERT INTO name (thing, text) VALUES (?, ?)", (thing, text))
            database.execute("INSERT INTO names (rowid, grams) VALUES (?, ?)", (found.lastrowid, grams))


def _syllables(reading: str) -> str:
    """A reading as one word, as its initials, and syllable by syllable."""
    plain = unicodedata.normalize("NFD", reading.replace("\u00fc", "v"))
    syllables = re.findall(r"[a-z]+", "".join(c for c in plain.lower() if not unicodedata.combining(c) or c == " "))
    return " ".join(["".join(syllables), "".join(s[0] for s in syllables), *syllables])


def _add_sentences(database: sqlite3.Connection, store: ox.Store, base: str) -> None:
    quads = iter(store.quads_for_pattern(None, ox.NamedNode(OA + "exact"), None, DEFAULT))
    head, tail = f"{base}selector/", "-quote"
    at = 0
    while batch := list(islice(quads, _BATCH)):
        rows = []
        for quad in batch:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                iri, text = quad.subject.value, quad.object.value
                if iri.startswith(head) and iri.endswith(tail):
                    at += 1
                    rows.append((at, f"{base}sentence/{iri[len(head) : -len(tail)]}", text))
        database.executemany("INSERT INTO sentence VALUES (?, ?, ?)", rows)
        grams = ((n, " ".join(words(text))) for n, _, text in rows)
        database.executemany("INSERT INTO sentences (rowid, grams) VALUES (?, ?)", grams)


class Index:
    """An index that was built, for one thread at a time.

    Args:
        path: its file.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._database.execute("PRAGMA query_only=ON")

    def close(self) -> None:
        """Close its file."""
        self._database.close()

    def things(self, text: str, most: int) -> list[dict[str, Any]]:
        """The things that a text may name: those of exactly that name first, then by how much is said of them."""
        wanted = phrase(text)
        if not wanted:
            return []
        rows = self._database.execute(
            "SELECT thing.iri, thing.name, max(name.text = ?) AS same, thing.weight FROM names "
            "JOIN name ON name.id = names.rowid JOIN thing ON thing.id = name.thing "
            "WHERE names MATCH ? GROUP BY thing.id ORDER BY same DESC, thing.weight DESC, thing.iri LIMIT ?",
            (text.strip(), wanted, most),
        )
        return [{"iri": iri, "name": name, "weight": weight} for iri, name, _, weight in rows]

    def sentences(self, text: str, most: int) -> list[dict[str, Any]]:
        """Sentences with all words of a text."""
        wanted = phrase(text)
        if not wanted:
            return []
        rows = self._database.execute(
            "SELECT sentence.iri, sentence.text FROM sentences JOIN sentence ON sentence.id = sentences.rowid "
            "WHERE sentences MATCH ? LIMIT ?",
            (wanted, most),
        )
        return [{"iri": iri, "text": found} for iri, found in rows]

    def most_told(self, most: int) -> list[str]:
        """The IRIs of the things of which most is said."""
        rows: Iterable[tuple[str]] = self._database.execute(
            "SELECT iri FROM thing ORDER BY weight DESC, iri LIMIT ?", (most,)
        )
        return [iri for (iri,) in rows]


def main(folder: str, base: str, path: str) -> None:
    """Build the index of the database in *folder*; the file is there when it is whole."""
    part = Path(f"{path}.part")
    part.unlink(missing_ok=True)
    build(ox.Store.read_only(folder), base, part)
    part.rename(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
