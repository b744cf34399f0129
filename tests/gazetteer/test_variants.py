import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.variants import variants, without_type_word
from geomap.text import fold


@pytest.mark.parametrize(
    ("name", "other", "classes"),
    [
        ("Lachin city", "lachin", ("P",)),
        ("city of Lachin", "lachin", ("P",)),
        ("village of Sus", "sus", ("P",)),
        ("Kalbajar district", "kalbajar", ("A",)),
        ("Donetsk oblast", "donetsk", ("A",)),
        ("Lake Sevan", "sevan", ("H",)),
        ("Mount Ararat", "ararat", ("T",)),
        ("the Hague", "hague", ()),
        ("St. Petersburg", "saint petersburg", ()),
        ("Saint Louis", "st louis", ()),
        ("Ft. Worth", "fort worth", ()),
        ("Ararat", "mount ararat", ()),
        ("Mexico", "mexico city", ()),
    ],
)
def test_variants(name, other, classes):
    assert (other, classes) in [variant[:2] for variant in variants(fold(name))]


@pytest.mark.parametrize("name", ["city", "lake", "the", "of", "village of"])
def test_nothing_is_left_of_a_generic_word_alone(name):
    assert "" not in {variant.folded for variant in variants(name)}


@given(st.text(min_size=1, max_size=30).map(fold).filter(bool))
def test_variants_are_folded_already(folded):
    assert all(fold(variant.folded) == variant.folded for variant in variants(folded))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kyivskyi District", "Kyivskyi"), ("City of Győr", "Győr"), ("Lake Sevan", "Sevan"),
        ("Goris", None), ("district", None), ("New York", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_is_told_as_written_without_its_type_word(name, bare):
    assert without_type_word(name) == bare
