"""Broken and hostile files of every format that is read, made from a seed: the same seed gives the same files."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import warnings
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import docx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers"))

from pdf_factory import Sheet, assembled, coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "清河区召开防汛工作会议"
BODY = (
    "2024年7月2日,清河区水利局组织开展隐患排查12次,整改问题43处。近期将新建泵站2座。",
    "清河区政府成立防汛专班,建立“日巡夜查”机制,向群众发放明白卡2000多份。一是抓宣传,举办培训班4期。",
    "区教育局局长林晓舟出席会议并讲话,要求各街道认真落实,确保安全度汛。",
)
TEXT = "\n".join((TITLE, *BODY))
ROWS = (("街道", "支部(个)"), ("东门街道", "12"), ("西门街道", "8"))


# --- sound files -------------------------------------------------------------------------------------------------


def page() -> str:
    """A page with an article, a table and a menu."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><ul>{menu}</ul>"
        f"<article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}<table>{cells}</table></article></body></html>"
    )


def word() -> bytes:
    """A Word document with headings, a list and a table."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in BODY:
        document.add_paragraph(paragraph)
    document.add_heading("主要做法", 1)
    document.add_paragraph("开展义诊3次。", style="List Number")
    table = document.add_table(0, 2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet() -> bytes:
    """A PDF file of two pages with a table."""
    made = Sheet(title=TITLE)
    for number in (1, 2):
        made.line(TITLE, 297, 90, 22, centred=True)
        y = 150.0
        for paragraph in BODY:
            y = made.paragraph(paragraph, 70, y, 450)
        made.table(ROWS, 70, y)
        made.line(f"- {number} -", 297, 810, 9, centred=True)
        made.page()
    return made.data()


def saved() -> bytes:
    """A saved page."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(page(), subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png")
    return message.as_bytes()


