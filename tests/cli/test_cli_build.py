"""`kg build`: reports in, a graph out, and nothing half-done."""

from __future__ import annotations

import io
import sys
import time

import pytest

import kg
from kg.cli import progress
from kg.graph import load
from kg.pipeline import Pipeline


def test_a_report_becomes_a_graph(run, report, tmp_path) -> None:
    ran = run("build", report, "-o", tmp_path / "graph.ttl")

    assert (ran.code, ran.out) == (0, "")
    assert "1 report: " in ran.err
    assert load(tmp_path / "graph.ttl").counts()["report"] == 1


@pytest.mark.parametrize("suffix", [".trig", ".nt", ".nq", ".jsonld", ".rdf", ".graphml"])
def test_the_format_follows_from_the_extension(run, report, tmp_path, suffix) -> None:
    path = tmp_path / f"graph{suffix}"

    assert run("build", report, "-o", path).code == 0
    assert path.stat().st_size > 1000


def test_without_an_output_turtle_goes_to_standard_output(run, report, built) -> None:
    assert run("build", report).out == built.read_text(encoding="utf-8")


def test_a_report_may_come_from_standard_input(run, report, built) -> None:
    ran = run("build", "-", stdin=report.read_bytes())

    assert ran.code == 0
    assert ran.out == built.read_text(encoding="utf-8").replace('"report.txt"', '"stdin"')


def test_a_folder_stands_for_the_reports_below_it(run, report, tmp_path) -> None:
    (tmp_path / "below" / "deep").mkdir(parents=True)
    (tmp_path / "below" / "deep" / "b.TXT").write_text("清河区卫生局开展义诊3次。", encoding="utf-8")
    (tmp_path / "below" / "notes.log").write_text("no report", encoding="utf-8")

    assert "2 reports" in run("build", tmp_path, "-o", tmp_path / "graph.nq").err


