"""Bytes to document: the text stages in their order."""

from __future__ import annotations

import datetime
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.text.dateline import MatterFinder
from kg.text.dates import DateFinder
from kg.text.dating import DateReader
from kg.text.decode import decode
from kg.text.furniture import PAGES, PageCleaner
from kg.text.given import by_first_word, joined, placed, places, usable_lines
from kg.text.headline import headline, publisher
from kg.text.model import Document
from kg.text.repair import Repairer
from kg.text.sentences import SentenceSplitter
from kg.text.structure import StructureReader
from kg.text.tables import find_tables
from kg.text.words import TextWords

if TYPE_CHECKING:
    from kg.schema.model import Schema
    from kg.text.original import Original


class DocumentReader:
    """Reads files by one schema; building it compiles the words of the outer form once for any number of files."""

    def __init__(self, schema: Schema) -> None:
        words = TextWords(schema)
        dates = DateFinder(words)
        self._words = words
        self._matter = MatterFinder(words, dates)
        self.repair = Repairer(words)
        self._structure = StructureReader(words, self._matter)
        self._sentences = SentenceSplitter(words)
        self._date = DateReader(words, dates, self._matter)
        self._page = PageCleaner(words)

    def __call__(self, data: bytes, *, name: str = "-", date: datetime.date | None = None) -> Document:
        """A document from the bytes of a text file.

        Args:
            data: the file's content.
            name: what to call it in messages and evidence; a date in it counts where the text has none.
            date: the report's date; without it, it is looked for in the text.

        Raises:
            InputError: the bytes are empty, binary, or no text.
        """
        decoded = decode(data, name, everyday=self._words.everyday)
        repaired = self.repair(decoded.text)
        traced = repaired.traced
        text = traced.text
        blocks = self._structure(text)
        sentences = self._sentences(text, blocks)
        found = self._date(text, blocks, name)
        damage = (f"{decoded.damaged} damaged characters marked",) if decoded.damaged else ()
        return Document(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            name=name,
            text=text,
            source=decoded.text,
            encoding=decoded.encoding,
            date=date or found.date,
            date_from="option" if date else found.how,
            title=headline(text, blocks, self._words),
            publisher=publisher(text, blocks, self._matter),
            blocks=blocks,
            sentences=sentences,
            starts=traced.starts,
            origins=traced.origins,
            repairs=(*damage, *repaired.repairs),
            properties=found.properties if date is None else (),
        )

    def lines(self, original: Original, *, name: str = "-", date: datetime.date | None = None) -> Document:
        """A document from the lines that a file's format gives.

        Its headings, list items and table rows are what the format says they are; what it says nothing about is read
        as in a plain text. Its paragraphs are neither joined nor broken.

        Args:
            original: the lines, and what the format says of the report.
            name: what to call it in messages and evidence; a date in it counts where there is no other.
            date: the report's date; without it, it is looked for in the text and in what the format says.

        Raises:
            InputError: there are no words in it.
        """
        page = self._page.read(original) if original.format in PAGES else None
        given = usable_lines(page.original if page else original)
        repaired = self.repair(joined(given), lines=False)
        traced = repaired.traced
        text = traced.text
        if not text.strip():
            raise InputError("there is no text in it", place=name, remedy="give a file that holds a report")
        found = placed(given, traced)
        blocks = self._structure(text, by_first_word(text, found))
        stated = datetime.date.fromisoformat(original.date) if original.date else None
        dated = self._date(text, blocks, name, stated)
        return Document(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            name=name,
            text=text,
            source=joined(given),
            encoding=original.encoding or "utf-8",
            date=date or dated.date,
            date_from="option" if date else dated.how,
            title=headline(text, blocks, self._words),
            publisher=publisher(text, blocks, self._matter)
            or (page.source if page else None)
            or original.publisher
            or None,
            blocks=blocks,
            sentences=self._sentences(text, blocks),
            starts=traced.starts,
            origins=traced.origins,
            repairs=(*(page.original if page else original).notes, *repaired.repairs),
            properties=dated.properties if date is None else (),
            format=original.format,
            address=original.address,
            places=tuple(places(found)),
            standard=original.standard,
            tables=tuple(find_tables(text, found)),
        )


def read_document(data: bytes, *, name: str = "-", date: datetime.date | None = None) -> Document:
    """`DocumentReader` with the ontology that ships with the software."""
    return shipped_reader()(data, name=name, date=date)


@cache
def shipped_reader() -> DocumentReader:
    """The reader by the ontology that ships with the software, built at its first use."""
    from kg.schema.load import load_schema  # noqa: PLC0415 - only for callers that bring no schema of their own

    return DocumentReader(load_schema())
