"""Word documents made in memory, with what the library itself cannot write set in as markup."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document


def docx_bytes(fill: Callable[[Document], None] | None = None) -> bytes:
    """The bytes of a document that *fill* has filled; else one with a paragraph."""
    document = docx.Document()
    if fill is None:
        document.add_paragraph("2024年7月3日，清河县召开防汛会议。")
    else:
        fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def markup(document: Document, inner: str) -> None:
    """Add a paragraph of raw markup."""
    document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"), "w:sectPr")


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with some of its parts replaced, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    """A part of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
