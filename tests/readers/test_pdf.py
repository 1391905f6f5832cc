"""PDF files: reading order, paragraphs, margins, tables, titles, and files that cannot be read."""

from __future__ import annotations

import zlib

import pytest

pytest.importorskip("pdfplumber")
pytest.importorskip("reportlab")

from pdf_factory import Sheet, assembled, coded

from kg.errors import InputError
from kg.readers.apart import read_apart
from kg.readers.model import Limits
from kg.readers.pdf import read_pdf
from kg.readers.pdf_layout import clean
from kg.text.original import LineKind

FIRST = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处，培训教师二百余名，覆盖各中小学校和幼儿园。"
SECOND = (
    "清河区卫生健康局开展义诊活动八场，服务群众三千余人次，发放健康手册五千份，群众反映良好，下一步将继续开展此类活动。"
)
CODES = [
    ("GBK-EUC-H", "gbk"),
    ("GBKp-EUC-H", "gbk"),
    ("GBK2K-H", "gb18030"),
    ("GBpc-EUC-H", "gb2312"),
    ("UniGB-UCS2-H", "utf-16-be"),
    ("UniGB-UTF16-H", "utf-16-be"),
]


def read(data: bytes, **limits: int):
    return read_pdf(data, "report.pdf", Limits(**limits))


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data).lines]


@pytest.mark.parametrize(("encoding", "codec"), CODES)
def test_fonts_without_a_table_to_unicode_are_read_by_their_encoding(encoding, codec) -> None:
    assert texts(coded(["清河区教育局2024年举办培训班，共12期。"], encoding, codec)) == [
        "清河区教育局2024年举办培训班，共12期。"
    ]


def test_lines_are_joined_to_the_paragraphs_they_were() -> None:
    sheet = Sheet()
    y = sheet.paragraph(FIRST, 70, 100, 450)
    sheet.paragraph(SECOND, 70, y, 450)

    assert texts(sheet.data()) == [FIRST, SECOND]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    sheet = Sheet()
    sheet.paragraph(SECOND, 70, 100, 450)
    sheet.paragraph(FIRST[:26], 70, 780, 450)
    sheet.page()
    sheet.paragraph(FIRST[26:], 70, 80, 450, indent=0)
    found = read(sheet.data()).lines

    assert [line.text for line in found] == [SECOND, FIRST]
    assert [line.place for line in found] == ["page=1", "page=1"]


def test_each_line_knows_its_page() -> None:
    sheet = Sheet()
    sheet.paragraph(FIRST, 70, 100, 450)
    sheet.page()
    sheet.paragraph(SECOND, 70, 100, 450)

    assert [line.place for line in read(sheet.data()).lines] == ["page=1", "page=2"]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    sheet = Sheet()
    bodies = [FIRST, SECOND, FIRST[::-1].strip("。"), SECOND[::-1].strip("。")]
    for number, body in enumerate(bodies, 1):
        sheet.line("清河区工作简报 第12期", 70, 40, 9)
        sheet.paragraph(body, 70, 120, 450)
        sheet.line(f"— {number} —", 297, 810, 9, centred=True)
        sheet.page()
    found = read(sheet.data())

    assert [line.text for line in found.lines] == bodies
    assert found.notes[0] == "8 repeated page headers, footers and page numbers left out"


def test_a_single_page_loses_its_number_only() -> None:
    sheet = Sheet()
    sheet.line("清河区工作简报", 70, 40, 16)
    sheet.paragraph(FIRST, 70, 120, 450)
    sheet.line("- 1 -", 297, 810, 9, centred=True)

    assert texts(sheet.data()) == ["清河区工作简报", FIRST]


def test_two_columns_are_read_one_after_the_other_below_the_headline_over_both() -> None:
    sheet = Sheet()
    sheet.line("清河区各部门扎实推进为民服务办实事工作", 297, 90, 22, centred=True)
    for k, body in enumerate((FIRST, SECOND)):
        sheet.paragraph(body + body, 60 + 245 * k, 130, 220, 12)

    found = read(sheet.data()).lines
    assert [line.text for line in found] == ["清河区各部门扎实推进为民服务办实事工作", FIRST + FIRST, SECOND + SECOND]
    assert found[0].kind is LineKind.TITLE


def test_a_headline_of_two_lines_is_one_title_and_larger_lines_are_headings() -> None:
    sheet = Sheet()
    sheet.line("清河区教育局关于开展校园安全", 297, 90, 22, centred=True)
    sheet.line("大检查的报告", 297, 125, 22, centred=True)
    y = sheet.paragraph(FIRST, 70, 180, 450)
    sheet.line("一、主要做法", 102, y + 10, 19)
    sheet.paragraph(SECOND, 70, y + 45, 450)
    found = [(line.kind, line.level, line.text) for line in read(sheet.data()).lines]

    assert found == [
        (LineKind.TITLE, 0, "清河区教育局关于开展校园安全大检查的报告"),
        (LineKind.PARAGRAPH, 0, FIRST),
        (LineKind.HEADING, 1, "一、主要做法"),
        (LineKind.PARAGRAPH, 0, SECOND),
    ]


