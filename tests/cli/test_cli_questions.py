"""`kg query --saved NAME -p name=value`."""

from __future__ import annotations

import pytest

from kg.query.saved import saved_questions


def test_a_saved_question_takes_values(run, built) -> None:
    ran = run("query", built, "--saved", "acts-of", "-p", "who=清河区教育局", "--parameter", "since=2023-06")

    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith("清河区教育局,举办,教师培训班,4,期,exact,2023-06-05,2023-06-05,")


def test_it_is_answered_from_a_store_too(run, report, tmp_path) -> None:
    assert run("build", report, "--store", tmp_path / "store").code == 0

    ran = run("query", tmp_path / "store", "--saved", "totals", "-p", "what=志愿服务队")

    assert ran.out.splitlines()[1:] == ["支,1,6,6,0"]


@pytest.mark.parametrize("arguments", [("query", "--list"), ("query", "--saved"), ("query", "graph.ttl", "--saved")])
def test_without_a_name_the_questions_are_listed(run, arguments) -> None:
    out = run(*arguments, "--lang", "en").out

    assert all(f"{name}  {question.titles['en']}\n" in out for name, question in saved_questions().items())
    assert "    -p who=… *  who (name Organization|Person|Group|Area|Activity)" in out


def test_titles_are_in_the_language_of_the_environment(run, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert saved_questions()["acts-of"].titles["zh"] in run("query", "--list").out
    monkeypatch.setenv("LC_ALL", "C")
    assert saved_questions()["acts-of"].titles["en"] in run("query", "--list").out


def test_the_query_itself_can_be_shown(run, built) -> None:
    shown = run("query", built, "--saved", "acts-of", "-p", "who=清河区教育局", "--show").out

    assert "VALUES ?who { <https://w3id.org/govkg/id/organization/" in shown
    assert (
        run("query", built, "-", stdin=shown.encode()).out
        == run("query", built, "--saved", "acts-of", "-p", "who=清河区教育局").out
    )


def test_a_file_of_ones_own_is_asked(run, built, tmp_path) -> None:
    path = tmp_path / "verbs.rq"
    path.write_text(
        "# parameter verb: text\nSELECT ?q { VALUES ?verb { UNDEF } ?a kg:verb ?verb ; kg:quote ?q }", "utf-8"
    )

    assert run("query", built, "--saved", path, "-p", "verb=培训").out.splitlines()[1:] == ["培训教师200多名"]


WRONG = {
    "no such name": (("--saved", "acts-of", "-p", "who=清河区教育居"), 6, "near are 清河区教育局"),
    "no such parameter": (("--saved", "acts-of", "-p", "when=2023"), 6, "it has who, since, until"),
    "a parameter missing": (("--saved", "acts-of"), 6, "-p who=…"),
    "no such question": (("--saved", "acts"), 6, "perhaps acts-of"),
    "no such file": (("--saved", "none.rq"), 6, "none.rq: cannot be read"),
    "no value": (("--saved", "acts-of", "-p", "who"), 2, "NAME=VALUE"),
    "a parameter of a query": (("ASK {}", "-p", "who=x"), 2, "-p is for --saved"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_with_what_would_be_right(run, built, wrong) -> None:
    arguments, code, message = WRONG[wrong]
    ran = run("query", built, *arguments)

    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_without_a_graph_there_is_nothing_to_ask(run) -> None:
    assert run("query").code == 2
    assert run("query", "--format", "csv").code == 2
