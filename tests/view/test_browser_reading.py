"""Finding and reading in a real browser: search, details, evidence, the report, paths, tables, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import campaign
import pytest
from watching import chosen, names, point_of, said, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


# ---- search ----------------------------------------------------------------------------------------------------------

# what is typed → what Enter brings
SEARCHES = (
    ("清洁家园行动", "清洁家园行动"),
    ("宣传", "宣传月"),
    ("清洁行动", "清洁家园行动"),
    ("区环卫局", "云溪区环卫局"),
    ("qingjiejiayuan", "清洁家园行动"),
    ("zhou ming li", "周明礼"),
    ("zml", "周明礼"),
    ("XCY", "宣传月"),
    ("zhōumínglǐ", "周明礼"),
)


@pytest.mark.parametrize(("typed", "expected"), SEARCHES)
def test_search_by_name_alias_pinyin_and_initials(page: Page, typed: str, expected: str) -> None:
    page.locator("#search").fill(typed)
    page.locator("#search-list li").first.wait_for()
    page.keyboard.press("Enter")
    assert chosen(page) == expected
    assert expected in said(page)
    x, y = point_of(page, expected)
    box = page.locator("#canvas").bounding_box()
    assert box
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_arrows_choose_among_the_suggestions_and_escape_closes_them(page: Page) -> None:
    page.locator("#search").fill("云溪")
    page.locator("#search-list li").nth(2).wait_for()
    second = page.locator("#search-list li .found-name").nth(1).inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "search-list-1"
    page.keyboard.press("Enter")
    assert chosen(page) == second
    page.locator("#search").fill("云溪")
    page.keyboard.press("Escape")
    assert page.locator("#search-list").is_hidden()


def test_search_says_when_there_is_nothing(page: Page) -> None:
    page.locator("#search").fill("zzzz")
    page.keyboard.press("Enter")
    assert said(page) == "没有结果"
    assert chosen(page) == ""


# ---- details and evidence --------------------------------------------------------------------------------------------


def test_a_click_on_a_node_shows_names_type_facts_counts_and_dates(page: Page) -> None:
    page.mouse.click(*point_of(page, "云溪区环卫局"))
    panel = page.locator("#details")
    assert panel.locator("h2").inner_text() == "云溪区环卫局"
    words = panel.inner_text()
    for expected in (
        "机构",
        "区环卫局",
        "yún xī qū",
        "2023-04 — 2023-08",
        "×6期",
        "×300多名",
        "建立 巡查机制",
        "任职于",
    ):
        assert expected in words


def test_neighbours_are_links(page: Page) -> None:
    page.mouse.click(*point_of(page, "宣传月"))
    page.locator("#details .neighbours button", has_text="垃圾分类培训班").click()
    assert chosen(page) == "垃圾分类培训班"


def test_every_act_and_link_shows_its_sentence_with_the_words_marked(page: Page) -> None:
    page.mouse.click(*point_of(page, "云溪区环卫局"))
    page.locator("#details summary", has_text="举办").click()
    figure = page.locator("#details details[open] figure").first
    assert figure.locator("blockquote").inner_text() == "4月，区环卫局举办6期垃圾分类培训班，培训保洁员300多名。"
    assert {"6期", "垃圾分类培训班", "区环卫局"} <= set(
        "".join(figure.locator("mark").all_inner_texts()) and marks(figure)
    )
    assert "云溪区推进清洁家园行动 · 2023-05-08" in figure.inner_text()
    page.locator("#details summary", has_text="任职于").click()
    page.locator("#details details[open] blockquote", has_text="周明礼").wait_for()


def marks(figure: Any) -> set[str]:
    """The marked stretches, and the words that they consist of."""
    stretches = figure.locator("mark").all_inner_texts()
    words = ("区环卫局", "举办", "6期", "垃圾分类培训班", "4月")
    return {word for word in words if any(word in stretch for stretch in stretches)}


def test_a_click_on_an_edge_shows_all_its_facts_with_their_sentences(page: Page) -> None:
    (ax, ay), (bx, by) = point_of(page, "云溪区委"), point_of(page, "清洁家园行动")
    x, y = (ax + bx) / 2, (ay + by) / 2
    page.mouse.click(x, y)
    panel = page.locator("#details")
    assert panel.locator("h2").inner_text() in {"启动、开展", "开展者"}
    assert panel.locator("blockquote").count() >= 1
    assert "2023-0" in panel.locator("figcaption").first.inner_text()


def test_the_reason_and_the_confidence_of_a_fact_are_told(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('志愿者')[0])")
    page.locator("#details summary", has_text="收取").click()
    page.locator("#details blockquote").wait_for()
    words = page.locator("#details details[open]").inner_text()
    assert "60%" in words
    assert "few words" in words
    assert "未做" in words


# ---- the report ------------------------------------------------------------------------------------------------------


def test_the_reader_shows_the_whole_text_with_things_marked(page: Page) -> None:
    page.locator("[data-open=reader]").click()
    page.locator("#reader-report").select_option(label="2023-05-08 云溪区推进清洁家园行动")
    text = page.evaluate("[...document.querySelectorAll('#reader-text p')].map((p) => p.textContent).join('\\n')")
    assert text.strip() == campaign.FIRST.strip()
    mentions = page.locator("#reader-text .mention").all_inner_texts()
    assert {"清洁家园行动", "宣传月", "周明礼", "志愿者"} <= set(mentions)
    assert "2 announced" in page.locator("#reader-remarks").inner_text()


def test_a_click_on_a_sentence_lights_up_its_part_of_the_graph(page: Page) -> None:
    page.locator("[data-open=reader]").click()
    page.locator("#reader-report").select_option(label="2023-05-08 云溪区推进清洁家园行动")
    sentence = page.locator("#reader-text .sentence", has_text="举办6期")
    box = sentence.bounding_box()
    assert box
    sentence.click(position={"x": 8, "y": 10})
    lit = set(page.evaluate("[...kgView.state.lit.things].map((one) => one.name)"))
    assert {"云溪区环卫局", "垃圾分类培训班", "保洁员"} <= lit
    assert "宣传月" not in lit or "整治周" not in lit
    assert sentence.get_attribute("aria-pressed") == "true"
    assert "此句" in said(page)


def test_from_evidence_to_the_sentence_in_the_report_and_back_to_the_edge(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('宣传月')[0])")
    page.locator("#details summary", has_text="清洁家园行动").click()
    page.locator("#details details[open]").get_by_role("button", name="在原文中查看").click()
    current = page.locator("#reader-text .sentence.current")
    assert "分宣传月和整治周两步走" in current.inner_text()
    page.locator("#reader-sentence").get_by_role("button", name="整治周 — 属于 → 清洁家园行动").click()
    assert page.locator("#details h2").inner_text() == "属于"


def test_choosing_an_edge_marks_its_sentence_in_the_open_report(page: Page) -> None:
    page.locator("[data-open=reader]").click()
    page.locator("#reader-report").select_option(label="2023-08-02 清洁家园行动回头看")
    page.evaluate("kgView.choose.edge(kgView.scene.edges.find((e) => e.facts.some((f) => f.verb === '建立')).id)")
    assert "建立巡查机制" in page.locator("#reader-text .sentence.current").inner_text()


def test_a_click_on_a_mention_chooses_the_thing(page: Page) -> None:
    page.locator("[data-open=reader]").click()
    page.locator("#reader-text .mention", has_text="巡查机制").first.click()
    assert chosen(page) == "巡查机制"
    assert page.locator("#reader").is_visible()


# ---- paths -----------------------------------------------------------------------------------------------------------


def test_the_shortest_path_between_two_things(page: Page) -> None:
    page.locator("#path-toggle").click()
    for end, name in (("from", "周明礼"), ("to", "垃圾分类培训班")):
        page.locator(f"#path-{end}").fill(name)
        page.locator(f"#path-{end}-list li").first.wait_for()
        page.keyboard.press("Enter")
    page.locator("#path-find").click()
    assert (
        page.locator("#path-result").inner_text() == "3 步：周明礼 → 云溪区环卫局局长 → 云溪区环卫局 → 垃圾分类培训班"
    )
    assert page.evaluate("kgView.state.lit.facts.size") == 3
    assert page.locator("#details details").count() == 3
    page.locator("#path-clear").click()
    assert page.evaluate("kgView.state.lit") is None


def test_where_there_is_no_path_the_page_says_so(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('志愿者')[0])")
    page.locator("#do-from").click()
    page.evaluate("kgView.choose.thing(kgView.search.find('云溪区')[0])")
    page.locator("#do-to").click()
    assert "没有路径" in page.locator("#path-result").inner_text()


def test_a_path_leads_over_things_that_are_not_shown(page: Page) -> None:
    page.evaluate("kgView.expand.close(kgView.search.find('清洁家园行动')[0])")
    assert "宣传月" not in names(page)
    page.evaluate("kgView.paths.set('from', kgView.search.find('云溪区委')[0])")
    page.evaluate("kgView.paths.set('to', kgView.search.find('垃圾分类培训班')[0])")
    assert "宣传月" in names(page)


# ---- tables ----------------------------------------------------------------------------------------------------------


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"#tables tbody tr > :nth-child({number})").all_inner_texts()


def test_tables_of_things_acts_and_counts_sort_by_each_column(page: Page) -> None:
    page.locator("[data-open=tables]").click()
    assert page.locator("#tables caption").inner_text() == "图中的 14 个实体"
    assert column(page, 4) == sorted(column(page, 4), key=int, reverse=True)
    page.locator("#tables thead button", has_text="名称").click()
    assert page.locator("#tables th[aria-sort=ascending]").inner_text().startswith("名称")
    ascending = column(page, 1)
    page.locator("#tables thead button", has_text="名称").click()
    assert column(page, 1) == ascending[::-1]
    page.locator("[data-table=acts]").click()
    assert len(column(page, 1)) == 8
    page.locator("#tables thead button", has_text="数量").click()
    assert [c for c in column(page, 4) if c] == ["6期", "12个", "约40处", "300多名"]
    page.locator("[data-table=counts]").click()
    assert column(page, 1)[0] == ">300名"


def test_tables_follow_the_filters_and_lead_to_the_details(page: Page) -> None:
    page.locator("[data-open=tables]").click()
    page.locator("#legend label", has_text="活动").locator("input").uncheck()
    assert "宣传月" not in column(page, 1)
    page.locator("#tables tbody button", has_text="巡查机制").click()
    assert chosen(page) == "巡查机制"
    assert page.locator("#details h2").inner_text() == "巡查机制"


# ---- links into the page ---------------------------------------------------------------------------------------------


def test_a_link_opens_the_page_at_a_thing(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset(), fragment="#organization/云溪区环卫局").page
    assert chosen(page) == "云溪区环卫局"
    assert page.locator("#details h2").inner_text() == "云溪区环卫局"
    page.evaluate("location.hash = '#' + encodeURIComponent('person/周明礼@云溪区环卫局')")
    until(page, "kgView.state.chosen?.thing?.name === '周明礼'")


def test_choosing_a_thing_moves_the_address(page: Page) -> None:
    page.mouse.click(*point_of(page, "宣传月"))
    address = page.evaluate("decodeURIComponent(location.hash)")
    assert address == "#activity/宣传月"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert chosen(page) == "宣传月"


def test_an_unknown_link_is_answered(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset(), fragment="#%E0%A4%A/nothing").page
    assert "没有" in said(page)
    assert chosen(page) == ""
