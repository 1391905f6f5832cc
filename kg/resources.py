"""Where the files that ship with the software are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def ontology_dir() -> Path:
    """The folder with the ontology's Turtle files, views, questions and tables."""
    packaged = _HERE / "ontology"
    return packaged if packaged.is_dir() else _HERE.parent / "ontology"
