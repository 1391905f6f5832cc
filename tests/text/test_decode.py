"""Which encoding a file is in; what is no text is refused with a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.text.decode import decode

if TYPE_CHECKING:
    from kg.text.words import TextWords

SIMPLIFIED = (
    "临江县召开安全生产会议，部署下半年工作。",
    "会议于3月5日举行",
    "青石镇党委组织36名干部到和平村、东风村走访，收集意见112条，当场解决85条。",
    "全市新增就业1.2万人，同比增长8.5%；完成投资30亿元。",
)
TRADITIONAL = (
    "市府今日表示，老舊社區改造已經完成，請市民多加利用。",
    "衛生局長說明防疫工作",
    "區公所辦理高齡長者健康講座3場次，參加人數達250人，民眾反應熱烈。",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")


@pytest.fixture(scope="module")
def everyday(words: TextWords) -> frozenset[str]:
    return words.everyday


@pytest.mark.parametrize("encoding", [*ENCODINGS, "gbk"])
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_a_simplified_text_is_read_in_any_encoding(text: str, encoding: str, everyday: frozenset[str]) -> None:
    assert decode(text.encode(encoding), everyday=everyday).text == text


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5", "big5hkscs"])
@pytest.mark.parametrize("text", TRADITIONAL)
def test_a_traditional_text_is_read_in_any_encoding(text: str, encoding: str, everyday: frozenset[str]) -> None:
    assert decode(text.encode(encoding), everyday=everyday).text == text


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_found_is_told(written: str, found: str, everyday: frozenset[str]) -> None:
    assert decode(SIMPLIFIED[0].encode(written), everyday=everyday).encoding == found
    assert decode(TRADITIONAL[0].encode("big5"), everyday=everyday).encoding == "big5"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_up_to_it(encoding: str, everyday: frozenset[str]) -> None:
    text = SIMPLIFIED[2]
    assert decode(text.encode(encoding)[:-1], everyday=everyday).text == text[:-1]


def test_a_few_broken_bytes_are_marked_and_counted(everyday: frozenset[str]) -> None:
    half = (SIMPLIFIED[2] * 10).encode()
    found = decode(half + b"\xff" + half, everyday=everyday)
    assert (found.encoding, found.damaged, found.text.count("\ufffd")) == ("utf-8", 1, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf  \n", "nothing but blanks"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "zip archive or an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "old Office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", "BMP"),
        (b"\x1f\x8b\x08\x00\x00\x00", "gzip"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"{\\rtf1\\ansi", "Rich Text"),
        (bytes(range(256)), "NUL"),
        (bytes(range(1, 256)) * 3, "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_place_and_remedy(data: bytes, message: str, everyday: frozenset[str]) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decode(data, "reports/a.txt", everyday=everyday)
    assert caught.value.place == "reports/a.txt"
    assert caught.value.remedy


def test_letters_that_are_also_a_file_mark_do_not_make_a_text_binary(everyday: frozenset[str]) -> None:
    assert decode("BM区创建工作简报。".encode(), everyday=everyday).text.startswith("BM")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = decode(data, everyday=frozenset("的一是"))
    except InputError:
        return
    assert found.text.strip()
