"""What reports and graphs may hold must never run in the page: payloads in every field, each in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import campaign
import pytest
from html5lib import HTMLParser

from kg.schema.load import load_schema
from kg.view.notebook import Frame, summary_html
from kg.view.page import render_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

FIRED = "window.fired=(window.fired||0)+1"

PAYLOADS = (
    f"<script>{FIRED}</script>",
    f"</script><script>{FIRED}</script>",
    f"</ScRiPt ><sCrIpT>{FIRED}</sCrIpT>",
    f"<!--</script><script>{FIRED}</script>",
    f"<!-- <script> --><script>{FIRED}</script>",
    f"]]></script><script>{FIRED}</script>",
    f'"></script><script>{FIRED}</script>',
    f"'></script><script>{FIRED}</script>",
    f"\\u003c/script><script>{FIRED}</script>",
    f"\\\\</script><script>{FIRED}</script>",
    f"</title><script>{FIRED}</script>",
    f"</style><script>{FIRED}</script>",
    f"</textarea><script>{FIRED}</script>",
    f"</noscript><script>{FIRED}</script>",
    f"</template><script>{FIRED}</script>",
    f"</svg><script>{FIRED}</script>",
    f"<img src=x onerror={FIRED}>",
    f'<img src=x onerror="{FIRED}">',
    f'"><img src=x onerror={FIRED}>',
    f"'><img src=x onerror={FIRED}>",
    f"`><img src=x onerror={FIRED}>",
    f"<svg onload={FIRED}>",
    f"<svg/onload={FIRED}>",
    f"<svg><script>{FIRED}</script></svg>",
    f"<svg><animate onbegin={FIRED} attributeName=x></svg>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={FIRED}>",
    f"<body onload={FIRED}>",
    f"<iframe srcdoc='<script>parent.{FIRED}</script>'></iframe>",
    f"<iframe src=javascript:parent.{FIRED}></iframe>",
    f"<object data=javascript:{FIRED}>",
    f"<embed src=javascript:{FIRED}>",
    f"<a href=javascript:{FIRED}>x</a>",
    f"<a href='java\tscript:{FIRED}'>x</a>",
    f"<form action=javascript:{FIRED}><input type=submit></form>",
    f"<button formaction=javascript:{FIRED}>x</button>",
    f"<details open ontoggle={FIRED}>",
    f"<input autofocus onfocus={FIRED}>",
    f"<video><source onerror={FIRED}>",
    f"<audio src=x onerror={FIRED}>",
    f"<marquee onstart={FIRED}>",
    "<meta http-equiv=refresh content=0;url=https://example.invalid/>",
    "<link rel=stylesheet href=https://example.invalid/x.css>",
    "<base href=https://example.invalid/>",
    "<style>@import 'https://example.invalid/x.css';</style>",
    "<style>*{background:url(https://example.invalid/x)}</style>",
    "<img src=https://example.invalid/x.png>",
    "<script src=https://example.invalid/x.js></script>",
    f"javascript:{FIRED}",
    f"data:text/html,<script>{FIRED}</script>",
    f"{{{{constructor.constructor('{FIRED}')()}}}}",
    f"${{{FIRED}}}",
    "{{graph}}{{t:help}}{{policy}}",
    "__proto__",
    "constructor",
    f"\u2028{FIRED}\u2029",
    f"\u202e<script>{FIRED}</script>",
    f"\ufeff<script>{FIRED}</script>",
    f"+ADw-script+AD4-{FIRED}+ADw-/script+AD4-",
    f"%3Cscript%3E{FIRED}%3C/script%3E",
    f"&lt;script&gt;{FIRED}&lt;/script&gt;",
    f"&#60;script&#62;{FIRED}&#60;/script&#62;",
    f"<a><b><script>{FIRED}//",
    f"x' onmouseover='{FIRED}",
    f'x" onfocus="{FIRED}" autofocus="',
    f"<noscript><p title='</noscript><img src=x onerror={FIRED}>'>",
    f"<xmp><p title='</xmp><img src=x onerror={FIRED}>'>",
)  # fmt: skip


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 50


@pytest.mark.parametrize("at", range(0, len(PAYLOADS), 22))
def test_a_page_with_payloads_in_every_field_is_still_valid_html(at: int) -> None:
    payloads = PAYLOADS[at : at + 22]
    parser = HTMLParser(strict=True)
    parser.parse(render_html(campaign.hostile(*payloads), load_schema(), title=" ".join(payloads)))
    assert parser.errors == []


def use_everything(page: Page) -> None:
    """Bring every field onto the screen: lists, details with evidence, reader, tables, dialogs, pictures."""
    page.evaluate(
        "async () => { const v = kgView; v.search.find('0');"
        " for (const one of v.graph.things) { v.choose.thing(one);"
        "  const seen = document.querySelectorAll('#details details');"
        "  for (const d of seen) { d.open = true; d.dispatchEvent(new Event('toggle')); } }"
        " for (const e of [...v.scene.edges]) v.choose.edge(e.id);"
        " v.expand.unfold(v.graph.acts); v.choose.act(v.graph.acts[0]);"
        " for (const r of v.graph.reports) v.reader.open(r, r.sentences[r.sentences.length - 1]);"
        " document.querySelector('#do-light')?.click();"
        " for (const kind of ['things', 'acts', 'counts']) { document.querySelector('[data-open=tables]').click();"
        "  document.querySelector(`[data-table=${kind}]`).click(); }"
        " v.paths.set('from', v.graph.things[0]); v.paths.set('to', v.graph.things[2]);"
        " v.sparql.write(); await v.turtle.write().text(); await v.picture.svg().text(); await v.picture.png();"
        " document.querySelector('#language-toggle').click(); }"
    )
    page.locator("#search").fill("0")


TOGETHER = 8


@pytest.mark.browser
@pytest.mark.parametrize("at", range(0, len(PAYLOADS), TOGETHER))
def test_no_payload_executes_in_any_field(watch: Callable[..., Any], at: int) -> None:
    """Each payload fills every field of a report of its own; the title holds them all."""
    payloads = PAYLOADS[at : at + TOGETHER]
    page = watch(campaign.hostile(*payloads), title=" ".join(payloads)).page
    use_everything(page)
    assert page.evaluate("window.fired") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 5
    assert page.evaluate("document.querySelectorAll('iframe, object, embed, base, img, video').length") == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every((e) => e.getAttributeNames().every((n) => !/^on/.test(n)))"
    )


@pytest.mark.browser
def test_a_hostile_address_does_not_execute(watch: Callable[..., Any]) -> None:
    for fragment in (
        f"#<img src=x onerror={FIRED}>",
        f"#javascript:{FIRED}",
        "#__proto__",
        f"#%3Cscript%3E{FIRED}%3C/script%3E",
    ):
        page = watch(campaign.dataset(), fragment=fragment).page
        assert page.evaluate("window.fired") is None


@pytest.mark.browser
def test_hostile_saved_positions_are_refused(watch: Callable[..., Any]) -> None:
    page = watch(campaign.dataset()).page
    page.evaluate(
        "localStorage.setItem(`kg-positions-${kgView.graph.key}`,"
        " JSON.stringify({layout: '__proto__', pinned: ['__proto__'],"
        " points: [['constructor', 1, 2], [kgView.graph.things[0].iri, 'x', null]]}))"
    )
    page.locator("[data-menu=positions-menu]").click()
    page.locator("#positions-restore").click()
    assert page.evaluate("kgView.state.layout") == "hierarchy"
    assert page.evaluate("Number.isFinite(kgView.place.of(kgView.scene.nodes.get(0))[0])")


# ---- in a notebook ----


def test_the_frame_is_sandboxed_and_its_page_is_escaped() -> None:
    frame = Frame(f'<p>"</p><script>{FIRED}</script>', title='"><script>', height=300)._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-modals"' in frame
    assert "<script" not in frame
    assert frame.count('"') % 2 == 0


def test_the_summary_is_escaped() -> None:
    assert "<script>" not in summary_html("<script>", {"<script>": 3})


@pytest.mark.browser
def test_the_page_works_in_a_notebooks_frame(browser: Browser, tmp_path: Any) -> None:
    frame = Frame(render_html(campaign.dataset(), load_schema()), title="graph")
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><html><body>{frame._repr_html_()}</body></html>", encoding="utf-8")
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    inner = page.frames[1]
    inner.wait_for_selector("html[data-ready]")
    inner.locator("#search").fill("宣传")
    inner.locator("#search").press("Enter")
    assert inner.locator("#details h2").inner_text() == "宣传月"
    inner.locator("[data-menu=positions-menu]").click()
    inner.locator("#positions-save").click()
    assert "关闭页面后失效" in inner.locator("#live").inner_text()
    assert (
        page.evaluate("(() => { try { return frames[0].document.title; } catch { return 'closed'; } })()") == "closed"
    )
    assert errors == []
    context.close()
