"""What can go wrong, as types; every message names the place, the cause and the remedy.

    KgError                 anything this software reports itself       exit code 1
    ├── InputError          a report cannot be read                     exit code 3
    ├── OntologyError       a Turtle file of the ontology has a mistake exit code 4
    ├── GraphError          a graph file or store cannot be read        exit code 5
    ├── QueryError          a SPARQL query is wrong or not allowed      exit code 6
    ├── OutputError         a result cannot be written                  exit code 7
    ├── MissingExtraError   an optional package is not installed        exit code 8
    └── InternalError       the software itself failed on a report      exit code 70

Exit code 2 is a wrong command line (Click's own); 1 is also what `kg check` returns on a violation.
"""

from __future__ import annotations

from typing import Self


class KgError(Exception):
    """The root of what this software reports itself.

    Args:
        message: the cause, in one line.
        place: file, or file and line, or term, where it happened.
        remedy: what the user can do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def at(self, place: str) -> Self:
        """The same error at a place that says more (the path of a file of which only the name was known)."""
        error = type(self)(self.message, place=place, remedy=self.remedy)
        error.__cause__ = self
        return error

    def __str__(self) -> str:
        """Place, cause and remedy in one line."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head} ({self.remedy})" if self.remedy else head


class InputError(KgError):
    """A report cannot be read: missing, empty, binary, or of a kind that is not supported."""

    exit_code = 3


class OntologyError(KgError):
    """The ontology, or a user's extension of it, has a mistake."""

    exit_code = 4


class GraphError(KgError):
    """A graph file or store cannot be read."""

    exit_code = 5


class QueryError(KgError):
    """A SPARQL query has a syntax error, or asks for something that is refused."""

    exit_code = 6


class OutputError(KgError):
    """A result cannot be written; what stood at its place before still stands there."""

    exit_code = 7


class MissingExtraError(KgError):
    """An optional package is not installed."""

    exit_code = 8


class InternalError(KgError):
    """The software itself failed: a mistake of ours, not of the user's."""

    exit_code = 70

    @classmethod
    def of(cls, error: BaseException, *, place: str | None = None) -> InternalError:
        """An unexpected error as one line; the error itself is kept as its cause."""
        return cls(
            f"internal error, {type(error).__name__}: {' '.join(str(error).split())}",
            place=place,
            remedy="please report it; with KG_DEBUG=1 the whole traceback is shown",
        )
