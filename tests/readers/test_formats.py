"""Which reader reads what: by content first, by extension else; nothing is loaded that is not needed."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
from docx_factory import docx_bytes

from kg.errors import InputError, MissingExtraError
from kg.readers.formats import ALIASES, EXTENSIONS, FORMATS, format_of, is_own_page, read_original
from kg.readers.model import Limits

PDF = b"%PDF-1.7\n"
PAGE = b"<!DOCTYPE html><html><body><p>\xe6\xb8\x85\xe6\xb2\xb3\xe5\x8e\xbf</p></body></html>"
SAVED = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
PLAIN = "清河县召开会议。".encode()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PLAIN, "a.txt", None),
        (PLAIN, "report", None),
        (PLAIN, "a.md", ".md"),
        (PLAIN, "a.MARKDOWN", ".md"),
        (PLAIN, "a.html", ".html"),
        (PAGE, "a.txt", ".html"),
        (PAGE, "a.docx", ".html"),
        (b"\xef\xbb\xbf \r\n<!-- saved -->\n" + PAGE, "stdin", ".html"),
        (PAGE.decode().encode("utf-16"), "a.txt", ".html"),
        (PDF, "a.docx", ".pdf"),
        (PDF, "a.txt", ".pdf"),
        (docx_bytes(), "a.pdf", ".docx"),
        (docx_bytes(), "a.txt", ".docx"),
        (SAVED, "a.html", ".mhtml"),
        (SAVED, "a.mht", ".mhtml"),
        (b"", "a.docx", None),
    ],
)
def test_the_content_tells_the_format_before_the_extension_does(data, name, expected) -> None:
    assert format_of(data, name) == expected


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.mhtml"])
@pytest.mark.parametrize(
    "data", [PLAIN, b"PK\x03\x04 and nothing else", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_a_file_that_is_not_what_its_extension_says_is_refused_with_a_remedy(data, name) -> None:
    with pytest.raises(InputError, match="whatever its name says") as caught:
        format_of(data, name)
    assert caught.value.place == name
    assert caught.value.remedy


@pytest.mark.parametrize("extension", sorted(FORMATS))
def test_each_format_has_its_reader(extension) -> None:
    found = FORMATS[extension]
    assert callable(getattr(import_module(f"kg.readers.{found.module}"), found.function))


def test_each_extension_is_a_format_or_stands_for_one() -> None:
    assert set(ALIASES.values()) <= set(FORMATS)
    assert set(EXTENSIONS) == {*FORMATS, *ALIASES}


@pytest.mark.parametrize(
    ("package", "data", "name", "extra"),
    [
        ("docx", docx_bytes(), "a.docx", "docx"),
        ("trafilatura", PAGE, "a.html", "html"),
        ("lxml", SAVED, "a.mhtml", "html"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(monkeypatch, package, data, name, extra) -> None:
    for module in [m for m in sys.modules if m.startswith("kg.readers.") and not m.endswith((".formats", ".model"))]:
        monkeypatch.delitem(sys.modules, module)
    for module in [m for m in sys.modules if m == package or m.startswith(f"{package}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError) as caught:
        read_original(data, name)
    assert caught.value.remedy == f"pip install 'govkg[{extra}]'"
    assert caught.value.exit_code == 8


def test_a_plain_text_loads_no_reader_and_neither_does_help(tmp_path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("2024年7月3日，清河县召开防汛会议。", encoding="utf-8")
    heavy = ("trafilatura", "lxml", "docx", "markdown_it", "pypdf", "pdfplumber")
    code = (
        "import sys, kg\n"
        f"kg.build({str(report)!r})\n"
        "from kg.cli.main import main\n"
        f"print([m for m in {heavy!r} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="more than the 10 that are read"):
        read_original(PAGE, "a.html", Limits(size=10))


def test_a_page_that_kg_view_wrote_is_no_report() -> None:
    page = b'<!doctype html><html><head><meta charset="utf-8">\n<meta name="generator" content="kg view">' + PAGE
    assert is_own_page(page)
    with pytest.raises(InputError, match="kg view wrote"):
        read_original(page, "graph.html")
