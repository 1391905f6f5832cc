"""The picture in a real browser: opening, looking, filtering, growing, moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import campaign
import pytest
from synthetic import dataset
from watching import names, point_of, said, shown, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def labels(page: Page) -> dict[str, str]:
    """Each edge as `from>to` → its label."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(kgView.scene.edges.map((e) => {"
        " const name = (id) => { const n = kgView.scene.nodes.get(id); return n.thing ? n.thing.name : n.act.verb; };"
        " return [`${name(e.from)}>${name(e.to)}`, kgView.scene.label(e)]; }))"
    )
    return found


# ---- opening ---------------------------------------------------------------------------------------------------------


def test_the_page_opens_offline_with_its_own_file_as_the_only_request(watch: Callable[..., Any]) -> None:
    watched = watch(campaign.dataset())
    assert len([url for url in watched.requests if not url.startswith("data:")]) == 1
    assert watched.page.title() == "2 份报告的知识图谱"
    assert shown(watched.page) == {"nodes": 14, "edges": 14}


def test_acts_are_folded_into_edges_with_verb_and_count(page: Page) -> None:
    edges = labels(page)
    assert edges["云溪区环卫局>垃圾分类培训班"] == "举办 ×6期"
    assert edges["云溪区环卫局>保洁员"] == "培训 ×300多名"
    assert edges["云溪区委>清洁家园行动"] == "启动、开展"
    assert edges["宣传月>清洁家园行动"] == "属于"


def test_the_hierarchy_is_the_first_view_and_parts_stand_right_of_their_whole(page: Page) -> None:
    assert page.evaluate("kgView.state.layout") == "hierarchy"
    assert point_of(page, "清洁家园行动")[0] < point_of(page, "宣传月")[0] < point_of(page, "垃圾分类培训班")[0]


def test_nothing_is_simulated(page: Page) -> None:
    assert page.evaluate("kgView.canvas.network.physics.options.enabled") is False


def test_something_is_drawn(page: Page) -> None:
    inked = page.evaluate(
        "() => { const c = document.querySelector('#canvas canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n += 1; return n; }"
    )
    assert inked > 5000


IN_VIEW = (
    "[...kgView.scene.nodes.values()].filter((n) => { const v = kgView.canvas.view();"
    " const [x, y] = kgView.place.of(n);"
    " return x > v.left && x < v.right && y > v.top && y < v.bottom; }).map((n) => n.thing.name)"
)


def test_all_nodes_are_in_view_at_opening(page: Page) -> None:
    assert set(page.evaluate(IN_VIEW)) == names(page)


