"""The queries that ship with the software: the five views, and the questions; and those of a user's own, in files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.question import Question, read_question
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.rdf.dataset import Dataset

VIEWS = ("entities", "relations", "actions", "quantities", "times")


def saved_queries() -> dict[str, Path]:
    """Name → file of every saved query, sorted by name."""
    folder = ontology_dir()
    return {path.stem: path for path in sorted((*folder.glob("views/*.rq"), *folder.glob("questions/*.rq")))}


def saved_query(name: str) -> str:
    """The text of the saved query *name*, with the defaults of its parameters.

    Raises:
        QueryError: there is none of that name.
    """
    return saved_question(name).text


def saved_question(name: str) -> Question:
    """The saved question *name*: one that ships with the software, or a file of the user's that ends with `.rq`.

    Raises:
        QueryError: there is none of that name, or the file cannot be read.
    """
    if name.endswith(".rq"):
        return _from_file(Path(name))
    found = saved_questions().get(name)
    if found is None:
        from kg.query.names import nearest  # noqa: PLC0415 - for this message only

        near = nearest(name, saved_questions())
        known = f"perhaps {', '.join(near)}; " if near else ""
        raise QueryError(
            f"there is no saved query {name!r}",
            remedy=f"{known}there are {', '.join(saved_questions())}, or a file .rq",
        )
    return found


@cache
def saved_questions() -> Mapping[str, Question]:
    """Name → question of all that ship with the software, sorted by name."""
    return {
        name: read_question(name, path.read_text(encoding="utf-8"), place=str(path))
        for name, path in saved_queries().items()
    }


def filled_query(
    dataset: Dataset, name: str, values: Mapping[str, object] | None = None, *, ontology: Sequence[Path] = ()
) -> str:
    """The text of a saved question with the user's values in it.

    Args:
        dataset: the graph, in which names are looked up.
        name: of the question, or its file.
        values: by parameter, as the user writes them.
        ontology: the user's own Turtle files.

    Raises:
        QueryError: there is no such question or parameter, or a value does not fit.
    """
    question = saved_question(name)
    if not values and not question.parameters:
        return question.text
    from kg.query.values import filled  # noqa: PLC0415 - loads the ontology's reader, which the five views do without

    return filled(question, values or {}, dataset, ontology)


def _from_file(path: Path) -> Question:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", place=str(path), remedy="check the path") from error
    except UnicodeDecodeError as error:
        raise QueryError("the query is no UTF-8 text", place=str(path), remedy="save it as UTF-8") from error
    return read_question(path.stem, text, place=str(path))