def test_a_ruled_table_is_rows_whose_cells_are_parted_by_tabs() -> None:
    sheet = Sheet()
    sheet.paragraph(FIRST, 70, 100, 450)
    sheet.table([["街道", "支部(个)"], ["东门街道", "12"], ["西门街道", "8"]], 70, 250)
    found = read(sheet.data()).lines

    assert [(n.kind, n.text) for n in found[1:]] == [
        (LineKind.ROW, "街道\t支部(个)"),
        (LineKind.ROW, "东门街道\t12"),
        (LineKind.ROW, "西门街道\t8"),
    ]


def test_a_table_that_goes_on_has_its_head_once() -> None:
    sheet = Sheet()
    sheet.table([["街道", "支部(个)"], ["东门街道", "12"]], 70, 650)
    sheet.page()
    sheet.table([["街道", "支部(个)"], ["西门街道", "8"]], 70, 100)

    assert texts(sheet.data()) == ["街道\t支部(个)", "东门街道\t12", "西门街道\t8"]


def test_columns_without_rules_stay_rows() -> None:
    sheet = Sheet()
    for k, (name, number) in enumerate([("东门街道", "12个"), ("西门街道", "8个"), ("南门街道", "9个")]):
        sheet.line(name, 70, 100 + 30 * k)
        sheet.line(number, 300, 100 + 30 * k)

    assert texts(sheet.data()) == ["东门街道\t12个", "西门街道\t8个", "南门街道\t9个"]


def test_forms_of_characters_become_the_characters() -> None:
    assert clean("清河区开展\u2f2f作，\u2ed4户整\u2fb012次\u00ad。") == "清河区开展工作，门户整革12次。"


def test_the_stated_title_counts_where_the_text_has_it() -> None:
    for stated, expected in (("清河区工作简报", "清河区工作简报"), ("Microsoft Word - 文件1.doc", "")):
        sheet = Sheet(title=stated)
        sheet.line("清河区工作简报", 297, 90, 22, centred=True)
        sheet.paragraph(FIRST, 70, 180, 450)
        assert read(sheet.data()).title == expected


def test_progress_is_told_page_by_page_through_the_process() -> None:
    sheet = Sheet()
    for body in (FIRST, SECOND, FIRST):
        sheet.paragraph(body, 70, 100, 450)
        sheet.page()
    steps: list[tuple[int, int]] = []
    data = sheet.data()
    found = read_apart(".pdf", data, "report.pdf", Limits(), lambda done, total: steps.append((done, total)))

    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert found == read(data)


# --- what cannot be read ----------------------------------------------------------------------------------------


def scanned() -> bytes:
    sheet = Sheet()
    sheet.picture()
    return sheet.data()


def encrypted() -> bytes:
    sheet = Sheet(password="secret")  # noqa: S106 - that of a test
    sheet.paragraph(FIRST, 70, 100, 450)
    return sheet.data()


def many_pages() -> bytes:
    sheet = Sheet()
    for _ in range(4):
        sheet.line("清河区", 70, 100)
        sheet.page()
    return sheet.data()


REFUSED = {
    "scanned": (scanned, "pictures without text", "ocrmypdf"),
    "encrypted": (encrypted, "encrypted", "password"),
    "too many pages": (many_pages, "4 pages are more than the 3", "split"),
    "no pages": (
        lambda: assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]),
        "no pages",
        "save",
    ),
    "garbage": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8, "", "save it anew"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_with_its_remedy(case) -> None:
    make, cause, remedy = REFUSED[case]
    with pytest.raises(InputError) as raised:
        read(make(), pages=3)

    assert cause in raised.value.message
    assert remedy in (raised.value.remedy or "")
    assert raised.value.place == "report.pdf"


def page_with(content: bytes, filters: str) -> bytes:
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content)
    return assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font])


def flate_bomb() -> bytes:
    once = zlib.compress(b" " * 2**27, 9)
    for _ in range(4):  # a gigabyte in some kilobytes
        once = zlib.compress(once * 16, 9)
    return page_with(once, "/Filter[" + "/FlateDecode" * 5 + "]")


def test_a_bomb_takes_neither_the_memory_nor_the_program() -> None:
    with pytest.raises(InputError) as raised:
        read_apart(".pdf", flate_bomb(), "bomb.pdf", Limits(), None)

    assert raised.value.place == "bomb.pdf"


def test_a_page_with_endless_text_is_not_read() -> None:
    content = zlib.compress(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * 11_000 + b"ET")
    with pytest.raises(InputError, match="characters"):
        read(page_with(content, "/Filter/FlateDecode"))
