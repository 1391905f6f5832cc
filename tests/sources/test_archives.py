"""Zip archives: names, order, limits, and what an archive may not do."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from kg.readers.model import Limits
from kg.sources.model import Source, Unreadable
from kg.sources.read import read_sources

TEXT = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处。"


def packed(*members: tuple[str | zipfile.ZipInfo, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data, compression)
    return out.getvalue()


def read(tmp_path, data: bytes, **limits: int) -> list[Source | Unreadable]:
    (tmp_path / "a.zip").write_bytes(data)
    return list(read_sources(tmp_path / "a.zip", limits=Limits(**limits)))


def old_name(data: bytes, name: str, encoding: str) -> bytes:
    """The archive with a member called `NAME…` renamed as programs do that know no Unicode."""
    raw = name.encode(encoding)
    return data.replace(b"N" * len(raw), raw)


def test_the_reports_come_in_the_order_of_their_names(tmp_path) -> None:
    found = read(tmp_path, packed(("b/二.txt", TEXT), ("a.txt", TEXT), ("b/一.md", TEXT), ("picture.png", b"x")))

    assert [s.name for s in found] == ["a.zip#a.txt", "a.zip#b/一.md", "a.zip#b/二.txt"]
    assert [s.key for s in found] == [f"{tmp_path / 'a.zip'}#{n}" for n in ("a.txt", "b/一.md", "b/二.txt")]
    assert {s.path for s in found} == {str(tmp_path / "a.zip")}


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_are_read_as_programs_in_china_write_them(tmp_path, encoding) -> None:
    raw = "工作简报.txt".encode(encoding)
    (found,) = read(tmp_path, old_name(packed(("N" * len(raw), TEXT)), "工作简报.txt", encoding))

    assert found.name == "a.zip#工作简报.txt"


def test_a_name_is_a_name_wherever_it_points(run, tmp_path) -> None:
    data = packed(("../../out.txt", TEXT), ("/etc/passwd.txt", TEXT), ("c:\\x.txt", TEXT))
    found = read(tmp_path / ".", data)

    assert [s.name for s in found] == ["a.zip#../../out.txt", "a.zip#/etc/passwd.txt", "a.zip#c:/x.txt"]
    assert run("build", tmp_path / "a.zip", "-o", tmp_path / "graph.ttl").code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "graph.ttl"]


def test_links_folders_and_hidden_members_are_passed_over(tmp_path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = read(
        tmp_path, packed((link, "/etc/passwd"), ("folder.txt/", b""), ("__MACOSX/._a.txt", b"x"), ("a.txt", TEXT))
    )

    assert [s.name for s in found] == ["a.zip#a.txt"]


def test_tables_and_archives_in_an_archive_are_read_too(tmp_path) -> None:
    inner = packed(("b.txt", TEXT))
    found = read(tmp_path, packed(("t.csv", f"id,text\n7,{TEXT}\n".encode("gbk")), ("inner.zip", inner)))

    assert [s.name for s in found] == ["a.zip#inner.zip#b.txt", "a.zip#t.csv#7"]


def encrypted() -> bytes:
    data = bytearray(packed(("a.txt", TEXT), compression=zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def claiming_less() -> bytes:
    """A member that says of itself that it is small."""
    data = bytearray(packed(("a.txt", b"a" * 5_000_000)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


# What each archive is, the limits, and a word of what is said.
REFUSED = {
    "bomb": (packed(("a.txt", b"a" * 5_000_000)), {}, "times its size"),
    "large member": (packed(("a.txt", TEXT * 100)), {"size": 1000}, "1,000 bytes that are left"),
    "large together": (packed(("a.txt", TEXT), ("b.txt", TEXT)), {"unpacked": 150}, "bytes that are left"),
    "many members": (packed(*((f"{n}.txt", TEXT) for n in range(20))), {"parts": 10}, "20 members"),
    "encrypted": (encrypted(), {}, "encrypted"),
    "lying": (claiming_less(), {}, ""),
    "three deep": (packed(("b.zip", packed(("c.zip", packed(("d.txt", TEXT)))))), {}, "archive within an archive"),
    "nothing": (packed(("a.png", b"x")), {}, "no report in it"),
    "empty": (packed(), {}, "no report in it"),
    "empty file": (b"", {}, "damaged"),
    "cut": (packed(("a.txt", TEXT * 50))[:-30], {}, "damaged"),
    "no archive": ("清河区教育局".encode(), {}, "no zip archive"),
    "other compression": (packed(("a.txt", TEXT)).replace(b"\x08\x00", b"\x63\x00"), {}, ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_unpacked_is_told_with_its_place_and_remedy(tmp_path, case) -> None:
    data, limits, word = REFUSED[case]
    found = read(tmp_path, data, **limits)
    (bad,) = (s for s in found if isinstance(s, Unreadable))

    assert word in bad.error.message
    assert str(tmp_path / "a.zip") in bad.error.place
    assert bad.error.remedy


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_same_name_are_reports_of_their_own(tmp_path) -> None:
    found = read(tmp_path, packed(("b/a.txt", "x"), ("b/a.txt", "y")))

    assert [(s.name, s.data) for s in found] == [("a.zip#b/a.txt", b"x"), ("a.zip#b/a~2.txt", b"y")]


def test_a_damaged_member_stops_no_other(tmp_path) -> None:
    data = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT), compression=zipfile.ZIP_STORED))
    data[data.index(TEXT.encode()) + 5] ^= 0xFF
    found = read(tmp_path, bytes(data))

    assert [type(s) for s in found] == [Unreadable, Source]
    assert found[0].error.place.endswith("a.zip#a.txt")


def test_an_archive_makes_the_same_graph_in_a_file_and_in_a_store(run, tmp_path) -> None:
    data = packed(("一.txt", TEXT), ("t.jsonl", '{"text": "清河区卫生局开展义诊3次。"}'))
    (tmp_path / "a.zip").write_bytes(data)
    assert run("build", tmp_path / "a.zip", "-o", tmp_path / "file.ttl").code == 0
    assert run("build", tmp_path / "a.zip", "--store", tmp_path / "store", "-j", "1").code == 0
    again = run("build", tmp_path / "a.zip", "--store", tmp_path / "store", "-j", "1")
    assert run("export", tmp_path / "store", "-o", tmp_path / "store.ttl").code == 0

    assert "2 reports: 0 new, 2 unchanged" in again.err
    assert (tmp_path / "file.ttl").read_bytes() == (tmp_path / "store.ttl").read_bytes()
    assert "a.zip#一.txt" in (tmp_path / "file.ttl").read_text(encoding="utf-8")
