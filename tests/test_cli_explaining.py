"""The gist of a decision: the runner-up, and what set the two apart."""

import pytest

from geomap.cli.explaining import Asked, explain
from geomap.cli.explaining import explained as all_explained
from geomap.models import (
    Candidate,
    Document,
    Feature,
    Kind,
    LonLat,
    Mention,
    Place,
    Report,
    Resolution,
    Role,
)  # fmt: skip


def place(name: str, country: str, code: str = "PPL") -> Place:
    return Place(
        id=f"gn:{len(name)}{ord(country[0])}", name=name, position=LonLat(1, 2), country=country,
        feature_class="P", feature_code=code,
    )  # fmt: skip


def candidate(meant: Place, **features: float) -> Candidate:
    made = [Feature(name=n, value=1, weight=w, words=f"It is {n}") for n, w in features.items()]
    return Candidate(
        place=meant, matched_name=meant.name, match="exact", score=sum(features.values()),
        features=tuple(made),
    )  # fmt: skip


def explained(*resolutions: Resolution, **asked) -> str:
    return "\n".join(explain(report_of(*resolutions), Asked(**asked)))


def report_of(*resolutions: Resolution) -> Report:
    return Report(document=Document(text="", id="r1"), resolutions=resolutions)


def resolution(*candidates: Candidate, answered: bool = True, **fields) -> Resolution:
    mention = Mention(
        start=0, end=5, text="Paris", name="Paris", kind=Kind.SETTLEMENT, role=Role.DATELINE
    )
    return Resolution(
        mention=mention, place=candidates[0].place if answered and candidates else None,
        confidence=0.9, candidates=candidates, **fields,
    )  # fmt: skip


FRANCE = candidate(place("Paris", "FR"), large=3.0, near=2.0, common=1.0)
TEXAS = candidate(place("Paris", "US"), small=-1.5, common=1.0, near=1.95)


def test_the_reasons_are_what_sets_the_best_apart_from_its_rival():
    text = explained(resolution(FRANCE, TEXAS))
    assert "'Paris': head of a dispatch; a settlement -> Paris, FR" in text
    assert "90% sure" in text
    assert "rather than Paris, US (PPL): it is large; but of the other, it is small" in text
    assert "common" not in text  # it speaks for both alike
    assert "near" not in text  # a difference of 0.05 decides nothing


def test_a_lone_candidate_has_no_rival():
    assert "no other place of this name is known; it is large" in explained(resolution(FRANCE))


def test_what_is_left_open_tells_why_and_what_it_may_be():
    text = explained(resolution(TEXAS, FRANCE, answered=False, reason="none is certain enough"))
    assert "-> left open" in text
    assert "none is certain enough; perhaps Paris, US (PPL), Paris, FR (PPL)" in text


def test_a_correction_is_told_instead_of_the_model():
    assert "corrected by user: f.csv, line 2" in explained(
        resolution(FRANCE, TEXAS, reason="corrected by user: f.csv, line 2")
    )


def test_a_name_that_comes_often_is_told_once():
    text = explained(*[resolution(FRANCE, TEXAS)] * 3)
    assert text.count("rather than") == 1
    assert "'Paris' (3 times)" in text


def test_the_spot_that_the_words_lead_to_is_told():
    spot = place("12 km north of Paris", "FR").model_copy(update={"position": LonLat(2.35, 48.96)})
    assert "lead to 48.9600, 2.3500, give or take 5 km" in explained(
        resolution(FRANCE, spot=spot, radius_km=5.0)
    )


@pytest.mark.parametrize(("name", "found"), [("PARIS", True), ("Rome", False)])
def test_a_name_is_asked_for_in_any_case(name, found):
    assert bool(explained(resolution(FRANCE), name=name)) is found


@pytest.mark.parametrize(
    ("name", "told"),
    [("Paris", ["Paris"]), ("new paris", ["New Paris"]), ("New", ["New Paris"]), ("ris", [])],
)
def test_what_holds_a_name_is_told_where_none_is_that_name(name, told):
    longer = resolution(FRANCE).mention.model_copy(
        update={"start": 10, "end": 19, "text": "New Paris", "name": "New Paris"}
    )
    other = resolution(FRANCE).model_copy(update={"mention": longer})
    reports = [report_of(resolution(FRANCE)), report_of(other)]
    text = "\n".join(all_explained(reports, Asked(name=name)))
    assert [n for n in ("Paris", "New Paris") if f"'{n}'" in text] == told


def test_a_place_is_found_by_the_gazetteers_name_too():
    report = report_of(resolution(candidate(place("Ville de Lumière", "FR"))))
    assert "'Paris'" in "\n".join(all_explained([report], Asked(name="lumiere")))
    assert all_explained([report], Asked(name="lumi")) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [("Paris district", True), ("city of PARIS", True), ("Rome district", False), ("city", False)],
)
def test_a_name_is_found_with_its_type_word_as_the_map_shows_it(name, found):
    lines = all_explained([report_of(resolution(FRANCE))], Asked(name=name))
    assert ("'Paris'" in "\n".join(lines)) is found


def test_all_candidates_show_weights():
    text = explained(resolution(FRANCE, TEXAS), full=True)
    assert "1. +6.00  Paris, FR" in text
    assert "+3.00  It is large (1 times 3)" in text
    assert "-1.50  It is small (1 times -1.5)" in text
