"""Where it happened among all the places that a sentence names."""

from datetime import date

import pytest

from geomap.incidents import IncidentFinder
from geomap.models import Document, LonLat, Offset
from tests.incidents.conftest import marked

HAPPENED = [
    (
        "Azerbaijani forces shelled [Goris], [Jermuk] and [Kapan].",
        "shelling Goris, Jermuk, Kapan exact",
    ),
    ("[Goris] and [Jermuk] were shelled overnight.", "shelling Goris, Jermuk exact"),
    ("[Jermuk] came under artillery fire.", "shelling Jermuk exact"),
    ("The shelled towns, [Goris] and [Jermuk], are quiet.", "shelling Goris, Jermuk exact"),
    (
        "Posts in the [Kalbajar], [Lachin] and [Gadabay] directions were shelled.",
        "shelling Kalbajar, Lachin, Gadabay area",
    ),
    ("Clashes broke out near [Sotk] and [Kut].", "armed_clash Sotk, Kut near"),
    ("Gunmen opened fire 12 km north of [Kaya].", "shooting Kaya near"),
    (
        "The army captured the villages of [Zabukh], which Armenians call [Aghavno], and [Sus].",
        "territory_change Zabukh, Sus exact",
    ),
    ("Troops captured [Zabukh] in [Lachin|district] district.", "territory_change Zabukh exact"),
    (
        "Missiles hit [Bahawalpur] and [Muridke], in [Punjab|region], as well as [Kotli].",
        "shelling Bahawalpur, Muridke, Kotli exact",
    ),
    ("Schools in [Haifa] were shut when rockets hit [Acre].", "shelling Acre exact"),
    ("In [Darfur|area] the siege of [El Fasher] goes on.", "armed_clash El Fasher exact"),
    ("An earthquake struck [Peru|country].", "disaster Peru country"),
    ("Rockets fired from [Gaza|area] hit [Ashkelon].", "shelling Ashkelon exact"),
    ("[Horlivka]: two killed by artillery fire.", "shelling Horlivka exact"),
    ("Villagers fled [Tartar] for [Barda].", "displacement Tartar exact"),
    ("Protesters blocked the road to [Sotk].", "protest Sotk near"),
    ("Residents of [Verin Shorzha] hid; a shell hit a barn there.", "shelling Verin Shorzha exact"),
    ("[Kut] was quiet for a week.\n\nThen the village was shelled.", "shelling Kut exact"),
    ("Riots were also reported from [Kut] and from [Sotk].", "riot Kut, Sotk exact"),
    ("Troops advanced three kilometres towards [Kut].", "territory_change Kut near"),
    ("Troops withdrew from [Kut].", "territory_change Kut exact"),
    ("Police fired tear gas at a crowd on [Rustaveli Avenue|road].", "riot Rustaveli Avenue exact"),
    ("Four rebels were killed in the general area of [Kut].", "armed_clash Kut area"),
    ("A bomb went off in a residential area of [Kut].", "explosion Kut exact"),
    ("Protesters gathered in front of the defence ministry in [Kut].", "protest Kut exact"),
    ("A blast at a court in [Kut] killed two lawyers, the ministry said.", "explosion Kut exact"),
    ("A convoy was fired on from posts near [Kut].", "shooting Kut near"),
    ("In [Kut|region] region, the village of [Sotk] was shelled.", "shelling Sotk exact"),
    ("A bomb exploded three streets from the ministry in [Kut].", "explosion Kut exact"),
    ("Gunfire was heard in [Kut] at night.", "shooting Kut exact"),
    ("The fighting spread from [Sotk] to [Kut].", "armed_clash Sotk, Kut exact"),
    ("Bridges were destroyed by the flood as far south as [Kut].", "disaster Kut exact"),
    ("Floods cut off parts of [Kut].", "disaster Kut exact"),
    ("Shells hit [Kut], an old suburb of [Sotk].", "shelling Kut exact"),
    (
        "Protesters rallied in [Kut|||0.9 protest rallied] and [Sotk|||0.01 protest rallied].",
        "protest Kut, Sotk exact",
    ),
    ("The [Darfur|area] town of [Kut] was shelled.", "shelling Kut exact"),
    ("Clashes broke out near the [Belan|country|demonym] city of [Kut].", "armed_clash Kut near"),
    ("Shells hit [Kut|region]'s eastern town of [Sotk].", "shelling Sotk exact"),
    ("Shells hit the [Kut|region] suburb of [Sotk].", "shelling Sotk exact"),
    ("Jets bombed [Kut]'s southern suburbs.", "air_strike Kut near"),
    (
        "Shells hit a church in [Kut], a school in [Sotk] and a post in [Goris].",
        "shelling Kut, Sotk, Goris exact",
    ),
    ("A bomb exploded in the [Bor|settlement?] quarter of [Kut].", "explosion Kut exact"),
    ("Troops withdrew from [Sotk] across the [Kut].", "territory_change Sotk exact"),
    ("It's untrue that we lost a post. Shells hit [Kut], as [Sotk] claims.", "shelling Kut exact"),
]

