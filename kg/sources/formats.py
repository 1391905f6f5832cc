"""Which extensions the software reads, and what a content without a name is."""

from __future__ import annotations

import csv
import io
import json
from typing import Final

from kg.errors import InputError
from kg.readers.formats import ALIASES, EXTENSIONS, signature

TEXTS: Final = (".txt",)
TABLES: Final = (".jsonl", ".ndjson", ".csv")
ARCHIVES: Final = (".zip",)
KNOWN: Final = (*TEXTS, *EXTENSIONS, *TABLES, *ARCHIVES)
"""The extensions of all that is read, as it is searched for in folders and archives."""
_SHOWN: Final = tuple(extension for extension in KNOWN if extension not in ALIASES)
_DELIMITERS: Final = ",;\t|"


def known() -> str:
    """The extensions, for messages."""
    return " ".join(_SHOWN)


def choices() -> tuple[str, ...]:
    """What `--format` may be."""
    return tuple(extension[1:] for extension in _SHOWN)


def sniffed(data: bytes) -> str:
    """The format that a content shows, as an extension; `.txt` where it shows none.

    A table shows itself by its column `text`; Markdown does not show itself.
    """
    found = signature(data)
    if found == ".pdf":
        return found
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ".docx" if _is_word(data) else ".zip"
    if found is not None:
        return found
    first = data[: 2**16].removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    if first.startswith("{") and _is_row(first):
        return ".jsonl"
    return ".csv" if delimiter(first) is not None else ".txt"


def delimiter(header: str) -> str | None:
    r"""What parts the columns of a table, told by its header's column `text`, or None where there is no such column.

    >>> delimiter("id;text;date"), delimiter("text"), delimiter("a text"), delimiter('"id"\t"Text"')
    (';', ',', None, '\t')
    """
    for mark in _DELIMITERS:
        try:
            names = next(csv.reader([header], delimiter=mark), [])
        except csv.Error:
            continue
        if "text" in map(column, names):
            return mark
    return None


def column(name: str) -> str:
    """The name of a column as it counts: without blanks and case."""
    return name.strip().lower()


def checked(name: str) -> str:
    """A format that the user names, as an extension.

    Raises:
        InputError: there is no such format.
    """
    extension = f".{name.lower().removeprefix('.')}"
    if extension not in KNOWN:
        raise InputError(f"{name!r} is no format", remedy=f"one of {' '.join(choices())}")
    return ALIASES.get(extension, extension)


def _is_row(line: str) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return '"text"' in line and line.count('"') > 2 and len(line) > 2**15
    return isinstance(row, dict) and "text" in row


def _is_word(data: bytes) -> bool:
    import zipfile  # noqa: PLC0415 - nothing that plain texts should wait for

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"word/document.xml" in data
