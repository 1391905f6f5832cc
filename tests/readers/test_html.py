"""HTML: structure, encodings, what is hidden; and pages of strangers."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.readers.formats import read_original
from kg.readers.model import Limits
from kg.readers.page_meta import address_date, first_date, title_parts

LONG = "清河县召开防汛工作会议，部署隐患排查和物资储备工作。"


def original(body: str, head: str = "", **options):
    page = f"<!DOCTYPE html><html><head><title>t</title>{head}</head><body>{body}</body></html>"
    return read_original(page.encode(), "a.html", **options)


def lines(body: str, head: str = ""):
    return [(line.kind.value, line.text) for line in original(body, head).lines]


# fmt: off
STRUCTURE = [
    # lists: the item's number or bullet is what a browser draws
    (f"<p>{LONG}</p><ol><li>排查隐患</li><li>储备物资<ul><li>编织袋</li></ul></li></ol>",
     [("paragraph", LONG), ("item", "1. 排查隐患"), ("item", "2. 储备物资"), ("item", "○ 编织袋")]),
    (f"<p>{LONG}</p><ol start='4'><li>（一）排查隐患</li></ol>", [("paragraph", LONG), ("item", "（一）排查隐患")]),
    # a line broken by hand ends a paragraph, unless it breaks off
    (f"<div>{LONG}<br>　　县水利局，<br>县应急局参加。</div>",
     [("paragraph", LONG), ("paragraph", "县水利局，县应急局参加。")]),
    # a short bold line is a heading; a bold sentence is none
    (f"<p><b>一、基本情况</b></p><p>{LONG}</p><p><strong>会议强调，要落实责任。</strong></p>",
     [("heading", "一、基本情况"), ("paragraph", LONG), ("paragraph", "会议强调，要落实责任。")]),
    # words split over elements are one line; blanks of the markup are none of the text
    (f"<p><span>清河县\n  </span><em>召开</em>会议，{LONG}</p>", [("paragraph", f"清河县 召开会议，{LONG}")]),
    # readings of characters, comments, scripts and what is not shown are not read
    ((f"<p><ruby>清<rp>(</rp><rt>qīng</rt><rp>)</rp></ruby>河。{LONG}<!-- x --><script>var a=1</script>"
     f"<span style='display: none'>隐藏</span></p><noscript>请打开脚本</noscript><template>模板</template>"),
     [("paragraph", f"清河。{LONG}")]),
    # a table that lays out the page is none of data
    (f"<table><tr><td>{LONG}</td></tr></table>", [("paragraph", LONG)]),
    (f"<table><tr><td><table><tr><td>甲</td></tr></table></td><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
     [("paragraph", LONG), ("paragraph", LONG)]),
    # merged cells keep their columns
    ((f"<p>{LONG}</p><table><tr><th rowspan=2>镇</th><th colspan=2>人员</th></tr><tr><th>男</th><th>女</th></tr>"
     f"<tr><td>柳林镇</td><td>12</td><td>30</td></tr></table>"),
     [("paragraph", LONG), ("row", "镇\t人员"), ("row", "\t男\t女"), ("row", "柳林镇\t12\t30")]),
    # lists of links, with the line over them, are none of the report; a link within a sentence is
    ((f"<div><p>{LONG}<a href='x'>《防汛预案》</a>已经印发。</p><p>相关文章</p><ul><li><a href='1'>甲局检查9次</a></li>"
     f"<li><a href='2'>乙局检查8次</a></li></ul></div>"), [("paragraph", f"{LONG}《防汛预案》已经印发。")]),
]
# fmt: on


@pytest.mark.parametrize(("body", "expected"), STRUCTURE)
def test_what_stands_in_the_markup_is_what_is_read(body, expected) -> None:
    assert [line for line in lines(body) if line[1] != "t"] == expected


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"), ("utf-8", "gb2312"), ("utf-8", ""), ("gb18030", "gb2312"), ("gb18030", "gbk"),
        ("gb18030", "utf-8"), ("gb18030", ""), ("big5", "big5"), ("utf-8-sig", "gbk"), ("utf-16", ""),
        ("gb18030", "no-such"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_as_it_is_whatever_it_declares(encoding, declared) -> None:
    words = LONG if encoding != "big5" else "清河縣召開防汛工作會議，部署隱患排查和物資儲備工作。"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{words}</p><p>{words}</p></body></html>".encode(encoding)
    assert {line.text for line in read_original(page, "a.html").lines} == {words}


# fmt: off
META = [
    (('<meta name="ArticleTitle" content="清河县通报"><meta name="PubDate" content="2024-07-03 09:21">'
     '<meta name="ContentSource" content="清河日报">'), ("清河县通报", "2024-07-03", "清河日报")),
    (('<meta property="og:title" content="清河县通报">'
     '<meta property="article:published_time" content="2024-07-03T01:02:03Z">'
     '<meta property="og:site_name" content="清河网">'), ("清河县通报", "2024-07-03", "清河网")),
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-07-03"}</script>',
     ("", "2024-07-03", "")),
    ('<script type="application/ld+json">{broken</script><meta name="PubDate" content="2024-13-45">', ("", "", "")),
]
# fmt: on


@pytest.mark.parametrize(("head", "expected"), META)
def test_a_page_says_what_it_is_by_name(head, expected) -> None:
    found = original(f"<p>{LONG}</p>", head)
    assert (found.title if expected[0] else "", found.date, found.publisher) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年7月3日", "2024-07-03"), ("2024-07-03 10:11", "2024-07-03"), ("2024.7.3", "2024-07-03"),
        ("发布时间：2024/07/03", "2024-07-03"), ("20240703", "2024-07-03"), ("2024-02-31", ""),
        ("电话12024-07-031", ""), ("", ""),
    ],
)  # fmt: skip
def test_whole_dates_are_found(text, expected) -> None:
    assert first_date(text) == expected


def test_an_address_may_tell_the_date() -> None:
    assert address_date("https://a.example/zw/202407/t20240703_12.html") == "2024-07-03"
    assert address_date("https://a.example/2024-07/03/content_1.htm") == "2024-07-03"
    assert address_date("https://a.example/news/1.html") == ""


def test_the_title_of_the_window_falls_into_its_parts() -> None:
    assert title_parts("清河县通报_要闻-清河县人民政府") == [
        "清河县通报_要闻-清河县人民政府",
        "清河县通报",
        "要闻",
        "清河县人民政府",
    ]


# ---- pages of strangers ----------------------------------------------------------------------------------------------


def test_nothing_is_fetched_and_no_entity_is_resolved(monkeypatch, tmp_path) -> None:
    def refuse(*_args, **_keywords):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM "http://stranger.example/">]><html><head>'
        '<base href="http://stranger.example/"><link rel="stylesheet" href="http://stranger.example/a.css">'
        '<meta http-equiv="refresh" content="0;url=http://stranger.example/"></head><body>'
        f'<img src="http://stranger.example/a.png"><iframe src="http://stranger.example/"></iframe>'
        f"<p>{LONG}&x;&y;</p></body></html>"
    )
    found = read_original(page.encode(), "a.html")
    assert "geheim" not in "".join(line.text for line in found.lines)
    assert any(LONG in line.text for line in found.lines)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + LONG,
        "<table><tr><td>" * 5_000 + LONG,
        "<ul><li>" * 5_000 + LONG,
        f"<p>{LONG}</p>" + "<b>" * 20_000,
        f"<p {'a=1 ' * 20_000}>{LONG}</p>",
        f"<p>{LONG}</p>" + "<" * 50_000,
        f"<p>{LONG}</p>" + "&amp" * 50_000,
        f"<p>{LONG}</p>" + "<!--" * 20_000,
        f"<p style='{'display ' * 10_000}'>{LONG}</p>",
    ],
    ids=range(9),
)
def test_a_page_made_to_be_slow_or_deep_is_read_or_refused(body) -> None:
    with suppress(KgError):
        original(body)


def test_a_cell_that_covers_a_million_columns_is_held_to_the_limit() -> None:
    row = "<tr>" + "<td colspan=99999 rowspan=99999>1</td>" * 3 + "</tr>"
    with pytest.raises(InputError, match="more cells"):
        original(f"<p>{LONG}</p><table>{row * 50}</table>", limits=Limits(cells=5_000))


@pytest.mark.parametrize("body", ["", "<script>1</script>", "<p> </p>"])
def test_a_page_without_words_is_refused_with_a_remedy(body) -> None:
    with pytest.raises(InputError) as caught:
        read_original(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert caught.value.remedy


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div id='zoom'>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<li>",
     "</ul>",
     "<br>",
     "<h1>", "</h1>", "<b>", "</b>", "<a href='x'>", "</a>", "<script>", "</script>", "<td colspan=3>",
     "<meta charset=gbk>",
     "<title>", "</title>", "<body>", "</body>", "<!--", "-->", "&#x110000;", "&nbsp;", "\x00", "清河县。",
     "2024-07-03", "来源：某报"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=40))
def test_any_markup_is_read_or_refused(pieces) -> None:
    with suppress(KgError):
        original("".join(pieces))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data) -> None:
    with suppress(KgError):
        read_original(data, "a.html")