DID_NOT = [
    "They shot at us all, he said by phone from [Ouaga], where he fled.",
    "Officials in [Baku] said nothing about the shelling.",
    "In [Washington] the State Department condemned the attack.",
    "The wounded were taken to a hospital in [Yerevan].",
    "The tremor was felt in [Casablanca].",
    "The attack was condemned by [France|country|metonym].",
    "The coach praised the fight of [Chelsea||embedded].",
    "They demanded war over [Karabakh|area].",
    "People in [Oslo] went to the theatre.",
    "Jets bombed a wedding, elders told a rights group in [Bamako].",
    "Soldiers sent from their base in [Bor] were shot at.",
    "They went to [Pemba], from where the mayor said that 55 had been killed.",
    "Rebels left the front ahead of the talks in [Doha].",
    "The monitor, in [Paris], put the number of dead at 63.",
    "The attack was the work of a group which has its bases in [Sambisa].",
    "The men who were killed were born in [Sotk].",
    "A visitor from [Hull] fell in and drowned.",
    "They had set out from a beach at [Goris] before the boat sank.",
    "No one was hurt, and the army didn't shell [Kut|||0.99 shelling shell].",
    "[Kut] was spared.",
    "The blast was heard in [Kut].",
    "A court in [Kut] had removed the mayor, whose supporters burned tyres.",
    "He told reporters outside the ministry in [Kut] that shells had hit a school.",
]


