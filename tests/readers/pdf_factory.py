"""PDF files as office programs make them, without a font: readers bring the tables of the Chinese encodings."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
FONT = "STSong-Light"


class Sheet:
    """A PDF file that is being written; points from the upper left corner.

    Args:
        title: what its information says.
        password: encrypts it.
    """

    def __init__(self, *, title: str = "", password: str | None = None) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._out = BytesIO()
        self._canvas = canvas.Canvas(self._out, pagesize=(WIDTH, HEIGHT), encrypt=password, invariant=1)
        if title:
            self._canvas.setTitle(title)

    def line(self, text: str, x: float, y: float, size: float = 16, *, centred: bool = False) -> None:
        """Write one line."""
        self._canvas.setFont(FONT, size)
        (self._canvas.drawCentredString if centred else self._canvas.drawString)(x, HEIGHT - y, text)

    def paragraph(self, text: str, x: float, y: float, width: float, size: float = 16, *, indent: int = 2) -> float:
        """Write lines of a width, the first indented by some characters; where the next paragraph goes."""
        room = int(width / size)
        first = text[: room - indent]
        rest = text[room - indent :]
        lines = [first, *(rest[k : k + room] for k in range(0, len(rest), room))]
        for number, line in enumerate(lines):
            self.line(line, x + (indent * size if number == 0 else 0), y, size)
            y += 1.6 * size
        return y

    def table(self, rows: Sequence[Sequence[str]], x: float, y: float, cell: float = 120, height: float = 24) -> None:
        """Write a table with ruled lines."""
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                self._canvas.rect(x + c * cell, HEIGHT - y - (r + 1) * height, cell, height)
                self.line(text, x + c * cell + 4, y + (r + 1) * height - 7, 12)

    def picture(self) -> None:
        """Something that is no text."""
        self._canvas.circle(200, 400, 80, fill=1)

    def page(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def data(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._out.getvalue()


def coded(lines: Sequence[str], encoding: str, codec: str) -> bytes:
    """A page in a font without a table to Unicode, as typesetting and conversion programs of offices write it."""
    content = "BT /F1 16 Tf 70 740 Td 25 TL " + " ".join(f"<{n.encode(codec).hex()}> Tj T*" for n in lines) + " ET"
    font = f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>"
    cid = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
    )
    described = (
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
    )
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    stream = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    return assembled(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font, cid, described]
    )


def assembled(objects: Sequence[str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF file of numbered objects."""
    out = b"%PDF-1.5\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item.encode() if isinstance(item, str) else item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer.encode(), start)
