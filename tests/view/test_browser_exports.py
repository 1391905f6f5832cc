"""What a reader takes away: pictures, tables, Turtle, the query; each is read back."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import campaign
import pyoxigraph as ox
import pytest
from synthetic import dataset
from watching import names, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def export(page: Page, kind: str) -> bytes:
    """The bytes of an exported file."""
    page.locator("[data-menu=export-menu]").click()
    with page.expect_download() as download:
        page.locator(f"#export-{kind}").click()
    assert (
        download.value.suggested_filename.startswith("2 份报告的知识图谱")
        or "报告" in download.value.suggested_filename
    )
    assert "已导出" in said(page)
    return Path(download.value.path()).read_bytes()


def triples(text: bytes, form: ox.RdfFormat) -> set[tuple[str, str, str]]:
    """The triples of a document as a store holds them: 0.80 is 0.8 there, and language tags are in lower case."""
    store = ox.Store()
    store.load(text, format=form)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store}


def everything() -> set[tuple[str, str, str]]:
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in campaign.dataset().store}


def test_the_png_is_a_picture_of_all_that_is_shown(page: Page) -> None:
    data = export(page, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert width > 800
    assert height > 400
    assert len(data) > 20_000


def test_the_svg_is_well_formed_and_holds_nodes_labels_edges_title_and_legend(page: Page) -> None:
    root = ET.fromstring(export(page, "svg"))  # noqa: S314 - made by the page under test
    assert root.tag == f"{SVG}svg"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "2 份报告的知识图谱"
    words = "".join(t.text or "" for t in root.iter(f"{SVG}text"))
    for expected in ("清洁家园行动", "垃圾分类培训班", "属于", "举办 ×6期", "机构"):
        assert expected in words
    assert sum(1 for _ in root.iter(f"{SVG}path")) >= 14 * 2 + 14


def test_the_svg_leaves_out_what_is_filtered(page: Page) -> None:
    page.locator("#legend label", has_text="活动").locator("input").uncheck()
    words = "".join(t.text or "" for t in ET.fromstring(export(page, "svg")).iter(f"{SVG}text"))  # noqa: S314
    assert "宣传月" not in words


def test_the_csv_is_the_table_and_runs_no_formula(page: Page) -> None:
    page.locator("[data-open=tables]").click()
    page.locator("[data-table=acts]").click()
    data = export(page, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:4] == ["行为者", "动词", "对象", "数量"]
    assert ["云溪区环卫局", "举办", "垃圾分类培训班", "6期"] in [row[:4] for row in rows]
    cells = page.evaluate("['=1+1', '@cmd', '+A1', '-3.5', 'a,b', 'say \"x\"', -3].map(kgView.csv.cell)")
    assert cells == ["'=1+1", "'@cmd", "'+A1", "-3.5", '"a,b"', '"say ""x"""', "-3"]


def test_the_turtle_says_nothing_that_the_graph_does_not_say(page: Page) -> None:
    said_by_page = triples(export(page, "turtle"), ox.RdfFormat.TURTLE)
    assert said_by_page <= everything()
    predicates = {p for _, p, _ in said_by_page}
    assert {
        "<https://w3id.org/govkg/ontology#partOf>",
        "<http://www.w3.org/ns/prov#wasDerivedFrom>",
        "<http://www.w3.org/ns/oa#exact>",
        "<https://w3id.org/govkg/ontology#quantity>",
        "<http://www.w3.org/2006/time#inXSDDate>",
    } <= predicates


def test_the_turtle_holds_every_edge_that_is_shown_and_no_other(page: Page) -> None:
    page.locator("#legend label", has_text="群体").locator("input").uncheck()
    page.locator("#relations label", has_text="属于").locator("input").uncheck()
    found = triples(export(page, "turtle"), ox.RdfFormat.TURTLE)
    kg = "<https://w3id.org/govkg/ontology#{}>"
    assert not [t for t in found if t[1] == kg.format("partOf")]
    assert not [t for t in found if "保洁员" in t[0] and t[1] == kg.format("mention")]
    expected = page.evaluate("kgView.scene.facts().filter((f) => f.is === 'link').length")
    relations = {
        kg.format(r) for r in ("carriedOutBy", "governs", "holdsPost", "postIn", "establishedBy", "participant")
    }
    assert len([t for t in found if t[1] in relations]) == expected


def rows_of_query(query: str) -> set[tuple[str, str, str]]:
    store = campaign.dataset().store
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return {
        (row["subject"].value, (row["relation"] or row["verb"]).value, row["object"].value)
        for row in answer
    }  # fmt: skip


def edges_of_page(page: Page) -> set[tuple[str, str, str]]:
    found = page.evaluate(
        "kgView.scene.edges.flatMap((e) => e.facts.map((f) => f.is === 'link'"
        " ? [f.subject.iri, f.relation.iri, f.object.iri]"
        " : e.role ? [f.iri, 'https://schema.org/' + {agent: 'agent', object: 'object', place: 'location'}[e.role],"
        "   kgView.scene.nodes.get(e.role === 'agent' ? e.from : e.to).thing.iri]"
        " : [kgView.scene.nodes.get(e.from).thing.iri, f.verb, f.object.iri]))"
    )
    return {tuple(row) for row in found}


def filter_nothing(page: Page) -> None:
    """All that there is."""


def filter_types_and_relations(page: Page) -> None:
    page.locator("#legend label", has_text="群体").locator("input").uncheck()
    page.locator("#relations label", has_text="开展者").locator("input").uncheck()


def filter_confidence(page: Page) -> None:
    page.locator("#sure").fill("60")


def filter_report(page: Page) -> None:
    page.locator("#reports label", has_text="推进").locator("input").uncheck()


def filter_status(page: Page) -> None:
    page.locator("#statuses label", has_text="已完成").locator("input").uncheck()


def unfold_acts(page: Page) -> None:
    page.evaluate("kgView.choose.thing(kgView.search.find('区环卫局')[0])")
    page.locator("#do-unfold").click()


def collapse(page: Page) -> None:
    page.evaluate("kgView.expand.close(kgView.search.find('清洁家园行动')[0])")


def hide_everything(page: Page) -> None:
    page.locator("[data-all=relations]").click()
    page.locator("#acts").uncheck()


CHANGES = (
    *(filter_nothing, filter_types_and_relations, filter_confidence, filter_report, filter_status),
    *(unfold_acts, collapse, hide_everything),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda f: f.__name__)
def test_the_query_returns_what_is_shown(page: Page, change: Callable[[Page], None]) -> None:
    change(page)
    page.locator("#sparql-open").click()
    query = page.locator("#sparql-text").input_value()
    assert rows_of_query(query) == edges_of_page(page)


def test_the_query_can_be_saved(page: Page) -> None:
    page.locator("#sparql-open").click()
    with page.expect_download() as download:
        page.locator("#sparql-save").click()
    assert download.value.suggested_filename.endswith(".rq")
    assert "SELECT" in Path(download.value.path()).read_text("utf-8")


def test_a_picture_of_a_large_graph_is_still_made(watch: Callable[..., Any]) -> None:
    page = watch(dataset(400, 900, reports=8)).page
    assert len(names(page)) == 400
    assert export(page, "png").startswith(b"\x89PNG")
    ET.fromstring(export(page, "svg"))  # noqa: S314
