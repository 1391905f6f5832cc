"""Opening a Word document that a stranger made: what asks for too much is refused before it is parsed."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx

from kg.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document

REMEDY = "open it with the program that made it and save it anew"
_PROLOG = 4096
# An element of the tree takes some fifty times the bytes of its tag.
_MOST_MARKUP = 64 * 2**20


def check_markup(data: bytes, name: str) -> None:
    """Refuse what would take too much memory, and document type declarations, which Office documents must not have.

    The library resolves no entities (ECMA-376 part 2, 8.2.4 forbids them); here they are not even parsed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [p for p in archive.infolist() if p.filename.endswith((".xml", ".rels"))]
        markup = sum(p.file_size for p in parts)
        heads = (_head(archive, part) for part in parts) if markup <= _MOST_MARKUP else ()
        if any(b"<!DOCTYPE" in head for head in heads):
            raise InputError("it declares entities, as no Word document does", place=name, remedy=REMEDY)
    if markup > _MOST_MARKUP:
        raise InputError(
            f"{markup:,} bytes of markup are more than the {_MOST_MARKUP:,} that are read",
            place=name,
            remedy="split it, or export its text",
        )


def _head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The beginning of a part, without the second bytes of UTF-16; nothing where it is damaged, which shows later."""
    try:
        with archive.open(part) as file:
            return file.read(_PROLOG).replace(b"\0", b"")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError):
        return b""


def open_document(data: bytes, name: str) -> Document:
    """The document.

    Raises:
        InputError: it is damaged.
    """
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # on damaged files the library raises whatever its parts raise
        raise InputError(f"the file is damaged: {type(error).__name__}", place=name, remedy=REMEDY) from error
