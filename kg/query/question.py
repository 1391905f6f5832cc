"""A saved question: a query in a `.rq` file whose comments state what it asks and which parameters it takes.

    # title@zh: 谁做了什么?
    # title@en: Who did what?
    # ask@zh: 清河县水利局做了什么?
    # ask@en: What did the water bureau of Qinghe County do?
    # parameter who: name Organization|Person
    # parameter who@zh: 主体
    # parameter who@en: who
    SELECT ?verb WHERE { VALUES ?who { UNDEF } ?act schema:agent ?who ; kg:verb ?verb }

A parameter is a `VALUES` block of one variable, so the file is a SPARQL query that any engine runs as it stands:
`UNDEF` asks for all, a term is the default. A value takes the place of what is between the braces, as terms that the
RDF library writes; no text of the user's is ever pasted into a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.guard import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

LANGUAGES = ("zh", "en")
KINDS = ("name", "class", "individual", "text", "number", "first-day", "last-day")
"""What a parameter may be: a thing of the graph by one of its names, a class or an individual of the ontology by its
label, a text, a number, and the first or last day of a day, month or year."""

_LINE = re.compile(r"^#\s*(title|ask|parameter)(?:\s+(\w+))?(?:@(\w+))?\s*:\s*(\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked with.

    Attributes:
        name: of the variable, without `?`.
        kind: one of `KINDS`.
        classes: local names of the classes that a thing, class or individual must be of; none: any.
        required: whether the question makes no sense without it.
        labels: what it is called, by language.
        default: the term that stands in the query, as SPARQL writes it; "" where there is none.
    """

    name: str
    kind: str
    classes: tuple[str, ...]
    required: bool
    labels: Mapping[str, str]
    default: str

    def label(self, language: str) -> str:
        """What it is called in a language."""
        return self.labels.get(language) or self.name


@dataclass(frozen=True, slots=True)
class Question:
    """A saved query.

    Attributes:
        name: by which it is asked for.
        titles: what it asks, by language.
        asks: an example of how one would ask it in words, by language.
        parameters: in the order of the file.
        text: the query, comments included.
    """

    name: str
    titles: Mapping[str, str]
    asks: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

    def title(self, language: str) -> str:
        """What it asks, in a language."""
        return self.titles.get(language) or self.name

    def parameter(self, name: str) -> Parameter:
        """The parameter *name*.

        Raises:
            QueryError: it has none of that name; the message lists those it has.
        """
        found = next((p for p in self.parameters if p.name == name), None)
        if found is None:
            those = ", ".join(p.name for p in self.parameters)
            raise QueryError(
                f"the question {self.name!r} has no parameter {name!r}",
                remedy=f"it has {those}" if those else "it takes none",
            )
        return found

    def with_terms(self, terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
        """The query with terms for some parameters; the others stay as the file has them.

        Raises:
            QueryError: a required parameter is missing, or the question has none of that name.
        """
        for name in terms:
            self.parameter(name)
        missing = [p.name for p in self.parameters if p.required and p.name not in terms]
        if missing:
            raise QueryError(
                f"the question {self.name!r} needs a value for {', '.join(missing)}",
                remedy=" ".join(f"-p {name}=…" for name in missing),
            )
        text, end = [], 0
        for name, start, stop in _blocks(self.text):
            if name in terms:
                text += [self.text[end:start], " ", " ".join(map(str, terms[name])), " "]
                end = stop
        return "".join((*text, self.text[end:]))


def read_question(name: str, text: str, *, place: str | None = None) -> Question:
    """A question from the text of its file.

    Args:
        name: by which it is asked for.
        text: the query with its comments.
        place: the file, for messages.

    Raises:
        QueryError: a parameter is of no known kind, or the query has no `VALUES` block for it.
    """
    titles: dict[str, str] = {}
    asks: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    stated: dict[str, str] = {}
    for what, parameter, language, value in _LINE.findall(text):
        if what == "parameter" and not language:
            stated[parameter] = value
        elif what == "parameter":
            labels.setdefault(parameter, {})[language] = value
        else:
            (titles if what == "title" else asks)[language] = value
    defaults = {variable: text[start:stop].strip() for variable, start, stop in _blocks(text)}
    for parameter in stated:
        if parameter not in defaults:
            raise QueryError(
                f"the query has no block for the parameter {parameter}",
                place=place or name,
                remedy=f"write VALUES ?{parameter} {{ UNDEF }} where it belongs",
            )
    parameters = tuple(
        _parameter(key, value, labels.get(key, {}), defaults[key], place or name) for key, value in stated.items()
    )
    return Question(name, MappingProxyType(titles), MappingProxyType(asks), parameters, text)


def _parameter(name: str, stated: str, labels: Mapping[str, str], default: str, place: str) -> Parameter:
    kind, *rest = stated.split()
    if kind not in KINDS:
        raise QueryError(f"the parameter {name} is of no known kind: {kind}", place=place, remedy=", ".join(KINDS))
    required = "required" in rest
    classes = tuple(c for word in rest if word != "required" for c in word.split("|"))
    return Parameter(
        name, kind, classes, required, MappingProxyType(dict(labels)), "" if default.upper() == "UNDEF" else default
    )


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """The `VALUES` blocks of one variable: its name, and where what is between the braces starts and ends."""
    before: list[tuple[str, str]] = [("", ""), ("", "")]
    block: tuple[str, int] | None = None
    for kind, token, offset in tokens(text):
        if block is not None and kind == "close":
            yield (*block, offset)
            block = None
        elif (kind, token) == ("open", "{") and before[0] == ("word", "VALUES") and before[1][0] == "variable":
            block = before[1][1][1:], offset + 1
        before = [before[1], (kind, token.upper() if kind == "word" else token)]
