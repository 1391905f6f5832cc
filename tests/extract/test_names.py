"""Names of areas, bodies, persons, posts, groups and places: one table of sentences each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_cases import AREAS, BODIES, GROUPS, PERSONS, PLACES, POSTS

from kg.extract.holding import HoldingReader
from kg.extract.names import NameReader
from kg.extract.tokens import analyse
from kg.text.model import Block, BlockKind, Document, Sentence

if TYPE_CHECKING:
    from kg.extract.model import Mention
    from kg.schema.model import Schema


def document(text: str) -> Document:
    """The text as one paragraph and one sentence."""
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text))
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        name="test",
        text=text,
        source=text,
        encoding="utf-8",
        date=None,
        date_from="",
        title="",
        publisher=None,
        blocks=(block,),
        sentences=(Sentence(0, 0, len(text), 0),),
    )


@pytest.fixture(scope="module")
def reader(schema: Schema) -> NameReader:
    """The finder of names."""
    return NameReader(schema)


def found(schema: Schema, reader: NameReader, text: str, kind: str) -> list[str]:
    """Names of the type in the text, without common nouns that only point back."""
    mentions = reader(analyse(document(text)), (), ())
    return sorted(m.name for m in mentions if schema.type_of(m.cls) == kind and not m.anaphor)


class TestTables:
    """Each row: a sentence of a construction, and what a reader takes from it."""

    @pytest.mark.parametrize(("text", "names"), AREAS)
    def test_areas(self, schema: Schema, reader: NameReader, text: str, names: tuple[str, ...]) -> None:
        """Areas are found in full, short, in chains and lists, and common nouns are not."""
        assert sorted(names) == found(schema, reader, text, "area")

    @pytest.mark.parametrize(("text", "names"), BODIES)
    def test_bodies(self, schema: Schema, reader: NameReader, text: str, names: tuple[str, ...]) -> None:
        """Bodies are found with their area and parents, in lists, and as definite classes."""
        assert sorted(names) == found(schema, reader, text, "organization")

    @pytest.mark.parametrize(("text", "names"), PERSONS)
    def test_persons(self, schema: Schema, reader: NameReader, text: str, names: tuple[str, ...]) -> None:
        """Persons are found by their surroundings, in lists and tables."""
        assert sorted(names) == found(schema, reader, text, "person")

    @pytest.mark.parametrize(("text", "names"), GROUPS)
    def test_groups(self, schema: Schema, reader: NameReader, text: str, names: tuple[str, ...]) -> None:
        """Groups are found with what modifies them."""
        assert sorted(names) == found(schema, reader, text, "group")

    @pytest.mark.parametrize(("text", "names"), PLACES)
    def test_places(self, schema: Schema, reader: NameReader, text: str, names: tuple[str, ...]) -> None:
        """Places are found by their last word with a proper name before it."""
        assert sorted(names) == found(schema, reader, text, "place")

    @pytest.mark.parametrize(("text", "pairs"), POSTS)
    def test_posts(self, schema: Schema, reader: NameReader, text: str, pairs: tuple[tuple[str, str], ...]) -> None:
        """A post is found where a person holds it, and belongs to that person."""
        analysis = analyse(document(text))
        mentions = reader(analysis, (), ())
        posts = [m for m in mentions if schema.type_of(m.cls) == "post"]
        persons = [m for m in mentions if schema.type_of(m.cls) == "person"]

        areas = {m.end: m.start for m in mentions if schema.type_of(m.cls) == "area" and not m.anaphor}
        pairings = HoldingReader(schema)(analysis, posts, persons, areas)

        held = [(persons[j].name, posts[i].name) for i, j in pairings]

        assert sorted(pairs) == sorted(held)


class TestProperties:
    """What holds of every text."""

    @settings(max_examples=60, deadline=None)
    @given(st.text(alphabet="县委书记沈若川的和、，。各级部门（市区）某·第二次全国领导小组办公室 　\n1A", max_size=80))
    def test_any_text_is_read(self, schema: Schema, reader: NameReader, text: str) -> None:
        """No text makes the reader fail; mentions lie inside the text, ordered, each with a class and a reason."""
        mentions = reader(analyse(document(text)), (), ())

        assert list(mentions) == sorted(mentions, key=lambda m: (m.start, -m.end, m.cls))
        assert all(inside(m, text) and m.cls in schema.classes and m.reason and m.rule for m in mentions)

    @pytest.mark.parametrize("text", ["", "\n", "。", "县", "某", "“", "”部", "各", "（市）"])
    def test_smallest_texts(self, reader: NameReader, text: str) -> None:
        """Texts of hardly a character have no names, and do no harm."""
        assert all(inside(m, text) for m in reader(analyse(document(text)), (), ()))

    @pytest.mark.parametrize(("text", "_"), [*BODIES, *PERSONS, *AREAS])
    def test_no_two_mentions_cross(self, reader: NameReader, text: str, _: object) -> None:
        """Mentions nest or are apart."""
        mentions = reader(analyse(document(text)), (), ())

        assert not [(a, b) for a in mentions for b in mentions if a.start < b.start < a.end < b.end]


def inside(mention: Mention, text: str) -> bool:
    """Whether the mention is a stretch of the text."""
    return 0 <= mention.start < mention.end <= len(text)
