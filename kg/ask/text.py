"""An answer as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kg.query.formats import plain
from kg.query.saved import saved_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.model import Answer

_LATIN = re.compile(r"\s*[A-Za-z]")


def answer_text(answer: Answer) -> str:
    """The answer, the sentences it rests on and the query, for people."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield answer.text
    read = "".join(part.text for part in answer.parts)
    if _LATIN.match(answer.question) and read not in answer.question:
        yield f"read as: {read}"
    if answer.nearest:
        title = saved_question(answer.nearest).title("zh")
        yield f"nearest saved question: {answer.nearest} ({title}), asked with kg query --saved {answer.nearest}"
    if answer.sentences:
        yield ""
        yield "sentences:"
        for evidence in answer.sentences:
            yield f"  {evidence.report}: {' '.join(evidence.sentence.split())}"
    if answer.query:
        yield ""
        yield "query:"
        yield from (f"  {line}" for line in answer.query.splitlines())


def answer_json(answer: Answer) -> str:
    """The whole answer as one JSON object."""
    found = {
        "question": answer.question,
        "understood": answer.understood,
        "answer": answer.text,
        "values": list(answer.values),
        "verdict": answer.verdict,
        "missed": list(answer.missed),
        "nearest": answer.nearest,
        "parts": [
            {"text": p.text, "role": p.role.value, "things": [thing.iri for thing in p.things]} for p in answer.parts
        ],
        "columns": list(answer.rows.columns),
        "rows": [[None if term is None else plain(term) for term in row] for row in answer.rows.terms],
        "sentences": [{"sentence": e.sentence, "report": e.report} for e in answer.sentences],
        "query": answer.query,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
