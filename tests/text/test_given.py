"""Lines that a format gives: what it says they are holds, and each offset leads back to its line."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.text.model import BlockKind
from kg.text.original import Line, LineKind, Original
from kg.text.read import shipped_reader

T, H, P, I, R = LineKind  # noqa: E741 - the kinds in the order of their rank
DAY = datetime.date(2024, 7, 3)


def read(*lines: Line, **told: str):
    return shipped_reader().lines(Original(lines, told.pop("format", "docx"), **told), name="a.docx")


def kinds(document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_headings_stand_under_the_higher_ones_before_them() -> None:
    document = read(
        Line("清河县通报", T),
        Line("一、基本情况", H, 1),
        Line("组织领导", H, 2),
        Line("县委成立专班。"),
        Line("物资储备", H, 2),
        Line("县应急局储备编织袋。"),
        Line("二、下步打算", H, 1),
        Line("县水利局将新建泵站。"),
    )
    assert kinds(document) == [
        ("title", 0, "清河县通报"),
        ("heading", 1, "一、基本情况"),
        ("heading", 2, "组织领导"),
        ("paragraph", 3, "县委成立专班。"),
        ("heading", 2, "物资储备"),
        ("paragraph", 3, "县应急局储备编织袋。"),
        ("heading", 1, "二、下步打算"),
        ("paragraph", 2, "县水利局将新建泵站。"),
    ]


def test_headings_without_words_below_stay_headings() -> None:
    document = read(Line("清河县通报", T), *(Line(words, H, 1) for words in ("甲", "乙", "丙", "丁")))
    assert [b.kind for b in document.blocks[1:]] == [BlockKind.HEADING] * 4


def test_a_whole_paragraph_set_as_a_heading_is_a_paragraph() -> None:
    words = "一、加强领导。县委成立防汛专班，" + "落实责任，" * 15 + "确保安全。"
    document = read(Line("通报", T), Line(words, H, 1))
    assert document.blocks[1].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)


def test_the_only_highest_heading_at_the_top_is_the_headline() -> None:
    assert read(Line("清河县通报", H, 1), Line("一、情况", H, 2), Line("县委开会。")).title == "清河县通报"
    assert read(Line("一、情况", H, 1), Line("县委开会。"), Line("二、打算", H, 1)).blocks[0].kind is BlockKind.HEADING


def test_a_stated_headline_is_set_above_the_text_or_found_in_it() -> None:
    assert read(Line("县委开会。"), title="清河县通报").text == "清河县通报\n县委开会。"
    assert read(Line("清河县 通报"), Line("县委开会。"), title="清河县通报").text == "清河县 通报\n县委开会。"


def test_paragraphs_are_neither_joined_nor_broken() -> None:
    lines = ["县水利局、县应急局、", "县农业局参加。", "他说。　　县委开会。"]
    assert read(*map(Line, lines)).text.split("\n") == lines


def test_what_a_paragraph_is_is_still_read() -> None:
    document = read(
        Line("清河县通报", T),
        Line("来源：清河日报"),
        Line("各镇人民政府："),
        Line("县委开会。"),
        Line("清河县人民政府"),
        Line("2024年7月3日"),
    )
    assert [b.kind.value for b in document.blocks] == [
        "title", "dateline", "addressee", "paragraph", "signature", "signature",
    ]  # fmt: skip
    assert (document.date, document.date_from, document.publisher) == (DAY, "signature", "清河日报")


@pytest.mark.parametrize(
    ("lines", "told", "expected"),
    [
        (("县委开会。",), "2024-07-03", ("2024-07-03", "format")),
        (("本报7月2日讯　县委开会。",), "2024-07-03", ("2024-07-02", "dateline, completed from the text")),
        (("发布时间：2024年7月9日", "县委开会。"), "2024-07-03", ("2024-07-03", "format")),
        (("县委开会。", "清河县委", "2024年7月1日"), "2024-07-03", ("2024-07-01", "signature")),
    ],
)
def test_the_date_of_the_format_stands_behind_what_the_report_says(lines, told, expected) -> None:
    document = read(Line("清河县通报", T), *map(Line, lines), date=told)
    assert (str(document.date), document.date_from) == expected


def test_a_date_given_wins_over_that_of_the_format() -> None:
    original = Original((Line("县委开会。"),), "html", date="2024-07-03")
    document = shipped_reader().lines(original, date=datetime.date(2020, 1, 1))
    assert (str(document.date), document.date_from) == ("2020-01-01", "option")


def test_rows_are_a_table_with_head_and_caption() -> None:
    document = read(
        Line("清河县通报", T),
        Line("县委开会。"),
        Line("单位：个"),
        Line("镇\t支部", R),
        Line("柳林镇\t12", R),
        Line("\t3", R),
    )
    (table,) = document.tables
    cells = [[document.text[c.start : c.end] for c in row] for row in table.rows]
    assert cells == [["镇", "支部"], ["柳林镇", "12"], ["", "3"]]
    assert (table.heads, document.text[table.caption.start : table.caption.end]) == (1, "单位：个")


def test_places_lead_from_a_sentence_to_the_file() -> None:
    document = read(
        Line("通报", T, place="page=1"), Line("県委開會。", place="page=1"), Line("他说：“好（hǎo）。”", place="page=2")
    )
    assert [document.place_at(s.start) for s in document.sentences] == ["page=1", "page=1", "page=2"]
    assert document.place_at(len(document.text)) == ""


@pytest.mark.parametrize("lines", [(), ("",), (" ", "\n", "\u200b")])
def test_lines_without_words_are_refused(lines) -> None:
    with pytest.raises(InputError) as caught:
        read(*map(Line, lines))
    assert caught.value.remedy


def test_the_lines_of_a_page_that_are_none_of_the_report_are_left_out() -> None:
    around = [
        "【打印】【关闭】", "上一篇：无", "责任编辑：马小川", "—— END ——", "微信扫一扫 关注该公众号",
        "示ICP备20000001号-1",
        "字体：[大 中 小]", "浏览次数：128", "分享到：", "点赞 在看", "首页 > 要闻 > 正文",
        "编辑：甲　校对：乙　审核：丙",
    ]  # fmt: skip
    report = ["清河县教育局编辑的教材已经印发。", "县委关注民生。", "柳林镇人民政府", "大会要求落实责任。"]
    document = shipped_reader().lines(Original(tuple(map(Line, [*report, *around])), "html"))
    assert document.text.split("\n") == report


LINES = st.builds(
    Line,
    st.text(alphabet="清河县委会召开了、，。；：（）()“”一二三12345 \t\u3000\r\n\u2028&nbsp;\ud800hǎo臺", max_size=40),
    st.sampled_from(LineKind),
    st.integers(0, 9),
    st.sampled_from([None, "header", "caption"]),
    st.sampled_from(["", "page=1", "page=2"]),
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["html", "docx"]), st.sampled_from(["", "清河县"]))
def test_any_lines_make_a_document_whose_parts_fit(lines, form, title) -> None:
    try:
        document = shipped_reader().lines(Original(tuple(lines), form, title=title))
    except InputError:
        return
    text = document.text
    assert all(0 <= b.start < b.end <= len(text) for b in document.blocks)
    assert all(text[s.start : s.end].strip() for s in document.sentences)
    covered = {i for s in document.sentences for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    for table in document.tables:
        assert all(
            0 <= c.start <= c.end <= len(text) and "\n" not in text[c.start : c.end] for row in table.rows for c in row
        )
    assert all(document.source_offset(a) <= document.source_offset(a + 1) for a in range(len(text)))
