"""Standard input: the format shows itself, or is told."""

from __future__ import annotations

import io
import zipfile

import pytest

from kg.sources.formats import sniffed

TEXT = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处。"


def packed(name: str, data: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


SHOWN = {
    ".txt": TEXT.encode(),
    ".html": f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode(),
    ".pdf": b"%PDF-1.7\n",
    ".zip": packed("a.txt", TEXT),
    ".docx": packed("word/document.xml", "<x/>"),
    ".jsonl": f'{{"text": "{TEXT}"}}\n'.encode(),
    ".csv": f"id;text\n1;{TEXT}\n".encode("gbk"),
    ".mhtml": b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
}


@pytest.mark.parametrize("extension", SHOWN)
def test_a_content_shows_its_format(extension) -> None:
    assert sniffed(SHOWN[extension]) == extension


def test_an_archive_that_holds_a_word_document_is_an_archive() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.docx", inner.getvalue())

    assert sniffed(out.getvalue()) == ".zip"


@pytest.mark.parametrize("extension", [".txt", ".html", ".zip", ".jsonl", ".csv"])
def test_what_comes_on_standard_input_is_read_by_its_content(run, extension) -> None:
    ran = run("build", "-", stdin=SHOWN[extension])

    assert ran.code == 0, ran.err
    assert "1 report: " in ran.err
    assert "清河区教育局" in ran.out


def test_a_format_that_does_not_show_itself_is_told(run) -> None:
    plain = run("build", "-", stdin=f"# 工作简报\n\n- {TEXT}\n".encode())
    told = run("build", "-", "--format", "md", stdin=f"# 工作简报\n\n- {TEXT}\n".encode())

    assert 'kg:format "md"' not in plain.out
    assert 'kg:format "md"' in told.out


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("-", "--format", "xls"), 3, "no format"),
        (("a.txt", "--format", "md"), 2, "--format goes with"),
        (("-", "--format", "pdf"), 3, "not a PDF file"),
        (("-",), 3, "empty"),
    ],
)
def test_what_makes_no_sense_is_told(run, arguments, code, word) -> None:
    ran = run("build", *arguments, stdin=b"" if arguments == ("-",) else TEXT.encode())

    assert ran.code == code
    assert word in ran.err
