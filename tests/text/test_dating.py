"""The date of a report: where it stands, and what is left out of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from kg.text.dates import numeral

if TYPE_CHECKING:
    from kg.text.read import DocumentReader

TOLD, TODAY = "dateline, completed from the text", "today, completed from the text"
BODY = "青石区召开会议，部署工作。"
# fmt: off
DATES = (
    # source, file name, date, how
    (f"江城晚报2021年6月8日讯 {BODY}", "a.txt", "2021-06-08", "dateline"),
    (f"标题\n2021年6月9日 10:20\n江城社青石6月8日电（记者 王某）{BODY}", "a.txt", "2021-06-08", TOLD),
    (f"标题\n2021年1月2日\n江城社青石12月31日电 {BODY}", "a.txt", "2020-12-31", TOLD),
    (f"标题\n2021-06-09 10:20:30\n{BODY}", "a.txt", "2021-06-09", "label"),
    (f"標題\n發稿時間：110年6月9日17:00\n社會局說明辦理情形。{BODY}", "a.txt", "2021-06-09", "label"),
    (f"关于做好工作的通知\n{BODY}\n青石区人民政府\n2021年6月9日", "a.txt", "2021-06-09", "signature"),
    (f"关于做好工作的通知\n发布日期：2021-06-11\n{BODY}\n青石区人民政府\n二〇二一年六月九日",
     "a.txt", "2021-06-09", "signature"),
    (f"停水公告\n{BODY}敬请谅解！ 青石区水务有限公司 2021年6月9日", "a.txt", "2021-06-09", "signature"),
    (f"停水公告\n{BODY}施工将延至2021年6月9日", "a.txt", None, None),
    (f"青石区2021年6月9日疫情通报\n{BODY}", "a.txt", "2021-06-09", "headline"),
    (f"青石区2021年6月9日疫情通报\n区卫健委今早（10日）通报。{BODY}", "a.txt", "2021-06-10", TODAY),
    (f"標題\n社會局今(5)日舉辦活動，截至民國110年6月底共有會員52人。{BODY}", "a.txt", "2021-07-05", TODAY),
    (f"标题\n救灾中心昨日（6月8日）关闭。{BODY}\n2021年6月9日（星期三）", "a.txt", "2021-06-09", "signature"),
    (f"{BODY}\n《江城日报》（2021年06月25日 第07版）", "a.txt", "2021-06-25", "dateline"),
    (f"江城社青石6月8日电 {BODY}活动自2020年9月1日开始。", "a.txt", "2021-06-08", TOLD),
    (f"江城社青石6月8日电 {BODY}到2025年9月1日完成。", "a.txt", None, None),
    (f"江城社青石6月8日电 {BODY}2019年以来成效明显。", "a.txt", None, None),
    (f"江城社青石6月8日电 {BODY}", "news-2021-06-09.txt", "2021-06-08", TOLD),
    (f"江城社青石2月30日电 {BODY}", "a.txt", None, None),
    (BODY, "20210609_bulletin.txt", "2021-06-09", "file name"),
    (f"2021年6月9日，{BODY}", "a.txt", "2021-06-09", "first sentence"),
    (f"关于做好工作的通知\n青政发〔2021〕8号\n{BODY}", "a.txt", "2021-12-31", "document number"),
    (BODY, "a.txt", None, None),
)
# fmt: on


@pytest.mark.parametrize(("source", "name", "date", "how"), DATES)
def test_the_date_is_found_in_its_strongest_place(
    source: str, name: str, date: str | None, how: str | None, reader: DocumentReader
) -> None:
    document = reader(source.encode(), name=name)
    assert (document.date and document.date.isoformat(), document.date_from) == (date, how)


def test_the_date_given_wins(reader: DocumentReader) -> None:
    document = reader(f"江城晚报2021年6月8日讯 {BODY}".encode(), date=datetime.date(2020, 1, 2))
    assert (document.date, document.date_from) == (datetime.date(2020, 1, 2), "option")


def test_a_date_known_by_its_year_only_says_so(reader: DocumentReader) -> None:
    document = reader(f"关于做好工作的通知\n青政发〔2021〕8号\n{BODY}".encode())
    assert ("datePrecision", "year") in document.properties


@pytest.mark.parametrize(
    ("written", "value"),
    [("13", 13), ("十", 10), ("十三", 13), ("二十", 20), ("三十一", 31), ("二〇〇四", 2004), ("一九九九", 1999),
     ("二○二一", 2021),
     ("", None), ("十十", None), ("一二十", None)],
)  # fmt: skip
def test_numbers_of_dates_are_read(written: str, value: int | None) -> None:
    assert numeral(written) == value
