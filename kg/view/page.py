"""The page: one HTML file that needs nothing else.

    facts, picture -> JSON      kg/view/payload.py
    assets/css, assets/js       joined here in the order of `STYLES` and `SCRIPTS`
    assets/page.html            the template; what stands in braces is filled once, so no value is read as template

The content security policy allows exactly the scripts and the style of the page, by their hashes, and no request.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
from base64 import b64encode
from contextlib import contextmanager
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.projection.read import read_facts
from kg.rdf.terms import prefixes
from kg.view.look import kinds
from kg.view.network import network_model, vis_network
from kg.view.payload import payload, to_json
from kg.view.picture import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.projection.facts import Facts
    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema

DRAWN = 2_000
"""So many things are drawn at first; the rest is reached by search and by expanding."""

LANGUAGES = ("zh", "en")
STYLES = ("base", "frame", "panels")
SCRIPTS = (
    *(
        "dom",
        "bus",
        "i18n",
        "data",
        "text",
        "state",
        "scene",
        "place",
        "geometry",
        "draw",
        "canvas",
        "choose",
        "expand",
        "search",
    ),
    *("filters", "time", "evidence", "details", "reader", "panels", "tables", "paths", "picture", "csv", "turtle"),
    *("sparql", "menus", "keys", "main"),
)
_ASSETS = files("kg.view").joinpath("assets")
_SLOT = re.compile(r"\{\{(t:)?([a-z.A-Z]+)\}\}")
# What HTML forbids in text, escaped or not: control characters and noncharacters.
_UNTEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def render_html(
    dataset: Dataset,
    schema: Schema,
    *,
    title: str | None = None,
    limit: int = DRAWN,
    seed: int = 1,
    language: str = "zh",
    live: str = "",
) -> str:
    """The interactive page of a dataset.

    The same dataset gives the same text, on any machine.

    Args:
        dataset: the graph.
        schema: labels, looks and the order of relations.
        title: of the page; without one the report's, or the number of reports.
        limit: how many things are drawn at first.
        seed: of the force layout.
        language: of the interface at opening, `zh` or `en`; a switch in the page changes it.
        live: a script that runs after those of the page, in their scope; it may ask the server that the page came from.

    Raises:
        ValueError: there is no interface in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    with _without_collector():
        return _render(dataset, schema, title=title, limit=limit, seed=seed, language=language, live=live)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the search for garbage in cycles: a large graph makes millions of values at once, none of them garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _render(
    dataset: Dataset, schema: Schema, *, title: str | None, limit: int, seed: int, language: str, live: str
) -> str:
    facts = read_facts(dataset, schema)
    picture = compose(facts, schema, limit=limit, seed=seed)
    legend, entry = kinds(schema)
    strings = json.loads(_asset("strings.json"))
    name = title or _title(facts, strings[language]["title"])
    network = network_model(facts, picture, legend, entry)
    body = payload(facts, picture, schema, title=name, network=network)
    body["namespaces"] = prefixes(facts.base)
    body["language"] = language
    body["key"] = hashlib.sha256("\n".join(t.iri for t in facts.things).encode()).hexdigest()[:16]
    style = "\n".join(_asset(f"css/{name}.css") for name in STYLES)
    vis, code = vis_network(), _code(live)
    slots = {
        "lang": "zh-Hans" if language == "zh" else "en",
        "title": escape(_UNTEXT.sub("\ufffd", name)),
        "policy": _policy(style, vis, code, connect="'self'" if live else "'none'"),
        "style": style,
        "strings": to_json(strings),
        "shapes": to_json(json.loads(_asset("shapes.json"))),
        "graph": to_json(body),
        "vis": vis,
        "code": code,
    }
    words = strings[language]
    return _SLOT.sub(lambda m: escape(words[m[2]]) if m[1] else slots[m[2]], _asset("page.html"))


@cache
def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text("utf-8")


@cache
def _code(live: str) -> str:
    """All scripts in one scope, so that nothing of theirs is global."""
    parts = "\n".join(_asset(f"js/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n{live}}})();\n'


def _title(facts: Facts, pattern: str) -> str:
    if len(facts.reports) == 1:
        return facts.reports[0].title or facts.reports[0].name
    return pattern.replace("{count}", str(len(facts.reports)))


def _policy(style: str, *scripts: str, connect: str) -> str:
    """Nothing but the page's own scripts and style; pictures and downloads only from the page itself."""
    allowed = " ".join(_hash(script) for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(content: str) -> str:
    digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
