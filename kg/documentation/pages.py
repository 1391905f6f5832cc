"""The pages: one of terms and one of words, in each language; they need nothing else and run nothing.

The content security policy of each allows its one style sheet, by its hash, and nothing besides.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from kg.documentation.diagram import inheritance, relations
from kg.query.question import LANGUAGES
from kg.query.saved import saved_questions
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.documentation.model import Described

_ASSETS = files("kg.documentation").joinpath("assets")
_NAMES = {
    "zh": {"terms": "index.html", "words": "words.html"},
    "en": {"terms": "index.en.html", "words": "words.en.html"},
}


class _Assets(BaseLoader):
    """Templates from this package, wherever it is installed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:  # noqa: ARG002 - the signature is Jinja's
        found = _ASSETS.joinpath(template)
        if not found.is_file():
            raise TemplateNotFound(template)
        return found.read_text("utf-8"), None, None


def pages(described: Described) -> Iterator[tuple[str, str]]:
    """The name and the text of each page.

    Whatever a label, a definition or a word contains is text of the page, never markup.
    """
    environment = Environment(loader=_Assets(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    strings = json.loads(_ASSETS.joinpath("strings.json").read_text("utf-8"))
    style = _ASSETS.joinpath("page.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for page, name in _NAMES[language].items():
            text = environment.get_template(f"{page}.html").render(
                anchors={term.key for term in described.terms},
                definition=described.definitions.get(language, ""),
                described=described,
                language=language,
                names=_NAMES[language],
                other=other,
                other_lang=strings[other]["lang"],
                other_page=_NAMES[other][page],
                policy=Markup(policy),  # noqa: S704 - its only variable part is a hash
                questions=tuple(saved_questions().values()),
                style=Markup(style),  # noqa: S704 - ours
                t=strings[language],
                ties=relations(described.classes, described.relations, language),
                title=described.labels.get(language, ""),
                tree=inheritance(described.classes, language),
                version=VERSION,
            )
            yield name, text.rstrip() + "\n"
