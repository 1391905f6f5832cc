"""The page of one thing: its names, its facts, and the sentences they rest on."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from kg.rdf.terms import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.projection.facts import Act, Count, Facts
    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema


@cache
def strings() -> dict[str, dict[str, str]]:
    """The words of the pages, by language."""
    found: dict[str, dict[str, str]] = json.loads(files("kg.serve").joinpath("assets/strings.json").read_text("utf-8"))
    return found


def address(iri: str, base: str) -> str:
    """Where a thing's page is on this server."""
    if iri.startswith(base):
        return "/id/" + quote(iri[len(base) :], safe="/:@!$&'()*+,;=~-._")
    return "/thing?iri=" + quote(iri, safe="")


def thing_page(
    facts: Facts, part: Dataset, schema: Schema, iri: str, *, language: str, start: int, limit: int, total: int
) -> str:
    """The page as HTML.

    Args:
        facts: what is told of the thing.
        part: the same as triples; they are shown where the thing is of no known class.
        schema: labels of classes and relations.
        iri: the thing's.
        language: of the page, `zh` or `en`.
        start: how many facts were passed over.
        limit: how many are shown.
        total: how many there are.
    """
    return _Page(facts, part, schema, iri, language).html(start, limit, total)


class _Page:
    def __init__(self, facts: Facts, part: Dataset, schema: Schema, iri: str, language: str) -> None:
        self._facts, self._part, self._schema, self._iri = facts, part, schema, iri
        self._language = language
        self._words = strings()[language]
        self._number = next((n for n, thing in enumerate(facts.things) if thing.iri == iri), None)

    def html(self, start: int, limit: int, total: int) -> str:
        name, head = self._head()
        body = "".join(
            (self._links(), self._acts(), self._counts(), self._more(start, limit, total), self._sentences())
        )
        here = address(self._iri, self._facts.base)
        tag = "zh-Hans" if self._language == "zh" else "en"
        forms = "".join(
            f'<link rel="alternate" type="{media}" href="{escape(here)}">'
            for media in ("text/turtle", "application/ld+json")
        )
        explore = f"/explore?iri={quote(self._iri, safe='')}&lang={self._language}"
        return (
            f'<!doctype html>\n<html lang="{tag}"><head><meta charset="utf-8"><title>{escape(name)}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/pages.css">{forms}</head><body>'
            f'<nav><a href="/?lang={self._language}">{self._word("query")}</a> '
            f'<a href="{escape(explore)}">{self._word("explore")}</a></nav>'
            f"<main>{head}{body or self._triples()}</main></body></html>\n"
        )

    def _word(self, key: str) -> str:
        return escape(self._words[key])

    def _head(self) -> tuple[str, str]:
        if self._number is None:
            name = self._label() or self._iri
            return name, f"<h1>{escape(name)}</h1><p><code>{escape(self._iri)}</code></p>"
        thing = self._facts.things[self._number]
        cls = self._schema.classes[thing.cls]
        rows = [f"<h1 lang='zh-Hans'>{escape(thing.name)}</h1>"]
        rows.append(f"<p class='kind'>{escape(cls.labels.get(self._language, cls.key))}")
        if thing.pinyin:
            rows.append(f" · <span lang='zh-Latn-pinyin'>{escape(thing.pinyin)}</span>")
        rows.append("</p>")
        if thing.aliases:
            names = self._words["and"].join(thing.aliases)
            rows.append(f"<p>{self._word('aliases')} <span lang='zh-Hans'>{escape(names)}</span></p>")
        rows.append(f"<p><code>{escape(self._iri)}</code></p>")
        return thing.name, "".join(rows)

    def _label(self) -> str:
        labels = ("http://purl.org/dc/terms/title", "http://www.w3.org/2000/01/rdf-schema#label")
        for label in labels:
            for quad in self._part.store.quads_for_pattern(ox.NamedNode(self._iri), ox.NamedNode(label), None):
                if isinstance(quad.object, ox.Literal):
                    return quad.object.value
        return ""

    def _thing(self, number: int | None) -> str:
        if number is None:
            return ""
        thing = self._facts.things[number]
        if number == self._number:
            return f"<strong lang='zh-Hans'>{escape(thing.name)}</strong>"
        return f"<a lang='zh-Hans' href='{escape(address(thing.iri, self._facts.base))}'>{escape(thing.name)}</a>"

    def _quotes(self, sentences: Iterable[int]) -> str:
        """The sentences of a fact, one click away."""
        said = "".join(f"<blockquote lang='zh-Hans'>{self._sentence(n)}</blockquote>" for n in sentences)
        return f"<details><summary>{self._word('evidence')}</summary>{said}</details>" if said else ""

    def _sentence(self, number: int) -> str:
        found = self._facts.sentences[number]
        report = self._facts.reports[found.report]
        source = " ".join(part for part in (report.title or report.name, report.date) if part)
        return (
            f"{escape(self._facts.said(number))} <cite>— "
            f"<a href='{escape(address(report.iri, self._facts.base))}'>{escape(source)}</a></cite>"
        )

    def _section(self, key: str, rows: list[str]) -> str:
        return f"<section><h2>{self._word(key)}</h2><ul>{''.join(rows)}</ul></section>" if rows else ""

    def _links(self) -> str:
        rows = []
        for link in self._facts.links:
            if self._number not in {link.subject, link.object}:
                continue
            relation = self._schema.relations[link.predicate].labels.get(self._language, link.predicate)
            sentences = sorted({n for s in link.statements for n in s.sentences})
            rows.append(
                f"<li>{self._thing(link.subject)} <span class='relation'>{escape(relation)}</span> "
                f"{self._thing(link.object)}{self._quotes(sentences)}</li>"
            )
        return self._section("relations", rows)

    def _acts(self) -> str:
        acts = [act for act in self._facts.acts if self._number in {*act.agents, act.object, act.place, act.part_of}]
        return self._section("acts", [self._act(act) for act in acts])

    def _act(self, act: Act) -> str:
        parts = [self._words["and"].join(self._thing(agent) for agent in act.agents)]
        parts.append(f"<span class='verb' lang='zh-Hans'>{escape(act.verb)}</span>")
        parts.append(
            self._thing(act.object)
            if act.object is not None
            else f"<span lang='zh-Hans'>{escape(act.object_text)}</span>"
        )
        if act.quantity is not None:
            parts.append(f"<span class='count' lang='zh-Hans'>{escape(self._facts.counts[act.quantity].text)}</span>")
        if act.time is not None:
            parts.append(self._period(act.time))
        status = self._words.get(f"status.{act.status}", act.status)
        return f"<li>{' '.join(filter(None, parts))} <small>{escape(status)}</small>{self._quotes(act.sentences)}</li>"

    def _period(self, number: int) -> str:
        period = self._facts.periods[number]
        return f"<time datetime='{escape(period.first)}' lang='zh-Hans'>{escape(period.text)}</time>"

    def _counts(self) -> str:
        counts = [count for count in self._facts.counts if count.counted is not None and count.counted == self._number]
        return self._section("counts", [self._count(count) for count in counts])

    def _count(self, count: Count) -> str:
        return f"<li lang='zh-Hans'>{escape(count.text)} {escape(count.of)}{self._quotes(count.sentences)}</li>"

    def _more(self, start: int, limit: int, total: int) -> str:
        if total <= limit:
            return ""
        here = address(self._iri, self._facts.base)
        here += ("&" if "?" in here else "?") + f"lang={self._language}&start="
        shown = self._words["shown"].format(first=start + 1, last=min(total, start + limit), total=total)
        before = f"<a href='{escape(here)}{max(0, start - limit)}'>{self._word('before')}</a> " if start else ""
        behind = f" <a href='{escape(here)}{start + limit}'>{self._word('next')}</a>" if start + limit < total else ""
        return f"<p class='more'>{before}{escape(shown)}{behind}</p>"

    def _sentences(self) -> str:
        if self._number is None:
            return ""
        own = self._facts.things[self._number].sentences
        return self._section("sentences", [f"<li lang='zh-Hans'>{self._sentence(n)}</li>" for n in own])

    def _triples(self) -> str:
        """What is said of anything else: its properties as they are."""
        names = Names(self._facts.base)
        table: dict[str, list[str]] = {}
        for quad in self._part.store.quads_for_pattern(ox.NamedNode(self._iri), None, None):
            table.setdefault(names.iri(quad.predicate.value), []).append(self._term(quad.object, names))
        cells = "".join(
            f"<tr><th scope='row'>{escape(p)}</th><td>{'<br>'.join(sorted(values))}</td></tr>"
            for p, values in sorted(table.items())
        )
        return f"<table>{cells}</table>"

    def _term(self, term: object, names: Names) -> str:
        if isinstance(term, ox.NamedNode):
            return f"<a href='{escape(address(term.value, self._facts.base))}'>{escape(names.iri(term.value))}</a>"
        return f"<span class='text'>{escape(term.value if isinstance(term, ox.Literal) else str(term))}</span>"
