"""The reference table of administrative divisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.divisions import Divisions

if TYPE_CHECKING:
    from kg.schema.model import Schema


@pytest.fixture(scope="module")
def divisions(schema: Schema) -> Divisions:
    """The table."""
    return Divisions(schema)


SHORT_FORMS = (
    ("绵阳市", ("绵阳",)),
    ("湖南省", ("湖南",)),
    ("广西壮族自治区", ("广西",)),
    ("湘西土家族苗族自治州", ("湘西", "湘西州")),
    ("景宁畲族自治县", ("景宁", "景宁县")),
    ("沙县", ()),
)


class TestDivisions:
    """Names, short forms, parents, townships."""

    @pytest.mark.parametrize(("name", "expected"), SHORT_FORMS)
    def test_short_forms(self, divisions: Divisions, name: str, expected: tuple[str, ...]) -> None:
        """A full name is shortened by its level word and the names of its peoples, never to one character."""
        assert expected == divisions.short_forms(name)

    def test_every_parent_is_in_the_table(self, divisions: Divisions) -> None:
        """Each division but a province has a parent of a higher level."""
        lost = [d for d in divisions.by_key.values() if d.parent and d.parent not in divisions.by_key]
        wrong = [d for d in divisions.by_key.values() if d.parent and divisions.by_key[d.parent].level >= d.level]

        assert (lost, wrong) == ([], [])

    def test_one_name_may_be_several_divisions(self, divisions: Divisions) -> None:
        """鼓楼区 is a district of four cities."""
        cities = {divisions.by_key[d.parent].name for d in divisions.names["鼓楼区"]}

        assert cities == {"南京市", "徐州市", "福州市", "开封市"}

    def test_former_names(self, divisions: Divisions) -> None:
        """A division that was renamed is in the table, without a code."""
        (former,) = divisions.names["临安市"]

        assert (former.coded, divisions.by_key[former.parent].name) == (False, "杭州市")

    def test_taiwan_and_hong_kong(self, divisions: Divisions) -> None:
        """Their divisions have parents, but no codes below the province."""
        district = divisions.names["油尖旺区"][0]

        assert [a.name for a in divisions.ancestors(district)] == ["香港特别行政区"]

    def test_townships_have_codes_of_nine_digits(self, divisions: Divisions) -> None:
        """A township's code begins with its county's."""
        town = divisions.township("网岭镇", "430223")

        assert town is not None
        assert (town.key[:6], len(town.key), town.parent) == ("430223", 9, "430223")
        assert divisions.township("网岭镇", "430224") is None