def packed(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    warnings.simplefilter("ignore", UserWarning)  # two members of one name are meant
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


def sound() -> dict[str, list[bytes]]:
    """Files that can be read, by extension; what is broken is made of them."""
    lines = "\n".join(
        json.dumps({"id": n, "text": p, "date": "2024-07-02"}, ensure_ascii=n > 0) for n, p in enumerate(BODY)
    )
    table = "id,title,text\r\n" + "".join(f'{n},{TITLE},"{p}"\r\n' for n, p in enumerate(BODY))
    marked = f"# {TITLE}\n\n{BODY[0]}\n\n- 一\n- 二\n\n| 街道 | 支部 |\n|---|---|\n| 东门 | 12 |\n\n```\ncode\n```\n"
    files = {
        ".txt": [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16")],
        ".md": [marked.encode()],
        ".html": [page().encode(), page().replace("utf-8", "gb2312").encode("gb18030")],
        ".mhtml": [saved()],
        ".docx": [word()],
        ".pdf": [sheet(), coded([TITLE, *BODY], "GBK-EUC-H", "gbk")],
        ".jsonl": [lines.encode()],
        ".csv": [table.encode(), table.encode("gb18030")],
    }
    files[".zip"] = [packed(*((f"{n}{ext}", data[0]) for n, (ext, data) in enumerate(files.items())))]
    return files


# --- damage to any file ------------------------------------------------------------------------------------------


def cut(data: bytes, draw: random.Random) -> bytes:
    """Without its end."""
    return data[: draw.randrange(len(data) + 1)]


def headless(data: bytes, draw: random.Random) -> bytes:
    """Without its beginning."""
    return data[draw.randrange(len(data) + 1) :]


def flipped(data: bytes, draw: random.Random) -> bytes:
    """With some bits flipped."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 3, 10, 100))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def gap(data: bytes, draw: random.Random) -> bytes:
    """With a stretch of NULs, as a broken copy has."""
    start = draw.randrange(len(data))
    length = draw.randrange(1, len(data))
    return (data[:start] + bytes(length) + data[start + length :])[: max(len(data), start + length)]


def missing(data: bytes, draw: random.Random) -> bytes:
    """Without a stretch in the middle."""
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(1, len(data)) :]


def repeated(data: bytes, draw: random.Random) -> bytes:
    """With a stretch many times."""
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 200)]
    return data[:start] + piece * draw.randrange(2, 2000) + data[start:]


def spliced(data: bytes, draw: random.Random) -> bytes:
    """With random bytes in the middle."""
    start = draw.randrange(len(data))
    return data[:start] + draw.randbytes(draw.randrange(1, 5000)) + data[start:]


def numbers(data: bytes, draw: random.Random) -> bytes:
    """With its numbers changed to awkward ones."""
    awkward = (b"0", b"-1", b"99999999999", b"2147483648", b"1e999", b"NaN")
    out = bytearray()
    for k, piece in enumerate(data.split(b" ")):
        out += b" " if k else b""
        out += draw.choice(awkward) if piece.isdigit() and draw.random() < 0.3 else piece
    return bytes(out)


def mixed(data: bytes, draw: random.Random) -> bytes:
    """With text in another encoding behind it."""
    return data + TEXT.encode(
        draw.choice(("gb18030", "utf-8", "utf-16-le", "big5hkscs", "utf-32")), "replace"
    ) * draw.randrange(1, 9)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, headless, flipped, gap, missing, repeated, spliced, numbers, mixed,
)  # fmt: skip


# --- files made to hurt ------------------------------------------------------------------------------------------


def with_part(name: str, xml: bytes) -> bytes:
    """The Word document with another content of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info, xml if info.filename == name else before.read(info))
    return out.getvalue()


def laughs(depth: int, width: int) -> str:
    """A document type whose entities stand for one another."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * width}">' for n in range(depth))
    return f'<!DOCTYPE x [<!ENTITY e0 "{"开展义诊3次。" * 10}">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def words(body: str, head: str = "") -> bytes:
    """A Word document of some XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return with_part("word/document.xml", xml.encode())


def run_of(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_of(
    content: bytes, *, filters: str = "", resources: str = "/Font<</F1 5 0 R>>", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF file with a page of some content."""
    return assembled(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>",
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def flate(data: bytes, times: int = 1) -> bytes:
    """Packed, several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def forms(depth: int, width: int) -> bytes:
    """Forms that draw forms, and so on."""
    more = []
    for n in range(depth):
        draws = b"/X Do " * width if n < depth - 1 else b"BT /F1 9 Tf (aaaaaaaaaa) Tj ET"
        inner = b"/XObject<</X %d 0 R>>" % (7 + n) if n < depth - 1 else b"/Font<</F1 5 0 R>>"
        more.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
            % (inner, len(draws), draws)
        )
    return pdf_of(b"/X Do " * width, resources="/XObject<</X 6 0 R>>", more=tuple(more))


def unicode_range() -> bytes:
    """A font whose table to Unicode names four thousand million characters."""
    table = b"/CMapName/X def 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(table), table)
    cid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>"
    content = b"BT /F1 9 Tf <00010002> Tj ET"
    return pdf_of(content, resources="/Font<</F1 6 0 R>>", more=(font, stream, cid))


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


def files(number: int, seed: int, *, hostile: bool = True) -> Iterator[tuple[str, bytes]]:
    """Names and contents of *number* files: each bomb once as far as there is room, the rest damaged at random."""
    draw = random.Random(seed)  # noqa: S311 - it must be the same again
    whole = sound()
    extensions = sorted(whole)
    special = bombs()
    names = sorted(special) if hostile else []
    if len(names) > number // 2:
        names = sorted(draw.sample(names, number // 2))
    for name in names:
        yield f"bomb-{name}", special[name]()
    for count in range(number - len(names)):
        extension = extensions[count % len(extensions)]
        data = draw.choice(whole[extension])
        kind = draw.random()
        if kind < 0.04:
            data, how = (
                draw.choice((b"", b" \n", b"\x00", b"\xff\xfe", draw.randbytes(draw.randrange(1, 4000)))),
                "none",
            )
        elif kind < 0.16:  # another extension, sometimes damaged too
            how = "named"
            extension = draw.choice([e for e in extensions if e != extension])
            if draw.random() < 0.3:
                data = draw.choice(DAMAGES)(data, draw)
        else:
            damage = draw.choice(DAMAGES)
            how, data = damage.__name__, damage(data, draw)
            if draw.random() < 0.2 and data:
                data = draw.choice(DAMAGES)(data, draw)
        yield f"{count:05}-{how}{extension}", data
