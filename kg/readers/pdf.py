"""PDF files: the text of each page in reading order, its lines joined to paragraphs, its tables as rows.

Of the readers of the format pdfplumber was chosen by measurement (`tests/bench/pdf_reading.py`): it reads all the
encodings that Chinese office programs write into fonts without a table to Unicode, of which pypdf garbles one, and it
says where each character and line stands, without which there are neither paragraphs nor tables.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.readers.apart import read_apart

if TYPE_CHECKING:
    from kg.readers.model import Limits, Progress
    from kg.text.original import Original


def read_pdf(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The report in a PDF file; each line's place is its page (`page=3`).

    Args:
        data: the content of the file.
        name: what messages call it.
        limits: how much is read.
        progress: called after each page with its number and that of all pages.

    Raises:
        InputError: it is damaged, encrypted, has no text but pictures of it, or is beyond a limit.
        ImportError: pdfplumber is not installed.
    """
    if find_spec("pdfplumber") is None:
        raise ModuleNotFoundError("No module named 'pdfplumber'", name="pdfplumber")
    return read_apart("kg.readers.pdf_pages", "read_pages", data, name, limits, progress)
