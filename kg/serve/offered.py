"""The saved questions as the query page offers them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from kg.query.saved import VIEWS, saved_questions
from kg.schema.load import individuals, load_schema
from kg.schema.terms import KG

if TYPE_CHECKING:
    from kg.query.question import Parameter


@cache
def offered() -> list[dict[str, Any]]:
    """The saved questions with their titles and parameters: the questions first, then the views."""
    found = sorted(saved_questions().values(), key=lambda q: (q.name in VIEWS, q.name))
    return [
        {
            "name": question.name,
            "zh": question.title("zh"),
            "en": question.title("en"),
            "text": question.text,
            "parameters": [
                {
                    "name": parameter.name,
                    "zh": parameter.label("zh"),
                    "en": parameter.label("en"),
                    "kind": parameter.kind,
                    "required": parameter.required,
                    "options": _options(parameter),
                }
                for parameter in question.parameters
            ],
        }
        for question in found
    ]


def _options(parameter: Parameter) -> list[list[str]]:
    """What a parameter may be, in Chinese and English, where the ontology says it."""
    if parameter.kind == "individual":
        labels = [labels for _, labels in individuals([KG + c for c in parameter.classes]).values()]
    elif parameter.kind == "class":
        schema = load_schema()
        labels = [
            c.labels
            for c in schema.classes.values()
            if c.type and (not parameter.classes or any(schema.is_a(c.key, wanted) for wanted in parameter.classes))
        ]
    else:
        return []
    return [[found["zh"], found["en"]] for found in labels]
