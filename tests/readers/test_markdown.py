"""Markdown and saved pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.readers.formats import read_original
from kg.readers.model import Limits

DISTRICT = (Path(__file__).parent / "pages" / "district.html").read_bytes()


def lines(text: str):
    return [(line.kind.value, line.level, line.text) for line in read_original(text.encode(), "a.md").lines]


# fmt: off
STRUCTURE = [
    ("# 通报\n\n## 一、情况\n\n县水利局，\n县应急局参加。\n",
     [("heading", 1, "通报"), ("heading", 2, "一、情况"), ("paragraph", 0, "县水利局，县应急局参加。")]),
    ("通报\n====\n\nABC\ndef\n", [("heading", 1, "通报"), ("paragraph", 0, "ABC def")]),
    ("- 甲\n  - 乙\n\n    又一段\n- 丙\n", [("item", 1, "• 甲"), ("item", 2, "○ 乙"), ("paragraph", 0, "又一段"),
      ("item", 1, "• 丙")]),
    ("3. 甲\n4. 乙\n", [("item", 1, "3. 甲"), ("item", 1, "4. 乙")]),
    # emphasis, code and links are words; pictures and code blocks are not
    ("**清河县**召开[会议](http://a.example)，`甲`。![图](a.png)\n\n```python\nx = 1\n```\n",
     [("paragraph", 0, "清河县召开会议，甲。")]),
    # hard breaks and indented lines begin lines of their own; an indented paragraph is no code
    ("甲。  \n乙。\n　　丙。\n", [("paragraph", 0, "甲。"), ("paragraph", 0, "乙。"), ("paragraph", 0, "丙。")]),
    ("甲。\n\n    乙。\n", [("paragraph", 0, "甲。"), ("paragraph", 0, "乙。")]),
    ("> 引用。\n", [("paragraph", 0, "引用。")]),
    ("| 镇 | 数 |\n|---|---|\n| 甲镇 | 1 |\n| 乙镇 | |\n",
     [("row", 0, "镇\t数"), ("row", 0, "甲镇\t1"), ("row", 0, "乙镇")]),
    # tables that converters leave as markup
    ("<table><tr><th>镇</th><th>数</th></tr><tr><td rowspan='2'>甲镇</td><td>1</td></tr><tr><td>2</td></tr></table>\n",
     [("row", 0, "镇\t数"), ("row", 0, "甲镇\t1"), ("row", 0, "\t2")]),
    ("<table>\n<tr>\n <td>甲&amp;乙</td>\n <!-- x --><td>1</td>\n</tr>\n</table>\n", [("row", 0, "甲&乙\t1")]),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), STRUCTURE)
def test_what_markdown_says_is_what_is_read(text, expected) -> None:
    assert lines(text) == expected


def test_the_front_matter_tells_title_date_publisher_and_address() -> None:
    text = '---\ntitle: "清河县通报"\ndate: 2024-07-03T08:00\nsource: 清河日报\nurl: https://a.example/1\n---\n正文。\n'
    found = read_original(text.encode(), "a.md")
    assert (found.title, found.date, found.publisher, found.address) == (
        "清河县通报", "2024-07-03", "清河日报", "https://a.example/1",
    )  # fmt: skip
    assert [(line.text, line.place) for line in found.lines] == [("正文。", "line=6,7")]


def test_a_rule_is_no_front_matter() -> None:
    assert lines("---\n\n清河县召开会议。\n\n---\n") == [("paragraph", 0, "清河县召开会议。")]


def test_places_are_ranges_of_lines() -> None:
    found = read_original("# 甲\n\n乙，\n丙。\n".encode(), "a.md")
    assert [line.place for line in found.lines] == ["line=0,1", "line=2,4"]
    assert found.standard == "http://tools.ietf.org/rfc/rfc5147"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_markdown_is_read_in_the_encodings_of_texts(encoding) -> None:
    text = "# 清河县通报\n\n县水利局组织开展隐患排查，整改问题四十三处。\n"
    assert read_original(text.encode(encoding), "a.md").lines[0].text == "清河县通报"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "甲",
        "- " * 5000 + "甲",
        "[" * 20000,
        "*a_ " * 20000,
        "`" * 20000,
        "|" * 20000,
        "<div>" + "<a b='" * 20000,
        "<div>" + "<!--" * 20000,
    ],
)
def test_markdown_made_to_be_slow_is_read_or_refused(text) -> None:
    with suppress(KgError):
        lines(text)


@given(st.text(alphabet="#->*_`[]()|!<>& \n\t0123甲。：", min_size=1, max_size=120))
def test_any_markdown_is_read_or_refused(text) -> None:
    with suppress(KgError):
        read_original(text.encode(), "a.md")


# ---- saved pages -----------------------------------------------------------------------------------------------------


def saved(
    page: bytes = DISTRICT, *, kind: str = "text/html", charset: str = "", encoding: str = "quoted-printable"
) -> bytes:
    body = encodestring(page).replace(b"\n", b"\r\n") if encoding == "quoted-printable" else page
    charset = f'; charset="{charset}"' if charset else ""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.qingshi.example/a.html\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
        f"Content-Type: {kind}{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    tail = "\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    return head.encode() + body + tail.encode()


def test_a_saved_page_is_read_like_the_page() -> None:
    page, message = read_original(DISTRICT, "a.html"), read_original(saved(), "a.mhtml")
    assert message.lines == page.lines
    assert (message.title, message.date, message.publisher) == (page.title, page.date, page.publisher)
    assert message.format == "mhtml"


def test_a_saved_page_has_the_address_it_was_saved_from_and_the_encoding_it_was_sent_in() -> None:
    words = "清河县召开防汛工作会议，部署隐患排查工作。"
    found = read_original(saved(f"<html><body><p>{words}</p></body></html>".encode("gbk"), charset="gb2312"), "a.mht")
    assert found.address == "https://www.qingshi.example/a.html"
    assert [line.text for line in found.lines] == [words]


@pytest.mark.parametrize(
    "data",
    [
        saved(kind="text/plain"),
        saved(b""),
        saved()[:300],
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        b"MIME-Version: 1.0\r\n" + b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n' * 500,
    ],
)
def test_a_message_without_a_page_is_refused(data) -> None:
    with pytest.raises(InputError):
        read_original(data, "a.mhtml")


def test_a_message_of_too_many_parts_is_refused() -> None:
    parts = b"--B\r\nContent-Type: text/css\r\n\r\nx\r\n" * 50
    data = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n' + parts + b"--B--\r\n"
    with pytest.raises(InputError, match="more than 20 parts"):
        read_original(data, "a.mhtml", Limits(parts=20))
