"""What files that are made to hurt are put together from: Word documents and PDF files of any content."""

from __future__ import annotations

import io
import zipfile
import zlib

from pdf_factory import assembled
from sound_files import word


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
