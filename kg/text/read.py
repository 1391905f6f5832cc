"""Bytes to document: the text stages in their order."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from kg.text.dateline import MatterFinder
from kg.text.dates import DateFinder
from kg.text.dating import DateReader
from kg.text.decode import decode
from kg.text.headline import headline, publisher
from kg.text.model import Document
from kg.text.repair import Repairer
from kg.text.sentences import SentenceSplitter
from kg.text.structure import StructureReader
from kg.text.words import TextWords

if TYPE_CHECKING:
    import datetime

    from kg.schema.model import Schema


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


def read_document(data: bytes, *, name: str = "-", date: datetime.date | None = None) -> Document:
    """`DocumentReader` with the ontology that ships with the software."""
    return shipped_reader()(data, name=name, date=date)


@cache
def shipped_reader() -> DocumentReader:
    """The reader by the ontology that ships with the software, built at its first use."""
    from kg.schema.load import load_schema  # noqa: PLC0415 - only for callers that bring no schema of their own

    return DocumentReader(load_schema())
