"""The pages for people: forms by content negotiation, nothing that is said is ever run, a real browser uses them."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from server import TOKEN, Server

from kg.schema.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph

PAYLOADS = (
    "<script>globalThis.hacked=1</script>",
    "<img src=x onerror=globalThis.hacked=1>",
    "'><svg onload=globalThis.hacked=1>",
    '"onmouseover="globalThis.hacked=1',
    "</script><script>globalThis.hacked=1</script>",
    "{{data}}{{t:run}}",
)


def some_thing(graph: KnowledgeGraph) -> tuple[str, str]:
    """The IRI and the name of the thing of which most is said."""
    thing = max(graph.facts.things, key=lambda t: (len(t.sentences), t.iri))
    return thing.iri, thing.name


def page_of(iri: str) -> str:
    return "/id/" + quote(iri.removeprefix(ID))


class TestThings:
    def test_a_page_shows_names_facts_and_sentences(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        iri, name = some_thing(graph)
        found = reading_server.get(page_of(iri), Accept="text/html")
        assert (found.status, found.media) == (200, "text/html")
        assert f">{name}</h1>" in found.text
        thing = next(t for t in graph.facts.things if t.iri == iri)
        for sentence in thing.sentences:
            assert graph.facts.said(sentence) in found.text

    @pytest.mark.parametrize(
        "media", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
    )
    def test_programs_get_rdf_of_the_same_address(
        self, reading_server: Server, graph: KnowledgeGraph, media: str
    ) -> None:
        iri, name = some_thing(graph)
        found = reading_server.get(page_of(iri), Accept=media)
        assert (found.status, found.media) == (200, media)
        assert "accept" in found.headers["vary"].lower()
        assert "sentence" in found.text
        if media == "text/turtle":
            assert name in found.text

    def test_what_is_not_there_is_not_found(self, reading_server: Server) -> None:
        assert reading_server.get("/id/person/nobody", Accept="text/html").status == 404
        assert reading_server.get("/thing?iri=not%20an%20iri", Accept="text/html").status == 400

    def test_an_iri_leads_to_its_page(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        iri, _ = some_thing(graph)
        found = reading_server.get("/thing?iri=" + quote(iri, safe=""))
        assert found.status == 303
        assert reading_server.get(found.headers["location"], Accept="text/html").status == 200

    def test_every_link_of_a_page_leads_somewhere(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        page = reading_server.get(page_of(some_thing(graph)[0]), Accept="text/html").text
        links = {unescape(link) for link in re.findall(r"href='(/[^']*)'", page)}
        assert links
        for link in sorted(links):
            assert reading_server.get(link, Accept="text/html").status == 200, link


class TestSearch:
    def test_things_are_found_by_name_and_sentences_by_their_words(
        self, reading_server: Server, graph: KnowledgeGraph
    ) -> None:
        iri, name = some_thing(graph)
        deadline = time.monotonic() + 60
        while not (found := reading_server.get("/search?q=" + quote(name)).json)["ready"]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert found["things"][0]["iri"] == iri
        sentence = graph.facts.said(next(t for t in graph.facts.things if t.iri == iri).sentences[0])
        words = re.search("[\u4e00-\u9fff]{4,}", sentence)
        assert words
        said = reading_server.get("/search?q=" + quote(words[0][1:])).json
        assert sentence in [s["text"] for s in said["sentences"]]

    @pytest.mark.parametrize("words", ["", '"', "*", "' OR 1=1 --", "NEAR(", "a* OR b", "\u0000", "(" * 100])
    def test_whatever_is_typed_is_only_looked_for(self, reading_server: Server, words: str) -> None:
        assert reading_server.get("/search?q=" + quote(words)).status == 200

    def test_what_is_next_to_a_thing_is_bounded(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        iri, _ = some_thing(graph)
        found = reading_server.get("/near?iri=" + quote(iri, safe="")).json
        assert found["format"] == 1
        assert 0 < len(found["things"]) <= 1 + 4 * 100
        assert reading_server.get("/near").status == 400
        assert reading_server.get("/near?start=x&iri=" + quote(iri, safe="")).status == 400


class TestScripts:
    def test_nothing_that_a_graph_says_is_run(self, writable_server: Server) -> None:
        """The payloads stand in labels and IRIs; the pages hold them as text only."""
        triples = "".join(
            f"<http://e/{quote(p)}> <http://www.w3.org/2000/01/rdf-schema#label> {_literal(p)} ; "
            f"<http://e/{quote(p)}> {_literal(p)} .\n"
            for p in PAYLOADS
        )
        answer = writable_server.send(
            *("PUT", "/store?graph=http://e/bad", triples), Content_Type="text/turtle", Authorization=f"Bearer {TOKEN}"
        )
        assert answer.status == 201
        for payload in PAYLOADS:
            page = writable_server.get("/thing?iri=" + quote("http://e/" + quote(payload), safe=""), Accept="text/html")
            assert page.status == 200
            assert payload not in page.text or payload.startswith("{{")
            assert "<script" not in page.text
        for payload in PAYLOADS:
            for path in ("/", "/explore", "/search"):
                page = writable_server.get(f"{path}?lang={quote(payload)}&q={quote(payload)}&iri={quote(payload)}")
                assert payload not in page.text or page.media.endswith("json") or payload.startswith("{{")

    def test_pages_have_no_inline_script(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        for path in ("/", page_of(some_thing(graph)[0])):
            found = reading_server.get(path, Accept="text/html")
            assert "script-src 'self'" in found.headers["content-security-policy"]
            inline = found.text.replace('<script type="application/json" id="data">', "").count("<script>")
            assert inline == 0
            assert " style=" not in found.text

    def test_the_explorer_allows_its_own_scripts_alone(self, reading_server: Server) -> None:
        policy = reading_server.get("/explore").headers["content-security-policy"]
        assert "script-src 'sha256-" in policy
        assert "connect-src 'self'" in policy
        assert "unsafe" not in policy


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ---- a real browser --------------------------------------------------------------------------------------------------


@pytest.fixture
def tab(browser: Any, reading_server: Server) -> Iterator[Any]:
    """A tab that asks nobody but the server, and complains of nothing."""
    own = f"http://127.0.0.1:{reading_server.port}"
    page = browser.new_page(base_url=own, viewport={"width": 1280, "height": 800})
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((own, "data:", "blob:")) else trouble.append(r.url))
    page.trouble = trouble
    yield page
    page.close()
    assert trouble == []


@pytest.mark.browser
class TestBrowser:
    def test_a_query_is_answered_as_table_chart_and_graph(self, tab: Any) -> None:
        tab.goto("/?lang=en")
        tab.wait_for_selector("html[data-ready]")
        text = (
            "SELECT ?name (COUNT(?act) AS ?acts) (SAMPLE(?who) AS ?one) "
            "{ ?act a kg:Act ; schema:agent ?who . ?who rdfs:label ?name } GROUP BY ?name ORDER BY DESC(?acts)"
        )
        tab.evaluate("(text) => kgQuery.text(text)", text)
        tab.click("#run")
        tab.wait_for_selector("#out table")
        assert tab.locator("#out tbody tr").count() > 0
        tab.click("[data-view=chart]")
        assert tab.locator("#out svg rect.bar").count() > 0
        tab.click("[data-view=graph]")
        with tab.context.expect_page() as opened:
            tab.click("#out form button")
        explorer = opened.value
        explorer.wait_for_selector("html[data-ready]")
        assert explorer.evaluate("kgView.graph.things.length") > 0
        explorer.close()

    def test_a_mistake_is_marked_where_it_is(self, tab: Any) -> None:
        tab.goto("/?lang=en")
        tab.wait_for_selector("html[data-ready]")
        tab.evaluate("kgQuery.text('SELECT * {\\n ?s ?p }')")
        tab.click("#run")
        tab.wait_for_selector(".cm-lintRange-error, .cm-lintPoint-error", state="attached")
        assert "line 2" in tab.text_content("#bad")
        tab.trouble.clear()  # the browser tells of the status 400

    def test_saved_queries_have_titles_in_both_languages(self, tab: Any) -> None:
        for language in ("zh", "en"):
            tab.goto(f"/?lang={language}")
            tab.wait_for_selector("html[data-ready]")
            assert tab.locator("#examples option").count() > 5
        tab.select_option("#examples", label="Who does most?")
        tab.wait_for_selector("#out table, #out p")
        assert tab.locator("#parameters").is_hidden()

    def test_a_question_is_filled_in_and_asked(self, tab: Any) -> None:
        tab.goto("/?lang=zh")
        tab.wait_for_selector("html[data-ready]")
        tab.select_option("#examples", label="谁做了什么?附数量、时间和原句")
        tab.fill("#parameters [name=who]", "区教育局")
        tab.wait_for_selector("#of-who option", state="attached")
        tab.fill("#parameters [name=since]", "2023")
        tab.click("#parameters button")
        tab.wait_for_selector("#out table")
        assert "教师培训班" in tab.text_content("#out")
        assert "VALUES ?who { <" in tab.evaluate("kgQuery.text()")
        tab.select_option("#examples", label="开展了哪些活动?由谁、何时、何地?")
        assert tab.locator("#of-kind option[value=培训]").count() == 1
        tab.fill("#parameters [name=kind]", "培训斑")
        tab.click("#parameters button")
        tab.wait_for_function("() => document.getElementById('bad').textContent.includes('培训')")
        tab.trouble.clear()  # the browser tells of the status 400

    def test_the_explorer_fetches_what_is_looked_at(self, tab: Any, graph: KnowledgeGraph) -> None:
        iri, name = some_thing(graph)
        tab.goto("/explore?lang=en&iri=" + quote(iri, safe=""))
        tab.wait_for_selector("html[data-ready]")
        tab.fill("#search", name)
        tab.wait_for_selector("#search-list li")
        tab.press("#search", "Enter")
        tab.wait_for_function("(iri) => kgView.live.fetched.get(iri)?.all >= 0", arg=iri)
        before = tab.evaluate("kgView.graph.things.length")
        other = tab.evaluate("(iri) => kgView.graph.things.find((t) => t.iri !== iri).iri", iri)
        tab.evaluate("(iri) => kgView.expand.open(kgView.graph.byIri.get(iri))", other)
        tab.wait_for_function("(iri) => kgView.live.fetched.get(iri)?.asked > 0", arg=other)
        assert tab.evaluate("kgView.graph.things.length") >= before
        # what came twice is there once
        assert tab.evaluate("new Set(kgView.graph.things.map((t) => t.iri)).size === kgView.graph.things.length")
        assert tab.evaluate("new Set(kgView.graph.acts.map((t) => t.iri)).size === kgView.graph.acts.length")

    def test_a_thing_found_by_search_comes_from_the_store(self, tab: Any, graph: KnowledgeGraph) -> None:
        iri, _ = some_thing(graph)
        tab.goto("/explore?lang=zh&iri=" + quote(iri, safe=""))
        tab.wait_for_selector("html[data-ready]")
        there = set(tab.evaluate("kgView.graph.things.map((t) => t.iri)"))
        missing = [t for t in graph.facts.things if t.iri not in there]
        if not missing:
            pytest.skip("the sample is so small that all of it is next to one thing")
        tab.fill("#search", missing[0].name)
        tab.wait_for_function("(iri) => kgView.graph.byIri.has(iri)", arg=missing[0].iri)
        tab.wait_for_selector("#search-list li")
