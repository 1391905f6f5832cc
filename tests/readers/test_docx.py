"""Word documents: what is a heading, an item, a row in Word is one in the report; nothing is run or followed."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx_factory import docx_bytes, markup, part, with_parts
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.readers.docx_numbers import written
from kg.readers.formats import read_original
from kg.readers.model import Limits, LineKind

BODY = "word/document.xml"


def lines(fill):
    return [(line.kind.value, line.level, line.text) for line in read_original(docx_bytes(fill), "a.docx").lines]


def test_headings_keep_their_level_and_the_title_is_one() -> None:
    def fill(document) -> None:
        document.add_heading("清河县工作通报", 0)
        document.add_heading("一、基本情况", 1)
        document.add_heading("（一）组织领导", 2)
        document.add_paragraph("清河县召开会议。")

    assert lines(fill) == [
        ("title", 0, "清河县工作通报"),
        ("heading", 1, "一、基本情况"),
        ("heading", 2, "（一）组织领导"),
        ("paragraph", 0, "清河县召开会议。"),
    ]


def test_a_style_based_on_a_heading_and_an_outline_level_make_headings() -> None:
    def fill(document) -> None:
        style = document.styles.add_style("公文二级", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("工作进展", style="公文二级")
        markup(document, '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>下步打算</w:t></w:r>')

    assert lines(fill) == [("heading", 2, "工作进展"), ("heading", 1, "下步打算")]


def test_a_headline_of_two_paragraphs_is_one() -> None:
    def fill(document) -> None:
        document.add_paragraph("关于印发清河县防汛方案的", style="Title")
        document.add_paragraph("通知", style="Title")
        document.add_paragraph("正文。")

    assert lines(fill)[0] == ("title", 0, "关于印发清河县防汛方案的通知")


NUMBERING = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(*steps: tuple[int, int, str]) -> list[str]:
    def fill(document) -> None:
        for number, level, text in steps:
            props = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            markup(document, f"<w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r>")

    data = with_parts(docx_bytes(fill), {"word/numbering.xml": NUMBERING.format(ns=nsdecls("w")).encode()})
    return [line.text for line in read_original(data, "a.docx").lines]


def test_the_numbers_that_word_computes_stand_in_the_text() -> None:
    steps = [(1, 0, "甲"), (1, 1, "子"), (1, 1, "丑"), (1, 2, "细"), (1, 0, "乙"), (1, 1, "寅")]
    assert numbered(*steps) == ["一、甲", "（一）子", "（二）丑", "1. 细", "二、乙", "（一）寅"]


def test_a_list_can_begin_anew_and_bullets_are_drawn() -> None:
    assert numbered((3, 0, "甲"), (3, 0, "乙"), (2, 0, "丙"), (0, 0, "丁")) == ["五、甲", "六、乙", "• 丙", "丁"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (21, "chineseCounting", "二十一"),
        (105, "chineseCounting", "一百零五"), (110, "chineseCounting", "一百一十"), (3, "decimalEnclosedCircle", "③"),
        (28, "lowerLetter", "bb"),
        (9, "upperRoman", "IX"), (7, "decimalZero", "07"), (7, "none", ""), (7, "other", "7"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_their_form(number, form, expected) -> None:
    assert written(number, form) == expected


def test_a_table_keeps_its_columns_where_cells_are_merged() -> None:
    def fill(document) -> None:
        table = document.add_table(rows=3, cols=3)
        for row, words in zip(
            table.rows, (("街道", "人员", ""), ("", "男", "女"), ("柳河街道", "12", "30")), strict=True
        ):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))

    assert lines(fill) == [("row", 0, "街道\t人员"), ("row", 0, "\t男\t女"), ("row", 0, "柳河街道\t12\t30")]


def test_a_frame_around_text_is_no_table_and_a_head_that_repeats_is_one() -> None:
    def fill(document) -> None:
        document.add_table(rows=1, cols=1).cell(0, 0).text = "清河县召开会议。"
        table = document.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, (("姓名", "职务"), ("陆文舟", "区长")), strict=True):
            row.cells[0].text, row.cells[1].text = words
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    found = read_original(docx_bytes(fill), "a.docx").lines
    assert [(line.kind, line.label) for line in found] == [
        (LineKind.PARAGRAPH, None),
        (LineKind.ROW, "header"),
        (LineKind.ROW, None),
    ]


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    def fill(document) -> None:
        markup(
            document,
            "<w:r><w:t>新建泵站</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>2座</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='a'><w:r><w:delText>9座</w:delText></w:r></w:del>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>。</w:t></w:r>",
        )

    assert lines(fill) == [("paragraph", 0, "新建泵站2座。")]


def test_a_table_of_contents_headers_and_footers_are_left_out() -> None:
    def fill(document) -> None:
        document.sections[0].header.paragraphs[0].text = "清河县人民政府文件"
        document.sections[0].footer.paragraphs[0].text = "第1页 共9页"
        document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("一、基本情况\t3", style="TOC 1")
        document.add_paragraph("清河县召开会议。")

    original = read_original(docx_bytes(fill), "a.docx")
    assert [line.text for line in original.lines] == ["清河县召开会议。"]
    assert original.notes == ("table of contents left out",)


def test_a_box_of_text_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    def fill(document) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>县水利局储备编织袋12万条。</w:t></w:r></w:p></w:txbxContent>"
        markup(
            document,
            "<w:r><w:t>清河县召开会议。</w:t></w:r><w:r>"
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )

    assert [text for _, _, text in lines(fill)] == ["清河县召开会议。", "县水利局储备编织袋12万条。"]


def test_places_count_paragraphs_and_rows() -> None:
    def fill(document) -> None:
        document.add_paragraph("甲。")
        document.add_paragraph("")
        document.add_paragraph("乙。")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "子", "丑"

    found = read_original(docx_bytes(fill), "a.docx").lines
    assert [line.place for line in found] == ["paragraph=1", "paragraph=3", "table=1,row=1"]


# ---- files of strangers --------------------------------------------------------------------------------------------


def test_a_document_that_declares_entities_is_refused(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    data = docx_bytes()
    entity = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = (
        part(data, BODY).replace(b"<w:document", entity.encode() + b"<w:document", 1).replace("召开".encode(), b"&x;")
    )
    for content in (body, body.decode().replace("UTF-8", "UTF-16").encode("utf-16")):
        with pytest.raises(InputError, match="declares entities"):
            read_original(with_parts(data, {BODY: content}), "a.docx")


def test_entities_are_not_resolved_by_the_library_either(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    parsed = parse_xml(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a {nsdecls("w")}>&x;</a>')
    assert "geheim" not in "".join(parsed.itertext())


def test_no_link_is_followed_and_macros_are_not_looked_at(monkeypatch) -> None:
    def refuse(*_args, **_keywords):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    data = docx_bytes()
    relations = part(data, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://stranger.example/a.png" TargetMode="External"/>'
        b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="http://stranger.example/a.dotm" TargetMode="External"/></Relationships>',
    )
    found = read_original(
        with_parts(data, {"word/_rels/document.xml.rels": relations, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "a.docx",
    )
    assert [line.text for line in found.lines] == ["2024年7月3日，清河县召开防汛会议。"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_parts(docx_bytes(), {"word/media/a.bin": bytes(300 * 2**20)})
    with pytest.raises(InputError, match="times its size"):
        read_original(bomb, "a.docx")


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(parts=3), "parts are more"),
        (Limits(unpacked=1000), "unpacked it would take"),
        (Limits(size=100), "bytes are more"),
    ],
)
def test_each_limit_says_what_it_is(limits, message) -> None:
    with pytest.raises(InputError, match=message):
        read_original(docx_bytes(), "a.docx", limits)


def test_too_many_cells_and_too_deep_tables_are_refused() -> None:
    def wide(document) -> None:
        document.add_table(rows=20, cols=20).cell(0, 0).text = "甲"

    with pytest.raises(InputError, match="more cells"):
        read_original(docx_bytes(wide), "a.docx", Limits(cells=100))

    def deep(document) -> None:
        table = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
        for _ in range(30):
            table = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
        document.element.body.insert_element_before(
            parse_xml(table.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)), "w:p"
        )

    assert [line.text for line in read_original(docx_bytes(deep), "a.docx").lines] == ["甲"]
    with pytest.raises(InputError, match="too deeply"):
        read_original(docx_bytes(deep), "a.docx", Limits(nesting=20))


SAMPLE = docx_bytes()


@given(st.data())
def test_a_broken_document_is_an_error_of_ours_or_is_read(data) -> None:
    broken = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(broken) // 2, len(broken)))
    with suppress(KgError):
        read_original(bytes(broken[:cut]), "a.docx")
