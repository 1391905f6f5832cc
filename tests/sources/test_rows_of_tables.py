"""Tables of reports: encodings, delimiters, columns, and rows that are none."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.readers.model import Limits
from kg.sources.model import Source, Unreadable
from kg.sources.read import read_sources

TEXT = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处。"
TRADITIONAL = "清河區教育局組織開展校園安全隱患排查十二次，發現並整改問題四十三處。"


def read(tmp_path, name: str, data: bytes, **limits: int) -> list[Source | Unreadable]:
    (tmp_path / name).write_bytes(data)
    return list(read_sources(tmp_path / name, limits=Limits(**limits)))


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_a_table_is_read_in_the_encoding_that_its_program_wrote(tmp_path, encoding) -> None:
    data = table([["id", "text"], ["甲", TEXT], ["乙", TEXT]]).encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    found = read(tmp_path, "a.csv", data)

    assert [(s.identifier, s.data.decode()) for s in found] == [("甲", TEXT), ("乙", TEXT)]


def test_a_table_from_taiwan_is_read_too(tmp_path) -> None:
    (found,) = read(tmp_path, "a.csv", table([["id", "text"], ["1", TRADITIONAL]]).encode("big5"))

    assert found.data.decode() == TRADITIONAL


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(tmp_path, delimiter) -> None:
    data = table([["Date", " TEXT ", "id"], ["2024-03-05", f"{TEXT}\n{TEXT},;", "7"]], delimiter).encode()
    (found,) = read(tmp_path, "a.csv", data)

    assert (found.identifier, found.date, found.data.decode()) == ("7", "2024-03-05", f"{TEXT}\n{TEXT},;")


def test_a_report_of_a_row_has_what_its_columns_say(tmp_path) -> None:
    row = {
        "text": TEXT,
        "id": 12,
        "title": "工作简报",
        "date": "2024/3/5 08:00",
        "source": "清河日报",
        "url": "https://example.org/12.html",
    }
    (found,) = read(tmp_path, "a.jsonl", json.dumps(row).encode())

    assert found.key == f"{tmp_path / 'a.jsonl'}#12"
    assert found.name == "a.jsonl#12"
    assert found.data.decode() == f"工作简报\n{TEXT}"
    assert (found.date, found.source, found.address) == ("2024-03-05", "清河日报", "https://example.org/12.html")
    assert found.format == ".txt"  # whatever its id looks like


def test_lines_of_json_may_be_in_another_encoding_and_have_a_mark(tmp_path) -> None:
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        lines = "\n".join(json.dumps({"text": TEXT, "id": k}, ensure_ascii=False) for k in "ab") + "\n"
        assert [s.data.decode() for s in read(tmp_path, "a.jsonl", lines.encode(encoding))] == [TEXT, TEXT]


# What each bad row is, and a word of the line that says so.
BAD = {
    "no JSON": (b'{"text": ', "no JSON"),
    "a list": (b"[1, 2]", "no JSON object"),
    "no text": (b'{"title": "x"}', "no text"),
    "no date": ('{"text": "清河区", "date": "去年"}'.encode(), "no date"),
    "too deep": (b"[" * 100_000 + b"]" * 100_000, "deeply nested"),
    "too long": (b'{"text": "' + b"a" * 300_000 + b'"}', "longer than"),
    "an endless number": (b'{"text": "x", "id": ' + b"9" * 5000 + b"}", "no JSON"),
    "no encoding": (b'{"text": "\xff\xfe\xfd"}', ""),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_stops_no_other_and_is_told_with_its_number(tmp_path, case) -> None:
    bad, word = BAD[case]
    good = json.dumps({"text": TEXT}).encode()
    found = read(tmp_path, "a.jsonl", b"\n".join((good, bad, good)), size=250_000)

    assert [type(s) for s in found] == [Source, Unreadable, Source]
    assert word in found[1].error.message
    assert found[1].error.place.endswith("a.jsonl, row 2")
    assert found[1].error.remedy


def test_half_a_surrogate_pair_becomes_a_mark(tmp_path) -> None:
    (found,) = read(tmp_path, "a.jsonl", rb'{"text": "x\ud800", "id": "\udfff", "source": "\ud800\udc00"}')

    assert (found.data.decode(), found.identifier, found.source) == ("x\ufffd", "\ufffd", "\U00010000")


def test_a_table_without_texts_is_told_once(tmp_path) -> None:
    (found,) = read(tmp_path, "a.csv", b"a,b\n1,2\n3,4\n")

    assert "no column `text`" in found.error.message


@pytest.mark.parametrize(("name", "data"), [("a.jsonl", b" \n\n"), ("a.csv", b"id,text\n\n"), ("a.csv", b"")])
def test_a_table_without_rows_is_told(tmp_path, name, data) -> None:
    (found,) = read(tmp_path, name, data)

    assert found.error.message in {"there are no rows in it", "it has no column `text`"}


def test_rows_with_the_same_id_are_reports_of_their_own(tmp_path) -> None:
    found = read(tmp_path, "a.csv", b"id,text\n1,a\n1,b\n2,c\n")

    assert [s.name for s in found] == ["a.csv#1", "a.csv#1~2", "a.csv#2"]


def test_a_quote_that_never_ends_is_no_report_of_any_length(tmp_path) -> None:
    found = read(tmp_path, "a.csv", b'text,id\n"' + b"aaaa\n" * 100_000, size=100_000)

    assert len(found) == 1


def test_tables_without_texts_and_other_files_in_a_folder_are_passed_over(run, tmp_path) -> None:
    (tmp_path / "numbers.csv").write_text("street,members\n东门街道,12\n", encoding="utf-8")
    (tmp_path / "times.csv").write_text("time,text,start,end\nx,3月,2024-03-01,2024-03-31\n", encoding="utf-8")
    (tmp_path / "reports.csv").write_bytes(table([["id", "text"], ["1", TEXT]]).encode("gbk"))
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    ran = run("build", tmp_path, "-o", tmp_path / "graph.ttl")

    assert ran.code == 0
    assert ran.err.startswith("1 report: ")
    assert "reports.csv#1" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_a_table_makes_the_same_graph_in_a_file_and_in_a_store(run, tmp_path) -> None:
    rows = [{"text": TEXT, "id": "甲", "source": "清河日报", "date": "2024-03-05", "url": "https://example.org/1"}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run("build", path, "-o", tmp_path / "file.ttl").code == 0
    assert run("build", path, "--store", tmp_path / "store", "-j", "1").code == 0
    assert run("export", tmp_path / "store", "-o", tmp_path / "store.ttl").code == 0
    written = (tmp_path / "file.ttl").read_text(encoding="utf-8")

    assert written == (tmp_path / "store.ttl").read_text(encoding="utf-8")
    assert 'dcterms:identifier "甲"' in written
    assert 'dcterms:source "清河日报"' in written or '"清河日报"' in written
    assert "<https://example.org/1>" in written
