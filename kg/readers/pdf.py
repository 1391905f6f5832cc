"""PDF files: the text of each page in reading order, its lines joined to paragraphs, its tables as rows.

Of the readers of the format pdfplumber was chosen by measurement (`tests/bench/pdf_reading.py`): it reads all the
encodings that Chinese office programs write into fonts without a table to Unicode, of which pypdf garbles one, and it
says where each character and line stands, without which there are neither paragraphs nor tables.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from kg.errors import InputError
from kg.readers.pdf_layout import Table, page_of
from kg.readers.pdf_lines import lines_of
from kg.text.original import Original

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page as PlumberPage
    from pdfplumber.pdf import PDF

    from kg.readers.model import Limits, Progress
    from kg.readers.pdf_layout import Page

STANDARD = "http://tools.ietf.org/rfc/rfc3778"
"""What the Web Annotation Data Model names for fragments of PDF files."""
_CHARACTERS = 100_000
"""Characters on a page; a broadsheet newspaper has a tenth."""
_EDGES = 3_000
"""Lines on a page among which tables are looked for; maps and drawings have more, and no tables."""
_MESS = 0.2
"""So many characters may be missing from the fonts' tables."""
_SPACE = re.compile(r"\s+")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The report in a PDF file; each line's place is its page (`page=3`).

    Args:
        data: the content of the file.
        name: what messages call it.
        limits: how much is read.
        progress: called after each page with its number and that of all pages.

    Raises:
        InputError: it is damaged, encrypted, has no text but pictures of it, or is beyond a limit.
    """
    pages: list[Page] = []
    damaged: list[str] = []
    document = _opened(data, name)
    given = _pages(document, name, limits)
    for number, page in enumerate(given, 1):
        try:
            pages.append(_page(page, number))
        except MemoryError:
            raise
        except Exception as error:
            inner = _cause(error)
            if isinstance(inner, MemoryError):
                raise inner from error
            # a damaged page may raise anything, and others may be sound
            damaged.append(f"page {number} cannot be read: {_told(error)}")
        page.close()
        if progress is not None:
            progress(number, len(given))
    characters = sum(page.characters for page in pages)
    if damaged and not characters:
        raise InputError(damaged[0], place=name, remedy="save it anew with the program that made it")
    if not characters:
        raise InputError(
            f"its {len(pages)} pages are pictures without text",
            place=name,
            remedy="run text recognition on it first, as ocrmypdf does, and give the result",
        )
    unknown = sum(page.unknown for page in pages)
    if unknown > _MESS * characters:
        raise InputError(
            "its fonts do not say which characters they show",
            place=name,
            remedy="save it anew with the program that made it, or run text recognition on it",
        )
    lines, notes = lines_of(pages)
    bare = [page.number for page in pages if not page.characters]
    if bare:
        notes = (*notes, f"pages without text: {', '.join(map(str, bare))}")
    if unknown:
        notes = (*notes, f"{unknown} characters that the fonts do not name")
    return Original(
        lines=lines,
        format="pdf",
        title=_title(document.metadata.get("Title"), [line.text for line in lines[:12]]),
        notes=(*notes, *damaged, *_made(document.metadata)),
        standard=STANDARD,
    )


def _opened(data: bytes, name: str) -> PDF:
    try:
        return pdfplumber.open(BytesIO(data), raise_unicode_errors=False)
    except MemoryError:
        raise
    except Exception as error:
        cause = _cause(error)
        if isinstance(cause, PDFPasswordIncorrect):
            raise InputError(
                "it is encrypted", place=name, remedy="open it with its password and save it without one"
            ) from error
        if isinstance(cause, PDFEncryptionError):
            raise InputError("its encryption is of no known kind", place=name, remedy="save it without one") from error
        raise _damaged(error, name) from error


def _pages(document: PDF, name: str, limits: Limits) -> list[PlumberPage]:
    try:
        pages: list[PlumberPage] = document.pages
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(error, name) from error
    if not pages:
        raise InputError("it has no pages", place=name, remedy="it may be damaged: save it anew")
    if len(pages) > limits.pages:
        raise InputError(
            f"{len(pages):,} pages are more than the {limits.pages:,} that are read", place=name, remedy="split it"
        )
    return pages


def _page(page: PlumberPage, number: int) -> Page:
    chars = page.chars
    if len(chars) > _CHARACTERS:
        raise ValueError(f"more than {_CHARACTERS:,} characters")
    return page_of(chars, tuple(_tables(page)), number=number, width=float(page.width), height=float(page.height))


def _tables(page: PlumberPage) -> Iterator[Table]:
    """The tables with ruled lines; a frame around a text is none."""
    if not 4 <= len(page.lines) + len(page.rects) + len(page.curves) <= _EDGES:
        return
    for table in page.find_tables():
        if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1:
            rows = tuple(tuple(cell or "" for cell in row) for row in table.extract(x_tolerance_ratio=0.3))
            if any(any(row) for row in rows):
                x0, top, x1, bottom = map(float, table.bbox)
                yield Table((x0, top, x1, bottom), rows)


def _damaged(error: BaseException, name: str) -> InputError:
    return InputError(f"it is damaged: {_told(error)}", place=name, remedy="save it anew with the program that made it")


def _cause(error: BaseException) -> BaseException:
    """The error inside pdfplumber's wrapping."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, BaseException) else error


def _told(error: BaseException) -> str:
    cause = _cause(error)
    told = _SPACE.sub(" ", str(cause))[:120]
    return f"{type(cause).__name__}: {told}" if told else type(cause).__name__


def _title(stated: Any, opening: list[str]) -> str:
    """The title that the document states, if it opens the text too: programs put file names and old titles there."""
    title = _SPACE.sub("", stated) if isinstance(stated, str) else ""
    return next((line for line in opening if title and _SPACE.sub("", line) == title), "")


def _made(information: dict[str, Any]) -> tuple[str, ...]:
    """When the file was made: no date of the report, but worth telling where that is missing."""
    found = _DATE.match(str(information.get("CreationDate", "")))
    return (f"the file was made on {'-'.join(found.groups())}",) if found else ()