def test_the_order_of_the_reports_does_not_matter(run, report, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("清河区教育局开展义诊3次。", encoding="utf-8")

    for suffix in (".ttl", ".trig", ".nq"):
        one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
        run("build", report, other, "-o", one)
        run("build", other, report, "-o", two)
        assert one.read_bytes() == two.read_bytes()


def test_the_date_given_goes_before_the_one_found(run, report, tmp_path) -> None:
    run("build", report, "--date", "2020-02-02", "-o", tmp_path / "graph.ttl")

    assert load(tmp_path / "graph.ttl").query('ASK { ?r dcterms:date "2020-02-02"^^xsd:date ; kg:dateFrom "option" }')


def test_the_base_of_the_iris_may_be_another(run, report, tmp_path) -> None:
    assert run("build", report, "--base", "https://example.org/", "-o", tmp_path / "graph.ttl").code == 0
    assert load(tmp_path / "graph.ttl").query(
        "ASK { ?r a kg:Report FILTER (STRSTARTS(STR(?r), 'https://example.org/')) }"
    )


def test_a_minimum_of_confidence_leaves_out_the_rest(run, report, tmp_path) -> None:
    run("build", report, "--min-confidence", "1", "-o", tmp_path / "graph.ttl")
    graph = load(tmp_path / "graph.ttl")

    assert not graph.query("ASK { ?x kg:mention ?m ; kg:confidence ?c FILTER (?c < 1) }")
    assert graph.query("ASK { ?q a kg:Quantity }")


# What each bad report is, and a word of the line that says so.
BAD = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", ""),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, ""),
    "zeros.txt": (bytes(4096), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_report_that_cannot_be_read_is_told_in_one_line(run, tmp_path, name) -> None:
    data, word = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "graph.ttl").write_text("old")
    ran = run("build", tmp_path / name, "-o", tmp_path / "graph.ttl")

    assert ran.code == 3
    assert ran.err.startswith("kg: ")
    assert len(ran.err.splitlines()) == 1
    assert str(tmp_path / name) in ran.err
    assert word in ran.err
    assert "(" in ran.err  # the remedy
    assert (tmp_path / "graph.ttl").read_text() == "old"


def test_a_folder_without_reports_is_told(run, tmp_path) -> None:
    ran = run("build", tmp_path, "-o", tmp_path / "graph.ttl")

    assert ran.code == 3
    assert "no report in this folder" in ran.err


def test_one_bad_report_does_not_stop_the_others(run, report, tmp_path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("build", tmp_path / "missing.txt", tmp_path / "empty.txt", report, "-o", tmp_path / "graph.ttl")
    lines = ran.err.splitlines()

    assert ran.code == 3
    assert lines[0] == "2 reports could not be read:"
    assert "missing.txt" in lines[1]
    assert "empty.txt" in lines[2]
    assert lines[3].startswith("1 report: ")
    assert ", 2 failed (1 there is no such file, 1 the file is empty) → " in lines[3]
    assert load(tmp_path / "graph.ttl").counts()["report"] == 1


def test_a_failure_of_our_own_does_not_stop_the_others(run, report, tmp_path, monkeypatch) -> None:
    read = Pipeline.__call__

    def fail(self, document, **options):
        if "poison" in document.text:
            raise ZeroDivisionError("a mistake\nof ours")
        return read(self, document, **options)

    monkeypatch.setattr(Pipeline, "__call__", fail)
    (tmp_path / "poison.txt").write_text("poison,清河区教育局举办4期培训班。", encoding="utf-8")
    ran = run("build", tmp_path, "-o", tmp_path / "graph.ttl")

    assert ran.code == 70
    assert "poison.txt: internal error, ZeroDivisionError: a mistake of ours" in ran.err
    assert load(tmp_path / "graph.ttl").counts()["report"] == 1


@pytest.mark.parametrize(
    ("name", "word"),
    [("nowhere/graph.ttl", "does not exist"), ("graph.docx", "not written"), ("nonsense.csv", "actions.csv")],
)
def test_an_output_that_cannot_be_written_is_found_before_the_work(run, report, tmp_path, name, word) -> None:
    ran = run("build", tmp_path / "missing.txt", report, "-o", tmp_path / name)

    assert ran.code == 7
    assert word in ran.err
    assert "missing.txt" not in ran.err


def test_an_ontology_with_a_mistake_is_told_with_its_line(run, report, tmp_path) -> None:
    (tmp_path / "my.ttl").write_text("@prefix my: <https://example.org/my#> .\nmy:A a .\n")
    ran = run("build", report, "--ontology", tmp_path / "my.ttl", "-o", tmp_path / "graph.ttl")

    assert ran.code == 4
    assert "my.ttl:2" in ran.err
    assert not (tmp_path / "graph.ttl").exists()


@pytest.mark.parametrize("arguments", [("--date", "yesterday"), ("--base", "not an iri")])
def test_a_value_that_makes_no_sense_is_told(run, report, arguments) -> None:
    ran = run("build", report, *arguments)

    assert ran.code == 3
    assert arguments[1] in ran.err


def test_the_same_report_is_the_same_bytes_whatever_the_hash_seed(spawn, report) -> None:
    outputs = {spawn("build", report, PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "4711")}

    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["C", "C without Python's help", "ascii"],
)
def test_the_output_is_utf8_whatever_the_locale(spawn, report, built, locale) -> None:
    ran = spawn("build", report, **locale)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == built.read_bytes()


@pytest.mark.parametrize("suffix", [".ttl", ".trig"])
def test_a_streamed_build_is_the_file_that_python_writes(run, report, tmp_path, suffix) -> None:
    (tmp_path / "other.txt").write_text("清河区教育局开展义诊3次。", encoding="utf-8")
    run("build", tmp_path, "-o", tmp_path / f"one{suffix}")
    kg.build(tmp_path).export(tmp_path / f"two{suffix}")

    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


# ---- how far a long file is read -----------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_a_long_file_is_read(monkeypatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(progress, "_SOON", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress.page_progress() as step:
        for done in (1, 2, 0, 40_000, 80_000, 120_000):  # pages, then the code points of the text
            step(done, 2 if done < 3 and done else 120_000)
            for _ in range(100):  # it is painted now and then
                if done < 80_000 or f"{done}/" in shown.getvalue() or done == 120_000:
                    break
                time.sleep(0.05)
    assert "80000/120000" in shown.getvalue()


def test_a_file_shows_no_bar(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.page_progress() as step:
        assert step is None
