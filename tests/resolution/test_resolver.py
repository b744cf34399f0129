import pytest

from geomap.models import Document, Mention
from geomap.resolution import Resolver

# Each name with the id that is meant (gn: left out), "" where none is.
REPORTS = {
    "next to Zabukh it is no town of Tunisia": (
        "They took [Lachin|kind=settlement|147625] city and the villages of"
        " [Zabukh|kind=settlement|146908] and [Sus|kind=settlement|147106]."
    ),
    "a direction is the district": (
        "The [Kalbajar|kind=district|586047] and [Lachin|kind=district|147626] directions."
    ),
    "town and district in one text": (
        "[Lachin|kind=district|147626] district; the town of [Lachin|kind=settlement|147625]."
    ),
    "by its neighbours": "Fire on [Jermuk|174884] and [Goris|174895], [Armenia|174982] said.",
    "the state that is named behind": "A fire in [Paris|4717560], [Texas|4736286].",
    "the capital otherwise": "A fire in [Paris|2988507].",
    "a country beats its namesakes": "[Georgia|614540], [Armenia|174982] met in [Tbilisi|611717].",
    "a state of the USA": "A storm crossed [Georgia|4197000] and [Alabama|4829764] on Friday.",
    "abroad": "[London|6058560], [Ontario|6093943]",
    "a list of equals is no City, State": (
        "Fires in [Oregon|5744337], [Washington|5815135], [Wyoming|5843591] and [Idaho|5596512]."
    ),
    "whose village": "In [Azerbaijan|587116]'s [Gadabay|kind=district|627535] district.",
    "a demonym means its country": "[Armenian|role=demonym|name=Armenia|174982] forces.",
    "nothing of this name": "In [Qwzvanli|].",
}  # fmt: skip


@pytest.fixture(scope="module")
def resolver(gazetteer):
    return Resolver(gazetteer)


@pytest.mark.parametrize("marked", REPORTS.values(), ids=REPORTS.keys())
def test_names_mean(resolver, read_marks, marked):
    document, mentions, expected = read_marks(marked)
    resolutions = resolver(document, mentions)
    assert tuple(r.mention for r in resolutions) == mentions
    assert [str((r.place and r.place.geonameid) or "") for r in resolutions] == expected


MARTUNI = [
    ("[Martuni|] and [Vardenis|] lie on [Lake Sevan|], [Armenia|].", "AM"),
    ("[Martuni|] near [Shusha|] and [Khankendi|] in [Nagorno-Karabakh|].", "AZ"),
]


@pytest.mark.parametrize(("marked", "country"), MARTUNI)
def test_two_towns_of_one_name(resolver, read_marks, marked, country):
    document, mentions, _ = read_marks(marked)
    assert resolver(document, mentions)[0].place.country == country


def test_one_text_may_name_both(resolver, read_marks):
    document, mentions, _ = read_marks(
        "[Martuni|], [Armenia|]. [Martuni|] in [Azerbaijan|]. [Martuni|] again."
    )
    countries = [r.place.country for r in resolver(document, mentions)]
    assert countries == ["AM", "AM", "AZ", "AZ", "AZ"]


def test_the_text_tells_two_apart(resolver, read_marks):
    document, mentions, _ = read_marks(
        "Rockets hit [Shusha|] and [Stepanakert|]. [Martuni|] was shelled as well. The town of that"
        " name on [Lake Sevan|], in [Armenia|], is not concerned."
    )
    assert resolver(document, mentions)[2].place.country == "AZ"


ROMANISED = [
    ("Shells hit [Mingetchevir|] in [Azerbaijan|].", "gn:828299"),
    ("Shells hit [Mingetchevir|] in [Peru|].", None),  # each country has a name like any word
    ("Shells hit [Mingetchevir|].", None),
    ("A blast in [Ennasiriya|], [Iraq|].", "gn:98854"),
]


@pytest.mark.parametrize(("marked", "place"), ROMANISED)
def test_an_unknown_name_is_read_as_the_text_s_country_romanises(
    resolver, read_marks, marked, place
):
    document, mentions, _ = read_marks(marked)
    found = resolver(document, mentions)[0].place
    assert (found and found.id) == place


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("A fire in [Castrop|], near [Dortmund|].", "Castrop-Rauxel"),
        ("A fire in [Castrop|], near [Lima|].", None),
    ],
)
def test_an_unknown_name_may_be_half_of_a_double_name(resolver, read_marks, marked, place):
    document, mentions, _ = read_marks(marked)
    found = resolver(document, mentions)[0].place
    assert (found and found.name) == place


def test_an_unknown_name_says_so(resolver):
    mention = Mention(start=0, end=8, text="Qwzvanli", name="Qwzvanli")
    (resolution,) = resolver(Document(text="Qwzvanli"), (mention,))
    assert resolution.place is None
    assert resolution.candidates == ()
    assert "no place of this name" in resolution.reason


def test_candidates_come_best_first_with_reasons(resolver, read_marks):
    document, mentions, _ = read_marks("[Sus|] near [Zabukh|] and [Lachin|].")
    candidates = resolver(document, mentions)[0].candidates
    scores = [candidate.score for candidate in candidates]
    assert len(candidates) > 1
    assert scores == sorted(scores, reverse=True)
    assert all(feature.words for candidate in candidates for feature in candidate.features)


def test_doubt_is_not_answered(gazetteer, resolver, read_marks):
    document, mentions, _ = read_marks("[Springfield|] and [Springfield|].")
    first, second = resolver(document, mentions)
    assert first.candidates == second.candidates
    assert (first.place is None) == (first.confidence < 0.25)


def test_no_mentions_no_resolutions(resolver):
    assert resolver(Document(text="Nothing."), ()) == ()
