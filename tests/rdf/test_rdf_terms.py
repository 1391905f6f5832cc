"""Terms as Turtle writes them."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import terms
from kg.rdf.terms import Names, language_tag, path_segment

names = Names()

keys = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


def parsed(turtle: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in names.prefixes.items())
    return list(ox.parse(head + turtle, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("key", "term"),
    [
        ("清河区教育局", "organization:清河区教育局"),
        ("440311-清河区", "organization:440311-清河区"),
        ("“红袖章”服务队", "<https://w3id.org/govkg/id/organization/“红袖章”服务队>"),
        ("a b#c?%", "<https://w3id.org/govkg/id/organization/a%20b%23c%3F%25>"),
        ("end.", "<https://w3id.org/govkg/id/organization/end.>"),
    ],
)
def test_a_simple_key_is_a_prefixed_name_and_any_other_a_full_iri(key: str, term: str) -> None:
    assert term == names.node("organization", key)


@given(keys)
def test_every_key_makes_a_valid_iri(key: str) -> None:
    (quad,) = parsed(f"{names.node('act', key)} a kg:Act .")

    assert quad.subject == ox.NamedNode(f"https://w3id.org/govkg/id/act/{path_segment(key)}")


@given(keys, keys)
def test_different_keys_make_different_iris(one: str, other: str) -> None:
    assert (one == other) == (names.node("act", one) == names.node("act", other))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_comes_back_from_both_parsers(value: str) -> None:
    turtle = f"kg:a kg:verb {terms.text(value)} ."

    assert value == parsed(turtle)[0].object.value
    prefix = f"@prefix kg: <{names.prefixes['kg']}> .\n"
    assert value == str(next(iter(rdflib.Graph().parse(data=prefix + turtle, format="turtle").objects())))


@pytest.mark.parametrize(
    ("value", "term"),
    [("4", "4"), ("120000000", "120000000"), ("1.20", "1.2"), ("0.5", "0.5"), ("1E+4", "10000"), ("97", "97")],
)
def test_a_number_is_an_integer_where_it_is_whole(value: str, term: str) -> None:
    assert term == terms.number(Decimal(value))


@pytest.mark.parametrize(("value", "term"), [(1.0, "1.0"), (0.8, "0.8"), (0.85, "0.85"), (0.0, "0.0"), (0.999, "1.0")])
def test_a_share_is_written_as_a_store_writes_it_back(value: float, term: str) -> None:
    store = ox.Store()
    store.load(f"<a:a> <a:b> {terms.share(value)} .".encode(), format=ox.RdfFormat.TURTLE)
    (quad,) = store

    assert term == terms.share(value)
    assert term == terms.literal(quad.object.value, quad.object.datatype.value, None, names)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-hans", "zh-Hans"), ("ZH-LATN-PINYIN", "zh-Latn-pinyin"), ("en-gb", "en-GB"), ("zh-cn-x-ab", "zh-CN-x-ab")],
)
def test_language_tags_have_the_case_of_rfc_5646(tag: str, expected: str) -> None:
    assert expected == language_tag(tag)
