"""Questions in words, asked of the server's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from server import Server


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("清河区教育局举办了几期教师培训班?", 0),
        ("谁举办了教师培训班?", 0),
        ("清河区教育局什么时候举办教师培训班?", 0),
        ("火星队举办了什么?", 0),
        ("为什么举办教师培训班?", 9),
    ],
)
def test_an_address_answers_as_the_file_does(
    run: Callable, reading_server: Server, graph_file: Path, question: str, code: int
) -> None:
    """Answer, sentences, query and exit code are the same, also where nothing is found or understood."""
    over_http = run("ask", f"http://127.0.0.1:{reading_server.port}/sparql", question)
    from_file = run("ask", graph_file, question)

    assert over_http.code == code
    assert (over_http.code, over_http.out) == (from_file.code, from_file.out)
