"""The page for everybody: no serious finding of axe-core, and every function from the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import campaign
import pytest
from watching import chosen, names, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def findings(page: Page) -> list[str]:
    """Serious and critical findings of axe-core, each with the elements it concerns."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install 'govkg[test]'")
    # The page's policy lets no script in but its own; the browser's own interface puts the checker beside it.
    session = page.context.new_cdp_session(page)
    source = axe.Axe().axe_script
    session.send("Runtime.evaluate", {"expression": source})
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) =>"
            " ({id: v.id, impact: v.impact, at: v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary)})))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    return [f"{v['id']}: {v['at']}" for v in answer["result"]["value"] if v["impact"] in {"serious", "critical"}]


def test_the_checker_finds_what_is_wrong(page: Page) -> None:
    page.evaluate("document.querySelector('#search').parentElement.querySelector('label').remove()")
    page.evaluate("document.querySelector('#search').removeAttribute('placeholder')")
    assert any(found.startswith("label:") for found in findings(page))


def with_details(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('区环卫局')[0])")
    for summary in page.locator("#details summary").all():
        summary.click()


def with_reader(page: Page) -> None:
    page.locator("[data-open=reader]").click()
    page.locator("#reader-text .sentence").nth(1).click(position={"x": 4, "y": 8})


def with_tables(page: Page) -> None:
    page.locator("[data-open=tables]").click()
    page.locator("[data-table=acts]").click()


def with_search(page: Page) -> None:
    page.locator("#search").fill("云溪")
    page.locator("#search-list li").first.wait_for()


def with_path_and_menu(page: Page) -> None:
    page.evaluate("kgView.paths.set('from', kgView.search.find('周明礼')[0])")
    page.evaluate("kgView.paths.set('to', kgView.search.find('区环卫局')[0])")
    page.locator("[data-menu=export-menu]").click()


def with_query(page: Page) -> None:
    page.locator("#sparql-open").click()


def with_help(page: Page) -> None:
    page.locator("#help-open").click()


def as_opened(page: Page) -> None:
    """Nothing done yet."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious(watch: Callable[..., Any], scheme: str, language: str) -> None:
    page = watch(campaign.dataset(), scheme=scheme, language=language).page
    for change in (as_opened, with_search, with_details, with_reader, with_tables, with_path_and_menu, with_query):
        change(page)
        assert findings(page) == [], change.__name__


def test_axe_finds_nothing_serious_on_a_phone(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset(), width=390, height=844).page
    for change in (as_opened, with_details, with_reader, with_tables, with_help):
        change(page)
        assert findings(page) == [], change.__name__


# ---- the keyboard walk ----


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement?.id || document.activeElement?.tagName")


def tab_to(page: Page, target: str) -> None:
    """Press Tab until an element with this id has the focus."""
    for _ in range(90):
        if focused(page) == target:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached by Tab")


def test_every_control_is_reached_by_tab_and_shows_its_focus(page: Page) -> None:
    reached = set()
    page.locator("body").focus()
    for _ in range(90):
        page.keyboard.press("Tab")
        name = focused(page)
        if name == "BODY":
            break
        reached.add(name)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        parent = page.evaluate("getComputedStyle(document.activeElement.parentElement).outlineStyle")
        assert outline != "none" or parent != "none", name
    wanted = {
        *("search", "filters-toggle", "layout", "path-toggle", "sparql-open", "language-toggle", "theme-toggle"),
        *("help-open", "filters-close", "acts", "sure", "filters-reset", "canvas", "zoom-in", "zoom-out", "zoom-fit"),
        *("from", "to", "time-reset"),
    }
    assert wanted <= reached


def test_the_graph_is_walked_with_arrow_keys(page: Page) -> None:
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = chosen(page)
    assert first
    assert first in said(page)
    page.keyboard.press("ArrowRight")
    second = chosen(page)
    assert second != first
    page.keyboard.press("ArrowLeft")
    assert chosen(page)
    assert focused(page) == "canvas"


def test_enter_leads_into_the_details_and_escape_back(page: Page) -> None:
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert focused(page) == "details-title"
    page.keyboard.press("Escape")
    assert page.locator("#side").is_hidden()
    assert focused(page) == "canvas"
    page.keyboard.press("Escape")
    assert chosen(page) == ""


def test_keys_zoom_pan_expand_collapse_pin_unfold_and_move(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('清洁家园行动')[0])")
    page.locator("#canvas").focus()
    scale = page.evaluate("kgView.canvas.scale()")
    page.keyboard.press("+")
    assert page.evaluate("kgView.canvas.scale()") > scale
    page.keyboard.press("0")
    left = page.evaluate("kgView.canvas.view().left")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("kgView.canvas.view().left") > left
    page.keyboard.press("c")
    assert "宣传月" not in names(page)
    page.keyboard.press("e")
    assert "宣传月" in names(page)
    page.keyboard.press("p")
    assert page.evaluate("kgView.place.pinned.size") == 1
    page.keyboard.press("u")
    assert page.evaluate("kgView.state.unfolded.size") > 0
    page.keyboard.press("u")
    before = page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.state.chosen.thing.id))")
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    after = page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.state.chosen.thing.id))")
    assert [after[0] - before[0], after[1] - before[1]] == [0, 20]
    page.keyboard.press("]")
    assert page.evaluate("Boolean(kgView.state.chosen.edge)")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    page.keyboard.press("/")
    assert focused(page) == "search"


def test_a_whole_visit_without_a_mouse(page: Page) -> None:
    """Search, read the evidence, go to the report, light up a sentence, sort a table, export, see the query."""
    page.locator("body").focus()
    tab_to(page, "search")
    page.keyboard.type("qjjyxd")
    page.keyboard.press("Enter")
    assert chosen(page) == "清洁家园行动"
    assert focused(page) == "canvas"
    page.keyboard.press("Enter")
    assert focused(page) == "details-title"
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "SUMMARY":
            break
    page.keyboard.press("Enter")
    page.locator("#details details[open] blockquote").first.wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "在原文中查看":
            break
    page.keyboard.press("Enter")
    page.locator("#reader-text .sentence.current").first.wait_for()
    assert page.evaluate("document.activeElement.classList.contains('sentence')")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("Boolean(kgView.state.lit)")
    page.locator("#tab-reader").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tables").is_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.column") == "0":
            break
    page.keyboard.press("Enter")
    assert page.locator("#tables th[aria-sort=ascending]").count() == 1
    assert page.evaluate("document.activeElement.dataset.column") == "0"
    page.locator("[data-menu=export-menu]").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".png")
    page.locator("#sparql-open").focus()
    page.keyboard.press("Enter")
    assert page.locator("#sparql-text").input_value().startswith("PREFIX")


def test_what_happens_is_announced(page: Page) -> None:
    live = page.locator("#live")
    assert live.get_attribute("aria-live") == "polite"
    page.evaluate("kgView.choose.thing(kgView.search.find('宣传月')[0])")
    assert "宣传月，活动" in said(page)
    page.locator("#sure").fill("60")
    page.locator("#sure").dispatch_event("change")
    assert "最低置信度 60%" in said(page)
    page.locator("#layout").select_option("force")
    assert said(page) == "布局：力导向"