def test_on_a_phone_nothing_sticks_out_and_the_main_tree_begins_in_view(watch: Callable[..., Any]) -> None:
    page = watch(dataset(60, 90, reports=1), width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("kgView.canvas.scale()") >= 0.5
    assert len(page.evaluate(IN_VIEW)) > 3
    page.locator("#zoom-fit").click()
    assert set(page.evaluate(IN_VIEW)) == names(page)
    page.evaluate("kgView.choose.thing(kgView.graph.things[0], { move: true })")
    canvas, panel = page.locator("#canvas").bounding_box(), page.locator("#side").bounding_box()
    assert canvas
    assert panel
    assert canvas["y"] + canvas["height"] <= panel["y"]
    assert page.evaluate(IN_VIEW + ".includes(kgView.graph.things[0].name)")


# ---- legend and filters ----------------------------------------------------------------------------------------------


def test_the_legend_counts_and_filters_by_type(page: Page) -> None:
    entry = page.locator("#legend label", has_text="活动")
    assert entry.locator(".number").inner_text() == "4"
    entry.locator("input").uncheck()
    assert "宣传月" not in names(page)
    assert "云溪区委" in names(page)
    assert "已隐藏“活动”" in said(page)
    entry.locator("input").check()
    assert shown(page)["nodes"] == 14


def test_relations_can_be_taken_out(page: Page) -> None:
    page.locator("#relations label", has_text="属于").locator("input").uncheck()
    assert "宣传月>清洁家园行动" not in labels(page)
    assert "宣传月" in names(page)


def test_acts_can_be_filtered_by_status(page: Page) -> None:
    assert "云溪区环卫局>巡查机制" in labels(page)
    page.locator("#statuses label", has_text="计划").locator("input").uncheck()
    assert "云溪区环卫局>巡查机制" not in labels(page)
    page.locator("#acts").uncheck()
    assert "云溪区环卫局>垃圾分类培训班" not in labels(page)


def test_confidence_hides_what_is_less_sure(page: Page) -> None:
    page.locator("#sure").fill("60")
    assert "各街道" not in names(page)
    assert "垃圾分类培训班>宣传月" not in labels(page)
    assert "宣传月>清洁家园行动" in labels(page)
    assert page.locator("#sure-value").inner_text() == "≥ 60%"


def test_a_report_can_be_taken_out(page: Page) -> None:
    page.locator("#reports label", has_text="回头看").locator("input").uncheck()
    assert "巡查机制" not in names(page)
    assert labels(page)["云溪区委>清洁家园行动"] == "启动"


def test_all_of_a_group_and_the_reset_button(page: Page) -> None:
    page.locator("[data-all=legend]").click()
    assert shown(page) == {"nodes": 0, "edges": 0}
    page.locator("#filters-reset").click()
    assert shown(page) == {"nodes": 14, "edges": 14}


# ---- time ------------------------------------------------------------------------------------------------------------


def faded(page: Page) -> set[str]:
    return set(
        page.evaluate(
            "[...kgView.scene.nodes.values()].filter((n) => n.dim).map((n) => n.thing ? n.thing.name : n.act.verb)"
        )
    )


def test_the_time_bar_fades_what_lies_outside(page: Page) -> None:
    assert page.locator("#months rect").count() == 6
    assert page.locator("#span").inner_text() == "全部：2023-03 — 2023-08"
    page.locator("#from").fill("4")
    assert page.locator("#span").inner_text() == "2023-07 — 2023-08"
    assert {"宣传月", "垃圾分类培训班", "周明礼"} <= faded(page)
    assert not {"云溪区委", "清洁家园行动", "巡查机制"} & faded(page)
    page.locator("#time-reset").click()
    assert faded(page) == set()


def test_the_handles_of_the_time_bar_push_each_other(page: Page) -> None:
    page.locator("#to").fill("1")
    page.locator("#from").fill("3")
    assert page.locator("#to").input_value() == "3"


# ---- expanding and folding -------------------------------------------------------------------------------------------


def test_collapse_hides_what_hangs_below_and_expand_brings_it_back(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('清洁家园行动')[0])")
    page.locator("#do-close").click()
    assert not {"宣传月", "整治周", "垃圾分类培训班"} & names(page)
    assert page.evaluate("kgView.scene.nodes.get(kgView.state.chosen.thing.id).hidden") == 2
    page.get_by_role("button", name="展开邻居（2 个未显示）").click()
    assert {"宣传月", "整治周"} <= names(page)
    assert page.locator("#do-open").count() == 0


def test_a_double_click_collapses_and_expands(page: Page) -> None:
    x, y = point_of(page, "清洁家园行动")
    page.mouse.dblclick(x, y)
    until(page, "kgView.scene.nodes.size < 14")
    x, y = point_of(page, "清洁家园行动")
    page.mouse.dblclick(x, y)
    until(page, "kgView.scene.things().some((one) => one.name === '宣传月')")


def test_acts_unfold_into_nodes_and_fold_again(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('区环卫局')[0])")
    page.locator("#do-unfold").click()
    edges = labels(page)
    assert edges["云溪区环卫局>举办"] == "行为者"
    assert edges["举办>垃圾分类培训班"] == "对象"
    assert "云溪区环卫局>垃圾分类培训班" not in edges
    page.locator("#do-fold").click()
    assert labels(page)["云溪区环卫局>垃圾分类培训班"] == "举办 ×6期"


def test_an_act_without_a_thing_as_object_shows_when_unfolded(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('志愿者')[0])")
    page.locator("#do-unfold").click()
    assert labels(page)["志愿者>收取"] == "行为者"


def test_a_large_graph_draws_its_important_part_and_says_so(watch: Callable[..., Any]) -> None:
    page = watch(dataset(300, 700, reports=6), limit=60).page
    assert page.locator("#tally").inner_text().startswith("显示 60 / 300 个实体")
    hidden = page.evaluate("kgView.graph.things.find((one) => !kgView.state.shown.has(one.id)).name")
    page.locator("#search").fill(hidden)
    page.keyboard.press("Enter")
    assert hidden in names(page)
    hub = page.evaluate("[...kgView.scene.nodes.values()].sort((a, b) => b.hidden - a.hidden)[0].thing.name")
    page.evaluate("(name) => kgView.choose.thing(kgView.graph.things.find((t) => t.name === name))", hub)
    page.locator("#do-open").click()
    assert shown(page)["nodes"] > 61


# ---- layouts and positions -------------------------------------------------------------------------------------------


def test_each_layout_places_the_nodes_anew_without_overlap(page: Page) -> None:
    seen = set()
    for layout in ("force", "radial", "hierarchy"):
        page.locator("#layout").select_option(layout)
        seen.add(str(page.evaluate("[...kgView.scene.nodes.values()].map((n) => kgView.place.of(n))")))
        overlaps = page.evaluate(
            "() => { const boxes = [...kgView.scene.nodes.values()].map((n) => { const [x, y] = kgView.place.of(n);"
            " const s = kgView.place.size(n); const below = s.card ? s.h : s.r + s.lines.length * 16;"
            " const w = kgView.place.reach(s) - 3; return [x - w, y - s.h, x + w, y + below]; });"
            " let count = 0; boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {"
            " if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) count += 1; })); return count; }"
        )
        assert overlaps == 0, layout
    assert len(seen) == 3


def test_a_node_is_dragged_pinned_saved_and_restored(page: Page) -> None:
    before = point_of(page, "整治周")
    page.mouse.move(*before)
    page.mouse.down()
    page.mouse.move(before[0] + 40, before[1] + 70, steps=6)
    page.mouse.up()
    after = point_of(page, "整治周")
    assert abs(after[1] - before[1] - 70) < 6
    page.evaluate("kgView.choose.thing(kgView.search.find('整治周')[0])")
    page.locator("#do-pin").click()
    here = page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.state.chosen.thing.id))")
    page.locator("[data-menu=positions-menu]").click()
    page.locator("#positions-save").click()
    page.locator("#layout").select_option("radial")
    assert page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.state.chosen.thing.id))") == here
    page.locator("[data-menu=positions-menu]").click()
    page.locator("#positions-reset").click()
    assert page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.state.chosen.thing.id))") != here
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator("[data-menu=positions-menu]").click()
    page.locator("#positions-restore").click()
    assert page.evaluate("kgView.place.of(kgView.scene.nodes.get(kgView.search.find('整治周')[0].id))") == here
    assert page.evaluate("kgView.place.pinned.size") == 1
    assert "已恢复 14 个" in said(page)


