"""Reading in a process apart: what takes too long or too much there is refused, and what comes next is read."""

from __future__ import annotations

import os
import signal

import pytest

pytest.importorskip("lxml")

from kg.errors import InputError
from kg.readers import apart
from kg.readers.apart import read_apart
from kg.readers.formats import read_original
from kg.readers.model import Limits

TEXT = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处。"
PAGE = f"<!DOCTYPE html><html><body><article><h1>工作简报</h1><p>{TEXT}</p></article></body></html>".encode()


def slow_page() -> bytes:
    """A page whose parser compares each of a hundred thousand attributes with each."""
    return f"<html><body><p {' '.join(f'a{n}=1' for n in range(100_000))}>{TEXT}</p>".encode()


def test_what_makes_no_progress_is_ended_and_the_next_file_is_read(monkeypatch) -> None:
    monkeypatch.setattr(apart, "_PROCESSOR", 1)
    with pytest.raises(InputError, match="no progress for 1 seconds") as raised:
        read_original(slow_page(), "slow.html")

    assert raised.value.place == "slow.html"
    monkeypatch.undo()
    assert read_apart(".html", PAGE, "a.html", Limits(), None).lines[-1].text == TEXT


def test_what_waits_without_end_is_ended(monkeypatch) -> None:
    """A process that is stopped uses no processor; the clock ends it."""
    read_apart(".html", PAGE, "a.html", Limits(), None)
    process = apart._apart()._process
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(apart, "_PATIENCE", 0.5)
    with pytest.raises(InputError, match="no progress for"):
        read_apart(".html", PAGE, "b.html", Limits(), None)
    monkeypatch.undo()
    assert read_apart(".html", PAGE, "a.html", Limits(), None).lines[-1].text == TEXT


def test_time_is_counted_anew_for_each_file(monkeypatch) -> None:
    monkeypatch.setattr(apart, "_PROCESSOR", 1)
    page = PAGE + b"<p>" + TEXT.encode() * 2000
    for _ in range(6):
        assert read_apart(".html", page, "a.html", Limits(), None).title == "工作简报"


def test_a_process_that_was_killed_is_started_again() -> None:
    first = read_apart(".html", PAGE, "a.html", Limits(), None)
    os.kill(apart._apart()._process.pid, signal.SIGKILL)
    apart._apart()._process.wait()

    assert read_apart(".html", PAGE, "a.html", Limits(), None) == first


def test_it_finds_what_is_found_here() -> None:
    assert read_apart(".html", PAGE, "a.html", Limits(), None) == read_original(PAGE, "a.html")


def test_what_the_reader_refuses_is_refused_here() -> None:
    with pytest.raises(InputError) as there:
        read_apart(".html", b"<html></html>", "a.html", Limits(), None)
    with pytest.raises(InputError) as here:
        read_original(b"<html></html>", "a.html")

    assert str(there.value) == str(here.value)
