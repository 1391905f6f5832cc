"""PDF readers side by side, and what a long file takes.

    python tests/bench/pdf_reading.py [--pages 300]

Prints which of the encodings that Chinese office programs use each library reads right, and how long each takes for a
file of many pages; then time and peak memory of `kg.readers.pdf`, here and in the process apart, which is to be much
less than linear in the number of pages.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pypdf

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers"))

from pdf_factory import Sheet, coded

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "清河区教育局组织开展校园安全隐患排查，发现并整改问题，培训教师，覆盖各中小学校和幼儿园。"
CODES = [
    ("GBK-EUC-H", "gbk"),
    ("GBKp-EUC-H", "gbk"),
    ("GBK2K-H", "gb18030"),
    ("GBpc-EUC-H", "gb2312"),
    ("UniGB-UCS2-H", "utf-16-be"),
    ("UniGB-UTF16-H", "utf-16-be"),
]
_ALONE = """
import resource, sys
from kg.readers.model import Limits
from kg.readers.formats import read_original
data = sys.stdin.buffer.read()
found = read_original(data, "report.pdf", Limits())
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
from kg.readers.apart import _apart
_apart()._end(_apart()._process)
apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(sum(len(line.text) for line in found.lines), own, apart)
"""


def long_file(pages: int) -> bytes:
    """A report of many pages, with header, page number, paragraphs and a table now and then."""
    sheet = Sheet()
    for number in range(1, pages + 1):
        sheet.line("清河区工作简报", 70, 40, 9)
        y = 80.0
        for k in range(5):
            y = sheet.paragraph(f"{number}.{k} {TEXT * 3}", 70, y, 450, 15)
        if number % 10 == 0:
            sheet.table([["街道", "支部(个)"], ["东门街道", str(number)]], 70, 720)
        sheet.line(f"- {number} -", 297, 810, 9, centred=True)
        sheet.page()
    return sheet.data()


def with_pypdf(data: bytes) -> str:
    """The text by pypdf."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def with_pdfplumber(data: bytes) -> str:
    """The text by pdfplumber."""
    found = []
    for page in pdfplumber.open(BytesIO(data)).pages:
        found.append(page.extract_text())
        page.close()
    return "".join(found)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, default=300)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    libraries: dict[str, Callable[[bytes], str]] = {"pypdf": with_pypdf, "pdfplumber": with_pdfplumber}
    data = long_file(given.pages)
    for name, read in libraries.items():
        right = [encoding for encoding, codec in CODES if TEXT in read(coded([TEXT], encoding, codec))]
        start = time.perf_counter()
        read(data)
        took = time.perf_counter() - start
        print(f"{name}: {len(right)} of {len(CODES)} encodings, {given.pages} pages in {took:.1f} s")
    for pages in (given.pages // 10, given.pages):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", _ALONE], input=long_file(pages), capture_output=True, check=True)
        took = time.perf_counter() - start
        characters, own, apart = done.stdout.split()
        print(
            f"kg: {pages} pages, {int(characters):,} characters in {took:.1f} s, peak memory {int(own)} MB "
            f"here and {int(apart)} MB in the process apart"
        )


if __name__ == "__main__":
    main()