def test_in_a_large_picture_a_node_is_dragged_over_a_copy_of_the_rest(watch: Callable[..., Any]) -> None:
    page = watch(dataset(300, 700, reports=6)).page
    page.evaluate("kgView.canvas.centreOn(kgView.scene.order[3])")
    name = page.evaluate("kgView.scene.order[3].thing.name")
    before = point_of(page, name)
    page.mouse.move(*before)
    page.mouse.down()
    page.mouse.move(before[0] + 60, before[1] - 50, steps=8)
    page.mouse.up()
    after = point_of(page, name)
    assert abs(after[0] - before[0] - 60) < 6
    assert abs(after[1] - before[1] + 50) < 6


def test_positions_travel_as_a_file(page: Page, tmp_path: Any) -> None:
    page.evaluate("kgView.place.move(kgView.search.find('整治周')[0].id, 777, 333)")
    page.locator("[data-menu=positions-menu]").click()
    with page.expect_download() as download:
        page.locator("#positions-file").click()
    file = tmp_path / "positions.json"
    download.value.save_as(file)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator("#positions-open").set_input_files(file)
    until(page, "kgView.place.of(kgView.scene.nodes.get(kgView.search.find('整治周')[0].id))[0] === 777")
    broken = tmp_path / "other.json"
    broken.write_text('{"points": 5}')
    page.locator("#positions-open").set_input_files(broken)
    until(page, "document.getElementById('live').textContent.includes('不是本图的位置')")


# ---- looks -----------------------------------------------------------------------------------------------------------


def test_the_interface_changes_its_language_and_names_stay(page: Page) -> None:
    page.locator("#language-toggle").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#legend label").first.inner_text().startswith("activity")
    assert labels(page)["宣传月>清洁家园行动"] == "part of"
    assert page.locator("#tally").inner_text() == "14 of 14 things shown, 14 edges"
    assert "宣传月" in names(page)
    page.locator("#language-toggle").click()
    assert labels(page)["宣传月>清洁家园行动"] == "属于"


def test_it_opens_in_english_when_asked(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset(), language="en").page
    assert page.locator("#filters-toggle").inner_text() == "Legend and filters"


def test_light_and_dark_follow_the_system_and_the_button(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset(), scheme="dark").page
    ground = "getComputedStyle(document.querySelector('#main')).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme-toggle").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate(ground) != dark


def test_labels_wrap_and_none_is_cut(page: Page) -> None:
    name = "进一步深化乡镇（街道）综合行政执法体制改革和基层治理数字化转型试点工作领导小组办公室"
    lines = page.evaluate(
        "(name) => kgView.place.size({ id: 'x', thing: { name, weight: 0.5 }, act: null }).lines", name
    )
    assert "".join(lines) == name
    assert len(lines) == 4
    assert max(map(len, lines)) <= 14
