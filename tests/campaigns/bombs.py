"""Files made to take time or memory, or to leave the place where they are read."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from bomb_parts import flate, forms, laughs, pdf_of, run_of, unicode_range, with_part, words
from pdf_factory import assembled
from sound_files import BODY, TEXT, packed, page

if TYPE_CHECKING:
    from collections.abc import Callable


def bombs() -> dict[str, Callable[[], bytes]]:
    """Files made to take time or memory, by name; the extension says the format."""
    deep, wide = 100_000, 1_000_000
    return {
        "laughs.docx": lambda: words(run_of("&e9;"), laughs(9, 10)),
        "quadratic.docx": lambda: words(run_of("&e1;" * 2000), laughs(1, 2000)),
        "external.docx": lambda: words(run_of("&f;"), laughs(1, 1)),
        "deep.docx": lambda: words("<w:p>" * deep + "</w:p>" * deep),
        "deep-table.docx": lambda: words("<w:tbl><w:tr><w:tc>" * 3000 + run_of("x") + "</w:tc></w:tr></w:tbl>" * 3000),
        "wide-cell.docx": lambda: words(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
            + run_of("x")
            + "</w:tc></w:tr></w:tbl>"
        ),
        "many-runs.docx": lambda: words("<w:p>" + "<w:r><w:t>区</w:t></w:r>" * 60_000 + "</w:p>"),
        "one-word.docx": lambda: words(run_of("清" * 60_000)),
        "attributes.docx": lambda: words("<w:p " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>" + run_of("x")),
        "namespaces.docx": lambda: words("<w:p " + " ".join(f'xmlns:a{n}="{n}"' for n in range(60_000)) + "/>"),
        "spaces.docx": lambda: words(run_of(" " * wide)),
        "bomb.docx": lambda: with_part("word/document.xml", b" " * 300_000_000),
        "media.docx": lambda: packed(("word/document.xml", b"<x/>"), ("word/media/a.png", bytes(200_000_000))),
        "cyclic-style.docx": lambda: with_part(
            "word/styles.xml",
            b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b'<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="A"/></w:style>'
            b'<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="Title"/></w:style></w:styles>',
        ),
        "flate.pdf": lambda: pdf_of(flate(flate(bytes(2**27)) * 32, 3), filters="/Filter[" + "/FlateDecode" * 4 + "]"),
        "text.pdf": lambda: pdf_of(
            flate(b"BT /F1 9 Tf " + b"(aaaaaaaaaa) Tj " * 300_000), filters="/Filter/FlateDecode"
        ),
        "lines.pdf": lambda: pdf_of(flate(b"0 0 m 9 9 l S " * 100_000), filters="/Filter/FlateDecode"),
        "rectangles.pdf": lambda: pdf_of(
            flate(b"".join(b"%d %d 5 5 re S " % (n % 500, n // 500 * 7) for n in range(9000))),
            filters="/Filter/FlateDecode",
        ),
        "broken-flate.pdf": lambda: pdf_of(flate(bytes(2**26))[:-9] + b"x" * 500_000, filters="/Filter/FlateDecode"),
        "forms.pdf": lambda: forms(12, 9),
        "own-form.pdf": lambda: pdf_of(
            b"/X Do",
            resources="/XObject<</X 6 0 R>>",
            more=(
                (
                    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>"
                    b"stream\n/X Do\nendstream"
                ),
            ),
        ),
        "unicode.pdf": unicode_range,
        "deep-array.pdf": lambda: pdf_of(b"[" * deep + b"]" * deep + b" TJ"),
        "many-q.pdf": lambda: pdf_of(b"q " * 300_000),
        "kids.pdf": lambda: assembled(
            ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>"]
        ),
        "pages.pdf": lambda: assembled(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[" + " ".join(f"{n} 0 R" for n in range(3, 20_003)) + "]/Count 20000>>",
                *["<</Type/Page/Parent 2 0 R>>"] * 20_000,
            ]
        ),
        "reference.pdf": lambda: assembled(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"]),
        "index.pdf": lambda: pdf_of(b"").replace(b"xref\n0 6", b"xref\n0 4000000000"),
        "length.pdf": lambda: pdf_of(b"BT ET").replace(b"/Length 5", b"/Length 99999999999999999999"),
        "start.pdf": lambda: pdf_of(b"BT ET").replace(b"startxref\n", b"startxref\n9999999"),
        "only-head.pdf": lambda: b"%PDF-1.7",
        "objects.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000,
        "text-as.pdf": lambda: TEXT.encode(),
        "deep.html": lambda: f"<html><body>{'<div>' * deep}{TEXT}".encode(),
        "deep-list.html": lambda: f"<html><body>{'<ul><li>' * 20_000}{TEXT}".encode(),
        "deep-table.html": lambda: f"<html><body>{'<table><tr><td>' * 5000}{TEXT}".encode(),
        "attributes.html": lambda: f"<html><body><p {' '.join(f'a{n}=1' for n in range(100_000))}>{TEXT}</p>".encode(),
        "colspan.html": lambda: (
            f"<html><body><table><tr><td colspan=1000000000 rowspan=1000000000>{TEXT}</td></tr></table>".encode()
        ),
        "spans.html": lambda: (
            f"<html><body><table>{'<tr><td rowspan=65534 colspan=1000>x' * 500}</table>{TEXT}".encode()
        ),
        "entities.html": lambda: f"<!DOCTYPE html>{laughs(9, 10)[15:]}<html><body><p>&e9;{TEXT}</p>".encode(),
        "paragraphs.html": lambda: f"<html><body><article>{f'<p>{BODY[0]}</p>' * 1000}</article>".encode(),
        "links.html": lambda: f"<html><body>{'<a href=/x>区</a>' * 50_000}<p>{TEXT}</p>".encode(),
        "open-comment.html": lambda: f"<html><body><p>{TEXT}</p>{'<!-- ' * 100_000}".encode(),
        "brackets.html": lambda: b"<html><body>" + b"<" * 500_000,
        "quotes.html": lambda: f"<html><body><p title='{'a' * wide}>{TEXT}</p>".encode(),
        "scripts.html": lambda: f"<html><body>{'<script>x' * 20_000}<p>{TEXT}</p>".encode(),
        "image.html": lambda: (
            f"<html><body><img width=99999999 height=99999999 src='data:x,{'A' * wide}'><p>{TEXT}</p>".encode()
        ),
        "nothing.html": lambda: b"<html></html>",
        "deep.mhtml": lambda: "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(2000)
        ).encode(),
        "boundaries.mhtml": lambda: (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 100_000
        ),
        "headers.mhtml": lambda: b"MIME-Version: 1.0\r\n" + b"X: y\r\n" * 200_000,
        "base64.mhtml": lambda: (
            b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + b"=?" * 500_000
        ),
        "charset.mhtml": lambda: (
            b'MIME-Version: 1.0\r\nContent-Type: text/html; charset="../../x"\r\n\r\n' + page().encode()
        ),
        "deep.jsonl": lambda: b"[" * wide,
        "deep-object.jsonl": lambda: b'{"text":' * deep + b"1" + b"}" * deep,
        "surrogates.jsonl": lambda: rb'{"text": "\ud800\udfff\ud800 \ud83d", "id": "\udc00"}',
        "number.jsonl": lambda: b'{"text": ' + b"9" * wide + b"}",
        "keys.jsonl": lambda: json.dumps({f"k{n}": n for n in range(200_000)} | {"text": TEXT}).encode(),
        "quote.csv": lambda: b'id,text\n1,"' + TEXT.encode() * 400,
        "columns.csv": lambda: b"text," * 200_000 + b"\n" + b"x," * 200_000,
        "nul.csv": lambda: b"id,text\n1,\x00\x00a\n",
        "carriage.csv": lambda: b"id,text\r1,a\r" * 1000,
        "bomb.zip": lambda: packed(("a.txt", bytes(300_000_000))),
        "many.zip": lambda: packed(*((f"{n}.txt", b"") for n in range(30_000))),
        "nested.zip": lambda: packed(("a.zip", packed(("b.zip", packed(("c.zip", packed(("d.txt", TEXT.encode())))))))),
        "bombs.zip": lambda: packed(*((f"{n}.zip", packed(("a.txt", bytes(100_000_000)))) for n in range(8))),
        "traversal.zip": lambda: packed(
            ("../../../../tmp/kg-escaped.txt", TEXT.encode()), ("/kg-escaped.txt", TEXT.encode())
        ),
        "same-names.zip": lambda: packed(*[("a.txt", TEXT.encode())] * 5),
        "long-name.zip": lambda: packed(("名" * 20_000 + ".txt", TEXT.encode())),
        "control-name.zip": lambda: packed(('a\n\x1b[31m\x07<>".txt', TEXT.encode())),
        "one-line.txt": lambda: TEXT.replace("\n", "").encode() * 500,
        "character.txt": lambda: ("清" * 60_000).encode(),
        "brackets.txt": lambda: ("(" * 20_000 + "《" * 20_000 + "“" * 20_000).encode(),
        "digits.txt": lambda: ("9" * 60_000).encode(),
        "numerals.txt": lambda: ("一百二十三万" * 10_000).encode(),
        "dates.txt": lambda: ("2024年7月2日至3日,7月," * 3000).encode(),
        "names.txt": lambda: ("清河区教育局、清河区卫生局和" * 5000).encode(),
        "lines.txt": lambda: b"\n" * wide + TEXT.encode(),
        "short-lines.txt": lambda: "\n".join("一是二是三是四是"[n % 8] for n in range(20_000)).encode(),
        "marks.txt": lambda: ("a\u0301" * 20_000 + "\u202e\u200b\ufeff" * 10_000 + TEXT).encode(),
        "private.txt": lambda: ("\ue000\U000f0000" * 20_000 + TEXT * 30).encode(),
        "pinyin.txt": lambda: ("标(biāo)题(tí)" * 4000).encode(),
        "gzip.txt": lambda: gzip.compress(TEXT.encode(), mtime=0),
        "marks-only.txt": lambda: b"\xef\xbb\xbf",
        "headings.md": lambda: b"#" * wide,
        "stars.md": lambda: b"*_" * 200_000,
        "quotes.md": lambda: b"> " * 50_000 + TEXT.encode(),
        "lists.md": lambda: "\n".join(" " * n + "- x" for n in range(3000)).encode(),
        "table.md": lambda: b"|" * 100_000 + b"\n" + b"|-" * 100_000 + b"\n" + b"|x" * 100_000,
        "links.md": lambda: b"[" * 200_000 + b"](" * 1000,
        "front.md": lambda: b"---\n" + b"a: &a [*a]\n" * 10_000 + b"---\n" + TEXT.encode(),
    }
