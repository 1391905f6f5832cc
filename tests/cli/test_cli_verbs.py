"""The other verbs, and the first word."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg.cli.main import VERBS, cli
from kg.errors import KgError
from kg.export.choices import FORMATS


def test_help_lists_the_verbs_and_the_exit_codes(run) -> None:
    ran = run("--help")

    assert ran.code == 0
    assert all(f"  {verb} " in ran.out for verb in VERBS)
    assert all(f" {error.exit_code}  " in ran.out for error in KgError.__subclasses__())


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(run, verb) -> None:
    ran = run(verb, "--help")

    assert ran.code == 0
    assert f"  kg {verb}" in ran.out


@pytest.mark.parametrize("verb", VERBS)
def test_the_line_in_the_list_of_verbs_is_not_empty(verb) -> None:
    assert VERBS[verb].help.endswith(".")
    assert cli.get_command(None, verb) is not None  # type: ignore[arg-type]


def test_an_unknown_verb_or_option_is_a_wrong_command_line(run) -> None:
    assert run("bake").code == 2
    assert run("build", "--nonsense").code == 2
    assert run("build").code == 2


def test_the_version_is_told(run) -> None:
    assert run("--version").out.startswith("kg ")


@pytest.mark.parametrize(
    "code", ["from kg.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass", "import kg"]
)
def test_help_and_import_load_nothing_heavy(code) -> None:
    heavy = [
        "rdflib",
        "pyoxigraph",
        "networkx",
        "pyvis",
        "pyshacl",
        "rich",
        "opencc",
        "pypinyin",
        "rjieba",
        "charset_normalizer",
    ]
    script = f"{code}\nimport sys\nprint(*(m for m in {heavy!r} if m in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == ""


# ---- query -----------------------------------------------------------------------------------------------------------


def test_a_query_prints_csv_where_no_terminal_is(run, built) -> None:
    ran = run("query", built, "SELECT ?n { ?r a kg:Report ; kg:fileName ?n }")

    assert (ran.code, ran.out) == (0, "n\r\nreport.txt\r\n")


def test_a_saved_query_is_asked_by_its_name(run, built) -> None:
    assert run("query", built, "--saved", "times").out.splitlines()[0] == "time,text,start,end"


def test_json_and_xml_are_printed_on_request(run, built) -> None:
    query = "SELECT ?n { ?r a kg:Report ; kg:fileName ?n }"

    assert json.loads(run("query", built, query, "--format", "json").out)["head"]["vars"] == ["n"]
    assert run("query", built, query, "--format", "xml").out.startswith("<?xml")


def test_a_table_is_printed_on_request(run, built) -> None:
    ran = run("query", built, "SELECT ?r ?n { ?r a kg:Report ; kg:fileName ?n }", "--format", "table")

    assert "report.txt" in ran.out
    assert "│ report:" in ran.out
    assert "1 row" in ran.err


def test_a_query_may_come_from_standard_input(run, built) -> None:
    assert run("query", built, "-", stdin=b"ASK { ?a a kg:Report }").out == "answer\r\ntrue\r\n"


def test_a_graph_may_come_from_standard_input(run, built) -> None:
    assert run("query", "-", "ASK { ?a a kg:Report }", stdin=built.read_bytes()).out == "answer\r\ntrue\r\n"
    assert run("query", "-", "-").code == 2
    assert run("query", "-", "ASK {}", stdin=b"<a:b").code == 5


def test_triples_are_printed_as_turtle(run, built) -> None:
    assert "kg:fileName" in run("query", built, "CONSTRUCT WHERE { ?r kg:fileName ?n }").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("SELECT * { ?s ?p",), 6),
        (("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",), 6),
        (("--saved", "nonsense"), 6),
        ((), 2),
        (("ASK {}", "--saved", "times"), 2),
        (("ASK {}", "--format", "pdf"), 2),
        (("CONSTRUCT WHERE { ?s ?p ?o }", "--format", "table"), 0),
        (("SELECT * {} LIMIT 1", "--format", "turtle"), 6),
    ],
)
def test_a_query_ends_with_the_code_of_what_is_wrong(run, built, arguments, code) -> None:
    ran = run("query", built, *arguments)

    assert ran.code == code
    assert code in {0, 2} or len(ran.err.splitlines()) == 1


def test_a_graph_that_is_cut_off_is_told_with_its_line(run, built, tmp_path) -> None:
    (tmp_path / "cut.ttl").write_bytes(built.read_bytes()[:5000])
    ran = run("query", tmp_path / "cut.ttl", "ASK {}")

    assert ran.code == 5
    assert "cut.ttl:" in ran.err
    assert len(ran.err.splitlines()) == 1


# ---- export, view, check ---------------------------------------------------------------------------------------------


def test_export_writes_and_names_the_file(run, built, tmp_path) -> None:
    ran = run("export", built, "-o", tmp_path / "graph.nt")

    assert (ran.code, ran.out) == (0, "")
    assert "graph.nt" in ran.err


def test_export_to_turtle_gives_the_bytes_of_the_build(run, built, tmp_path) -> None:
    run("export", built, "-o", tmp_path / "again.ttl")

    assert (tmp_path / "again.ttl").read_bytes() == built.read_bytes()


def test_what_a_format_leaves_out_is_told(run, built, tmp_path) -> None:
    assert "leaves out acts whose object is no thing" in run("export", built, "-o", tmp_path / "graph.gexf").err
    assert "leaves out" not in run("export", built, "-o", tmp_path / "graph.trig").err


def test_export_streams_to_standard_output(run, built) -> None:
    assert run("export", built, "-o", "-").out == built.read_text(encoding="utf-8")
    assert run("export", built, "-o", "-", "--format", "nt").out.startswith("<https://")


def test_a_format_by_name_goes_to_any_file(run, built, tmp_path) -> None:
    ran = run("export", built, "-o", tmp_path / "graph.data", "--format", "jsonld")

    assert ran.code == 0
    assert (tmp_path / "graph.data").read_text(encoding="utf-8").startswith('{"@context"')
    assert run("export", built, "-o", tmp_path / "x", "--format", "turtel").code == 7
    assert run("export", built, "-o", "-", "--format", "neo4j").code == 7


def test_a_briefing_is_about_something(run, built, tmp_path) -> None:
    ran = run("export", built, "-o", tmp_path / "brief.md", "--about", "清河区教育局", "--language", "en")

    assert ran.code == 0
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# 清河区教育局\n\ngovernment department\n")
    assert run("export", built, "-o", tmp_path / "brief.md", "--about", "zzz").code == 6
    assert run("export", built, "-o", tmp_path / "graph.nt", "--about", "清河区教育局").code == 2


def test_the_help_lists_every_format(run) -> None:
    shown = run("export", "--help").out

    assert all(name in shown for name in FORMATS)


def test_rdf_1_2_is_read_like_any_graph(run, built, tmp_path) -> None:
    run("export", built, "-o", tmp_path / "graph.rdf12.ttl")
    count = "SELECT (COUNT(*) AS ?n) { ?s a rdf:Statement ; prov:wasDerivedFrom ?e }"

    assert run("query", tmp_path / "graph.rdf12.ttl", count).out == run("query", built, count).out
    assert run("export", tmp_path / "graph.rdf12.ttl", "-o", tmp_path / "again.ttl").code == 0
    assert (tmp_path / "again.ttl").read_bytes() == built.read_bytes()


def test_view_writes_a_page(run, built, tmp_path) -> None:
    ran = run("view", built, "-o", tmp_path / "graph.html")

    assert ran.code == 0
    assert (tmp_path / "graph.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_a_graph_as_built_conforms(run, built) -> None:
    ran = run("check", built)

    assert ran.code == 0
    assert "0 violations" in ran.err


BREAKS = {
    "an act without a verb": ('kg:verb "举办"', 'kg:werb "举办"', "verb"),
    "a count that is no number": ('schema:unitText "期" ;\n    schema:value 4 .', 'schema:unitText "期" .', "count"),
    "a bound given as a value": ("schema:minValue 200 ;", "schema:value 200 ;", "count"),
    "a quote that is not in the report": ('oa:exact "清河区启动', 'oa:exact "清河区拒绝', "not what it quotes"),
    "a fact without evidence": ("prov:wasDerivedFrom sentence:", "kg:nothing sentence:", "sentence"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_graph_does_not_conform(run, built, tmp_path, broken) -> None:
    old, new, word = BREAKS[broken]
    text = built.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "broken.ttl").write_text(text.replace(old, new), encoding="utf-8")
    ran = run("check", tmp_path / "broken.ttl")

    assert ran.code == 1
    assert "violation: " in ran.out
    assert word in ran.out


def test_an_announced_number_that_is_not_reached_is_a_warning(run, graph, tmp_path) -> None:
    graph.export(tmp_path / "graph.ttl")
    ran = run("check", tmp_path / "graph.ttl")

    assert ran.code == 0
    assert "warning: " in ran.out
    assert "4 announced, 1 found “4期”" in ran.out


def test_the_ontology_is_checked_without_a_graph(run, tmp_path) -> None:
    (tmp_path / "my.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . <https://example.org/my#A> a owl:Class ."
    )

    assert run("check").out.startswith("no mistake: ")
    assert run("check", "--ontology", tmp_path / "my.ttl").code == 4


# ---- explain and demo ------------------------------------------------------------------------------------------------


def test_explain_shows_rule_confidence_and_triples_of_each_sentence(run, report) -> None:
    ran = run("explain", report)
    lines = ran.out.splitlines()

    assert ran.code == 0
    assert lines[0] == "report.txt"
    assert "[0–11] 清河区启动垃圾分类宣传" in lines
    assert any(line.strip().startswith("quantity") and "“4期” → exact 4 期" in line for line in lines)
    assert any(line.strip().startswith("rule ") for line in lines)
    assert any('kg:verb "举办"' in line for line in lines)


def test_explain_reads_standard_input(run, report) -> None:
    assert run("explain", "-", stdin=report.read_bytes()).out.startswith("stdin\n")
    assert run("explain", "-", stdin=b"").code == 3


def test_the_demo_shows_what_it_found_and_what_comes_next(run, tmp_path) -> None:
    ran = run("demo", "--dir", tmp_path)

    assert ran.code == 0
    assert all(word in ran.out for word in ("organizations", "SELECT ?value", "335 | 个", "kg build", "kg query"))
    assert (tmp_path / "graph.ttl").stat().st_size > 10_000
    assert (tmp_path / "graph.html").stat().st_size > 10_000


def test_the_demo_needs_a_folder_it_can_write_to(run, tmp_path) -> None:
    assert run("demo", "--dir", tmp_path / "nowhere").code == 7


def test_a_reader_that_goes_away_is_no_error(built) -> None:
    command = f"{sys.executable} -m kg query {built} 'SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 50000' | head -1"
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)

    assert ran.stdout.startswith("a,b,c")
    assert "Traceback" not in ran.stderr