IN_ORDER = {
    "those at hand tell where": (
        "A blast tore through a bakery on Monday. Police in [Kut] blamed a gas bottle.",
        {"Kut"},
    ),
    "but not of what was told of a place": (
        "A blast tore through a bakery in [Kut]. Doctors in [Sotk] treated the wounded.",
        {"Kut"},
    ),
    "a ministry is far": (
        "A blast tore through a bakery on Monday. The ministry in [Kut] blamed a gas bottle.",
        set(),
    ),
    "a district counts its sick": (
        "[Kut|district], on the border with [Belland|country], has registered 12 cases of cholera.",
        {"Kut"},
    ),
    "what is told against a rumour": (
        "The ministry called that untrue and reported shooting at the village of [Sotk] instead.",
        {"Sotk"},
    ),
    "all was calm": (
        "The unrest that began in [Kut] has reached [Sotk]; in [Goris], all was calm.",
        {"Kut", "Sotk"},
    ),
    "the head of a dispatch names no other place": (
        "[KUT||dateline], June 3 - A bomb went off in a cinema. Four people were killed.",
        {"Kut"},
    ),
    "the head of a dispatch does": (
        "[KUT||dateline], June 3 - A bomb went off. The cinema stands in [Sotk].",
        set(),
    ),
    "each clause has its place": (
        "Rebels captured [Kut], and in [Sotk], on the river, artillery fire went on.",
        {"Kut", "Sotk"},
    ),
    "an aside of something else": (
        "The movement, which lost [Kut] in May, said it was behind the bombing.",
        {"Kut"},
    ),
    "a region before a village that no gazetteer has": (
        "In the [Kut|region] region, the village of [Zike|settlement?] was shelled.",
        {"Zike, Kut region"},
    ),
    "those who sit in a list of towns act there": (
        "Doctors in [Kut], [Sotk] and [Goris] went on strike.",
        {"Kut", "Sotk", "Goris"},
    ),
    "where soldiers are from is not the village": (
        "Shells hit [Kut]. Troops from [Sotk] built a bridge to reach the village.",
        {"Kut"},
    ),
    "two villages drawn as what they lie in": (
        "Gunmen killed villagers in [Zike|settlement?] in [Kut|district] district, and five "
        "more in [Bor|settlement?] in [Kut|district] district.",
        {"Zike, Kut district", "Bor, Kut district"},
    ),
    "what a next clause is about": (
        "Shells hit a school in [Kut], and a dam near [Sotk] was full to the brim.",
        {"Kut"},
    ),
    "where somebody works": (
        "A driver who worked in [Sotk], a doctor's son, was arrested.",
        set(),
    ),
    "the tagger doesn't take back whose quarter it is": (
        "Shells destroyed a school in [Kut|||0.7 shelling Shells]'s [Bor|site] district.",
        {"Bor district"},
    ),
    "calm after": ("After a week of shelling [Kut] was quiet.", {"Kut"}),
    "a rumour": ("Reports and claims that shells had hit [Sotk] were called a hoax.", set()),
    "a village of a district told after its country": (
        "Gunmen killed nine people in [Zike|settlement?] in [Belland|country]'s "
        "[Kut|district] district.",
        {"Zike, Kut district"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), IN_ORDER.values(), ids=IN_ORDER)
def test_what_stands_around_tells_where(find, text, expected):
    assert {i.place_text for i in find(text) if i.place is not None} == expected


def test_there_is_the_place_named_last(find):
    found = find("Clashes went on in [Kut] and in [Sotk]. Two bakers were detained there.")
    assert [i.place_text for i in found if i.type == "abduction_or_detention"] == ["Sotk"]


@pytest.mark.parametrize(("text", "expected"), HAPPENED)
def test_places_of_events(told, text, expected):
    kind, _, rest = expected.partition(" ")
    names, _, precision = rest.rpartition(" ")
    assert told(text) == {f"{kind} {name} {precision}" for name in names.split(", ")}


@pytest.mark.parametrize("text", DID_NOT)
def test_a_place_in_the_sentence_is_not_where_it_happened(find, text):
    assert [i.place_text for i in find(text) if i.place is not None] == []


def test_origin_and_context_are_kept_apart(find):
    (incident,) = find("Rockets fired from [Gaza|area] hit [Ashkelon] in [Israel|country].")
    assert incident.origin == "Gaza"
    assert incident.context == ("Israel",)


@pytest.fixture
def measured(read):
    """Return a function that finds incidents where the only name of a text is led away from."""

    def run(text: str, words: str, **fields):
        plain, (kaya,) = read(text)
        start = plain.index(words)
        offset = Offset(start=start, end=start + len(words), text=words, km=12, slack_km=1)
        mention = kaya.mention.model_copy(update={"offset": offset})
        resolution = kaya.model_copy(update={"mention": mention, **fields})
        return IncidentFinder()(Document(text=plain, published=date(2022, 9, 14)), (resolution,))

    return run


def test_how_far_off_forces_are_is_no_event(measured):
    text = "Rebels took a hill in January and are now 12 km from [Kaya]."
    assert [i.place for i in measured(text, "12 km from")] == []


@pytest.mark.parametrize("words", ["12 km north of", "twelve kilometres off", "within 12 km of"])
def test_a_stated_distance_is_the_radius(measured, words):
    (incident,) = measured(f"A bomb went off {words} [Kaya].", words, radius_km=13.0)
    assert (incident.geo_precision, incident.radius_km) == ("near", 13.0)
    assert incident.place.name == "Kaya"


def test_a_distance_with_a_direction_is_the_spot_that_it_leads_to(measured, read):
    spot = read("[12 km north of Kaya]")[1][0].place
    words = "12 km north of"
    (incident,) = measured(f"A bomb went off {words} [Kaya].", words, spot=spot, radius_km=5.0)
    assert (incident.place, incident.place_text) == (spot, "12 km north of Kaya")
    assert (incident.geo_precision, incident.radius_km) == ("near", 5.0)


def test_coordinates_behind_a_name_are_where_it_happened(read):
    plain, (kaya,) = read("A bomb went off near [Kaya] (39.52 N, 46.35 E).")
    spot = kaya.place.model_copy(update={"id": "point:39.52,46.35", "name": "39.52 N, 46.35 E"})
    resolution = kaya.model_copy(update={"spot": spot, "radius_km": 0.5})
    (incident,) = IncidentFinder()(Document(text=plain, id="d"), (resolution,))
    assert (incident.place, incident.geo_precision) == (spot, "exact")
    assert incident.radius_km == 1.0


def test_what_the_gazetteer_lacks_is_drawn_in_the_town_or_area_named_around_it(find):
    (town,) = find("A rally was held on [Renaissance Square|site?] in [Stepanakert].")
    assert (town.place.name, town.geo_precision) == ("Stepanakert", "exact")
    (area,) = find("A mine exploded in [Susuzlug|settlement?] in [Kalbajar|district] district.")
    assert (area.place.name, area.geo_precision) == ("Kalbajar", "area")


LISTS = {
    "a sibling is no container": (
        "The army captured the ridge of [Sanaba|settlement?], the ridge of [Sotk].",
        {("Sanaba", None), ("Sotk", "Sotk")},
    ),
    "two unknown ones in one district": (
        "Shells hit the villages of [Sanaba|settlement?] and [Urmez|settlement?] in"
        " [Lachin|district] district.",
        {("Sanaba, Lachin district", "Lachin"), ("Urmez, Lachin district", "Lachin")},
    ),
    "one of two is unknown": (
        "Shells hit the villages of [Sanaba|settlement?] and [Sus] in [Lachin|district] district.",
        {("Sanaba, Lachin district", "Lachin"), ("Sus", "Sus")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_a_list_keeps_its_members(find, text, expected):
    found = find(text)
    assert {(i.place_text, i.place and i.place.name) for i in found} == expected
    assert len(found) == len(expected)


def test_a_place_that_is_in_no_gazetteer_stays_without_a_point(find):
    (incident,) = find("Shells hit [Sanaba|settlement?].")
    assert (incident.place, incident.place_text) == (None, "Sanaba")


ELSEWHERE = {
    "an unknown site is not drawn where another paragraph was": (
        "A shell hit [Kut].\n\nGunmen attacked the [Aral hotel|site?].",
        {("Kut", "Kut"), ("Aral hotel", None)},
    ),
    "but in the town that the text is about": (
        "[Goris] was quiet, and the market of [Goris] was open. A shell hit [Kut].\n\n"
        "Gunmen attacked the [Aral hotel|site?].",
        {("Kut", "Kut"), ("Aral hotel, Goris", "Goris")},
    ),
    "an unknown street is in the dateline's town, where no other is told of": (
        "[KUT||dateline], June 3 - A shell hit [Aral Street|road?].",
        {("Aral Street, Kut", "KUT")},
    ),
    "an unknown village is not": (
        "[KUT||dateline], June 3 - A shell hit [Aral|settlement?].",
        {("Aral", None)},
    ),
    "a visitor meanwhile": (
        "Gunmen attacked [Kut] while both mayors were in [Baku].",
        {("Kut", "Kut")},
    ),
    "the capital is no town named before": (
        "[Kut] was quiet for a week.\n\nThen the capital was shelled.",
        set(),
    ),
    "the capital named in its own sentence": (
        "[Baku] was quiet on Monday, but then the capital was shelled.",
        {("Baku", "Baku")},
    ),
    "the speaker's seat is not there": (
        "A spokesman for the ministry in [Baku] wrote that shells were falling there.",
        set(),
    ),
    "a road names no ground that was taken": (
        "Troops cut the highway between [Goris] and [Kapan], and took [Sotk].",
        {("Sotk", "Sotk")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_no_other_name_stands_in(find, text, expected):
    placed = {(i.place_text, i.place.name if i.place else None) for i in find(text)}
    assert {(words, name) for words, name in placed if words} == expected


@pytest.fixture
def on_road(read):
    """Return a function that finds the incident on a road whose ends are far degrees apart."""

    def run(words: str, far: float):
        plain, ends = read(f"Gunmen opened fire on a bus on the road {words}.")
        moved = [
            r.model_copy(
                update={"place": r.place.model_copy(update={"position": LonLat(lon, 39.5)})}
            )
            for r, lon in zip(ends[:2], (46.0, 46.0 + far), strict=True)
        ]
        moved += ends[2:]
        (incident,) = IncidentFinder()(Document(text=plain, id="d"), tuple(moved))
        return incident

    return run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("from [Goris] to [Kapan]", "road from Goris to Kapan"),
        ("between [Goris] and [Kapan]", "between Goris and Kapan"),
    ],
)
def test_what_happened_on_a_road_lies_half_way(on_road, words, told):
    incident = on_road(words, far=0.5)
    assert (incident.place_text, incident.geo_precision) == (told, "near")
    assert incident.place.position == LonLat(46.25, 39.5)
    assert 20 < incident.radius_km < 22


@pytest.mark.parametrize(
    ("words", "km", "told", "named"),
    [
        ("the [Sheki|quarter] quarter", 300, "Sheki quarter, Goris", "Goris"),
        ("the village of [Sheki]", 300, "Sheki", "Sheki"),
    ],
)
def test_a_part_of_the_town_that_leads_is_no_far_town_of_that_name(read, words, km, told, named):
    plain, places = read(f"In [Goris], gunmen opened fire on a bus in {words}.")
    at = [LonLat(46.3, 39.5), LonLat(46.3, 39.5 + km / 111)]
    moved = [
        r.model_copy(
            update={
                "place": r.place.model_copy(update={"position": p}),
                "mention": r.mention.model_copy(
                    update={"found_by": ("tagger", "type word beside")}
                ),
            }
        )
        for r, p in zip(places, at, strict=True)
    ]
    incidents = IncidentFinder()(Document(text=plain, id="d"), tuple(moved))
    assert (told, named) in {(i.place_text, i.place.name) for i in incidents if i.place}
    assert named == "Sheki" or len(incidents) == 1


def test_the_region_round_the_end_of_a_road_is_no_second_place(on_road):
    region = "[Syunik|region||0.9 shooting opened]"
    incident = on_road(f"from [Goris] to [Kapan] in {region}", far=0.5)
    assert incident.place_text == "road from Goris to Kapan"


def test_the_middle_of_a_very_long_road_says_nothing(on_road):
    assert on_road("from [Goris] to [Kapan]", far=9.0).place.name == "Goris"


def test_the_town_of_an_unknown_quarter_is_the_one_pointed_back_to(find):
    text = "A shell hit [Aral quarter|quarter?] of [Goris]. Then troops captured the town."
    assert [(i.type.value, i.place.name) for i in find(text)][-1] == ("territory_change", "Goris")


@pytest.mark.parametrize(
    "text",
    [
        "A mortar crew shelled [Sotk]; a corporal died in a hospital in [Goris] on Monday.",
        "Gunmen raided [Sotk] while both mayors were in [Goris].",
    ],
)
def test_where_somebody_only_stayed_nothing_happened(find, text):
    assert {i.place.name for i in find(text)} == {"Sotk"}


def test_a_mine_between_two_towns_is_one_event(find):
    (incident,) = find("A mine blew up a lorry between [Goris] and [Kapan], killing four men.")
    assert (incident.killed, incident.place.name) == (4, "Goris")


def test_a_region_after_its_town_is_no_second_place():
    text = "Gunmen killed four people in [Goris], [Syunik] on Sunday."
    plain, resolutions = marked(text)
    town, seat = resolutions
    place = town.place.model_copy(update={"admin1_name": "Syunik"})
    within = (town.model_copy(update={"place": place}), seat)
    incidents = IncidentFinder()(Document(id="x", text=plain), within)
    assert [(i.place_text, i.killed) for i in incidents] == [("Goris", 4)]
    assert len(IncidentFinder()(Document(id="x", text=plain), resolutions)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were buried in [Goris] when a landslide came down.",
        "The rebels' flag was raised in [Goris] after the army had left.",
        "Nine farmers were shot dead in [Goris]. The dead were buried in [Kapan].",
    ],
)
def test_what_happened_to_persons_is_no_home_of_theirs(find, text):
    assert {i.place.name for i in find(text) if i.place} == {"Goris"}


def test_who_is_at_hand_is_named_where_they_tell_the_place(find):
    (incident,) = find("A bomb blast killed six people. Police in [Goris] were at a loss.")
    assert incident.place.name == "Goris"
    assert "place: place of the police in the next sentence" in incident.reasons


def test_an_office_that_was_struck_was_struck_where_it_is(find):
    assert {i.place_text for i in find("The court in [Goris] was bombed, killing six.")} == {
        "Goris"
    }


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ("in [Dorn|settlement?], east of [Goris],", "near"),
        ("in [Dorn|settlement?], a hamlet near [Goris],", "near"),
        ("on [Lenin Street|road?] in [Goris]", "exact"),
        ("at the [Ashot Palace|site?] in [Goris]", "exact"),
    ],
)
def test_a_village_beside_a_town_is_not_in_it(find, where, precision):
    (incident,) = find(f"Gunmen killed six people {where} on Monday.")
    assert (incident.place.name, incident.geo_precision) == ("Goris", precision)
    assert incident.killed == 6
