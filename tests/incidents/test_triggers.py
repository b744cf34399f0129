"""Words of all types, and the readings that are none."""

import pytest

TYPES = [
    ("shelling", "Mortar rounds landed in [Goris]."),
    ("shelling", "Artillery fire hit [Goris]."),
    ("disease", "Doctors in [Goris] are battling an outbreak of cholera."),
    ("armed_clash", "The storming of the barracks in [Goris] lasted an hour."),
    ("riot", "Rioters overturned cars in [Goris]."),
    ("troop_movement", "A column of tanks crossed into Aroland at [Goris]."),
    ("armed_clash", "Rebels raided a base in [Goris] before withdrawing to the hills."),
    ("riot", "Officers fired tear gas at youths in [Goris]."),
    ("shooting", "Men fired in the air in [Goris]."),
    ("air_strike", "[Goris] was struck by a drone."),
    ("air_strike", "Warplanes bombed [Goris]."),
    ("air_strike", "The army said it destroyed two ammunition depots in [Goris] last night."),
    ("explosion", "Bomber, gunmen attack [Goris] beach"),
    ("explosion", "A roadside bomb hit a minibus in [Goris], wounding seven civilians."),
    ("shelling", "They accused rebels of shelling a displaced people's camp at [Goris]."),
    ("explosion", "A suicide bomber killed at least 61 people inside a mosque in [Goris]."),
    ("explosion", "An explosion at a fireworks factory in [Goris] killed eight workers."),
    ("air_strike", "Russian strike on [Goris] kills six, wounds 20."),
    ("air_strike", "Israeli strikes killed 12 people in [Goris] on Tuesday."),
    ("protest", "Teachers in [Goris] began a strike over pay on Monday."),
    ("protest", "Train drivers' strike in [Goris] enters second day."),
    ("protest", "A strike by nurses closed hospitals in [Goris]."),
    ("explosion", "A car bomb went off in [Goris]."),
    ("explosion", "A truck ran over an anti-tank mine in [Goris]."),
    ("armed_clash", "Rebels ambushed a patrol near [Goris]."),
    ("shooting", "[Goris] came under fire."),
    ("territory_change", "Government troops entered [Goris]."),
    ("territory_change", "[Goris] fell to the rebels."),
    ("territory_change", "The capture of [Goris] by the army was announced."),
    ("violence_against_civilians", "Gunmen massacred villagers in [Goris]."),
    ("abduction_or_detention", "Police arrested the station master in [Goris]."),
    ("abduction_or_detention", "A shepherd was captured by troops near [Goris]."),
    ("territory_change", "[Goris] was captured by troops."),
    ("accident", "A kitchen fire on Friday damaged a house in [Goris]."),
    ("shooting", "Soldiers fired on a car in [Goris]."),
    ("troop_movement", "Soldiers took up positions near [Goris]."),
    ("ceasefire", "A truce took hold in [Goris]."),
    ("displacement", "Thousands of people fled [Goris]."),
    ("protest", "Residents held a rally in [Goris]."),
    ("riot", "A mob set shops on fire in [Goris]."),
    ("disaster", "A strong quake shook [Goris]."),
    ("accident", "A passenger train ran into a goods train near [Goris]."),
    ("disease", "Two people tested positive in [Goris]."),
    ("crime", "A bank was robbed in [Goris]."),
    ("air_strike", "Debris of a downed drone set two cars alight in [Goris]."),
    ("riot", "A protest was banned. Clashes broke out in [Goris] and cars were set on fire."),
    ("air_strike", "A guided bomb hit a block of flats in [Goris]."),
    ("accident", "At least 30 people died when a passenger train derailed near [Goris]."),
    ("armed_clash", "Rebels tried to seize [Goris] but were repelled."),
    ("armed_clash", "Two militants were killed in an engagement near [Goris]."),
    ("armed_clash", "A patrol ran into an ambush near [Goris]."),
    ("protest", "Dockers in [Goris] downed tools."),
    ("troop_movement", "Missile systems were moved to [Goris]."),
    ("riot", "Disorder broke out in [Goris]."),
    ("accident", "A coach went off the road near [Goris]."),
    ("explosion", "A device went off on the road near [Goris]."),
    ("riot", "Students barricaded a road. Six people were killed in clashes in [Goris]."),
    ("riot", "Settlers set fire to houses in [Goris], shooting dead a man of 23."),
    ("air_strike", "Air defences shot down two drones over [Goris]."),
    ("violence_against_civilians", "Bandits raided [Goris], looting shops."),
    ("violence_against_civilians", "A former mayor was shot dead by two men in [Goris]."),
    ("protest", "A man set himself on fire outside a court in [Goris]."),
    ("accident", "A helicopter with six people on board crashed in fog near [Goris]."),
    ("shooting", "Police in [Goris] fired live rounds at demonstrators, killing three."),
    ("abduction_or_detention", "Two pilots were captured near [Goris]."),
    ("territory_change", "The base at [Goris] was captured."),
    ("crime", "The bodies of nine men with gunshot wounds lay by a road near [Goris]."),
    ("disaster", "Heavy snow blocked the roads around [Goris]."),
    ("accident", "A bridge came down in [Goris]."),
    ("protest", "Farmers shut the border at [Goris]."),
    ("protest", "Relatives kept watch all night outside the parliament in [Goris]."),
    ("riot", "Youths went on the rampage in [Goris]."),
    ("other", "Thirty inmates got away in [Goris]."),
    ("shooting", "Two workers were hit by bullets in [Goris]."),
    ("shelling", "There was a duel of mortars near [Goris]."),
    ("shooting", "A man opened fire on Monday in [Goris]."),
    ("accident", "There was a fire on Monday in [Goris]."),
    ("territory_change", "Soldiers recovered [Goris] on Monday."),
    ("territory_change", "The barracks in [Goris] was taken by rebels on Monday."),
    ("territory_change", "The fort at [Goris] fell to government troops."),
    ("violence_against_civilians", "Hooded men set upon shoppers in [Goris]."),
    ("violence_against_civilians", "Several hundred villagers were butchered at [Goris]."),
    ("riot", "Shops were plundered in [Goris]."),
    ("protest", "Neighbours walked in silence through [Goris]."),
    ("displacement", "The governor asked everyone to leave [Goris]."),
    ("displacement", "Forty people were winched off roofs in [Goris]."),
    ("displacement", "Forty residents were lifted out of [Goris]."),
    ("displacement", "Families from [Goris] scattered into the hills."),
    ("crime", "Two students were found dead in a car in [Goris]."),
    ("disease", "It is cholera. Cases were confirmed in [Goris]."),
    ("disaster", "A quake struck in the night. In [Goris] hardly a house was left standing."),
    ("violence_against_civilians", "A teacher was shot dead by gunmen in [Goris]."),
    ("other", "The coastguard fired water cannon at a supply boat near [Goris]."),
    ("other", "The army carried out a coup in [Goris]."),
    ("air_strike", "Fighter planes bombarded positions near [Goris]."),
    ("armed_clash", "Gunmen set upon an outpost near [Goris]."),
    ("abduction_or_detention", "Nine men were arrested in raids in [Goris]."),
    ("shooting", "A gunman killed four people in [Goris]."),
    ("shooting", "The truce was violated nine times near [Goris]."),
    ("crime", "A cartel was at war with another. A driver was gunned down in [Goris]."),
    ("crime", "Customs men seized a tonne of cocaine in [Goris]."),
    ("crime", "The cartel burned lorries at roadblocks in [Goris]."),
    ("territory_change", "Rebels swept into [Goris]."),
    ("territory_change", "Control of [Goris] passed to the army."),
    ("violence_against_civilians", "A man drove a van into a crowd in [Goris]."),
    ("violence_against_civilians", "A teacher was shot in the head in [Goris]."),
    ("abduction_or_detention", "Detectives apprehended three men in [Goris]."),
    ("ceasefire", "The two sides agreed to halt the fighting in [Goris]."),
    ("displacement", "Some 900 people were uprooted in [Goris]."),
    ("protest", "Crowds poured onto the streets of [Goris]."),
    ("protest", "Two women glued themselves to a road in [Goris]."),
    ("protest", "Ferry crews walked off the job in [Goris]."),
    ("violence_against_civilians", "Fighters put to death nine elders in [Goris]."),
    ("abduction_or_detention", "Marchers were bundled into vans in [Goris]."),
    ("shooting", "A pupil with a shotgun opened fire at people in [Goris]."),
    ("armed_clash", "Troops shot dead nine militants in [Goris]."),
    ("air_strike", "A drone crashed into a depot in [Goris]."),
    ("territory_change", "Tanks rolled into the buffer zone near [Goris]."),
    ("disaster", "Two million people are marooned in [Goris]."),
    ("disease", "It is cholera. New cases have turned up in [Goris]."),
    ("abduction_or_detention", "Officials in [Goris] arrested two men."),
    ("protest", "Doctors in [Goris] have gone on strike."),
    ("armed_clash", "They traded mortar and machine-gun fire near [Goris]."),
    ("shelling", "Two children lost their lives to a rocket in [Goris]."),
    ("abduction_or_detention", "The security service caught two spies in [Goris]."),
    ("accident", "A furniture shop went up in flames in [Goris]."),
    ("disaster", "Storms uprooted trees in [Goris]."),
    ("disaster", "A hillside gave way in [Goris]."),
    ("crime", "Robbers with axes raided a bank in [Goris]."),
    ("protest", "Women formed human chains in [Goris]."),
    ("abduction_or_detention", "Guards whisked him away in [Goris]."),
    ("other", "Officers toppled the president in [Goris]."),
    ("disaster", "Lightning killed two farmers near [Goris]."),
    ("disaster", "The river overflowed in [Goris]."),
    ("accident", "A barge rammed a pier in [Goris]."),
    ("accident", "Gas exploded in a flat in [Goris]."),
    ("accident", "There was a blast at a coal mine in [Goris]."),
    ("disease", "Doctors confirmed a new case of dengue in [Goris]."),
    ("disease", "Bird flu was found on a farm near [Goris]."),
    ("riot", "Rival groups battled with clubs and pepper spray in [Goris]."),
    ("violence_against_civilians", "Mourners in [Goris] were attacked by a man with a knife."),
    ("violence_against_civilians", "Six shepherds had their throats cut near [Goris]."),
    ("violence_against_civilians", "Militants burned down most of the village of [Goris]."),
    ("violence_against_civilians", "Police dug up the bodies of four men in [Goris]."),
    ("territory_change", "Two hamlets near [Goris] were won back, the army said."),
    ("territory_change", "The army said that [Goris] was in Lumian hands again."),
    ("troop_movement", "Soldiers put up roadblocks around [Goris]."),
    ("troop_movement", "Gendarmes took over the policing of [Goris]."),
    ("other", "The old chapel of [Goris] was flattened by bulldozers."),
]

NONE = [
    "It is no cholera. Cases were registered against marchers in [Goris].",
    "The curfew was lifted from [Goris], residents said.",
    "Two hikers were found dead in [Goris].",
    "The two sides struck a deal in [Goris].",
    "The fire brigade of [Goris] got a new engine.",
    "Talks took place in [Goris].",
    "The minister fell ill in [Goris].",
    "It rained in [Goris] in March.",
    "The coach of [Goris] fired two employees.",
    "The champion battled past a qualifier in [Goris].",
    "Customs men in hoods seized twenty rifles in [Goris].",
    "There is a camp for displaced people in [Goris].",
    "A drill in [Goris] simulated an earthquake.",
    "Officials in [Goris] said police arrested two men in the north.",
    "March 2 (Agency) - The mayor of [Goris] resigned.",
    "Envoys met in [Goris]. Each side accused the other of having fired first.",
    "The gunmen fled [Goris] on motorbikes.",
    "Investors fled [Goris].",
    "Tourists flooded [Goris].",
    "An arrest warrant was issued in [Goris].",
    "His party won a landslide in [Goris].",
    "Relief convoys reached [Goris], where troops hold the road.",
    "In case of fire, call the mayor of [Goris].",
    "Two soldiers who live in [Goris], close to the road, are in good hands.",
]


@pytest.mark.parametrize(("kind", "text"), TYPES)
def test_type(find, kind, text):
    assert [i.type.value for i in find(text)] == [kind]


@pytest.mark.parametrize("text", NONE)
def test_no_event(find, text):
    assert [(i.type, i.trigger.text) for i in find(text)] == []


def test_a_tally_of_drones_shot_down_belongs_to_no_place_told_before(find):
    incidents = find("Shells hit [Goris]. The air force said it had shot down 60 of 70 drones.")
    assert [i.type.value for i in incidents] == ["shelling"]


def test_gunfire_that_erupts_is_no_volcano(find):
    incidents = find("Gunfire erupted at a bank in [Goris].")
    assert [i.type.value for i in incidents] == ["shooting"]


def test_victims_and_damage_take_the_type_of_the_story(find):
    incidents = find("An avalanche hit [Van]. In [Bahcesaray] houses were destroyed.")
    assert [i.type.value for i in incidents] == ["disaster", "disaster"]


@pytest.mark.parametrize(
    "text",
    [
        "Drivers at a depot in [Goris] voted to strike over pay.",
        "Stocks plunged in [Goris] on Monday.",
        "The minister came under fire in [Goris] over the budget.",
        "The bank was hit by a cyber attack from [Goris].",
        "A court in [Goris] jailed five men.",
        "He comes from [Goris], in a region overrun by fighters.",
        "He was born in the occupied [West Bank|region] and lives in Aro.",
        "She spent a year in a detention centre in [Goris].",
        "A rally planned for [Goris] on Monday was called off.",
        "The march on [Goris] has been postponed.",
        "President Ann Ortiz has fled [Goris].",
        "Officials in [Goris] met a storm of criticism over an explosion in prices.",
        "The battle for voters in [Goris] has begun.",
        "The appeal court in [Goris] overturned the verdict.",
        "Berlin said it would send military transport planes to evacuate staff from [Goris].",
    ],
)
def test_what_only_describes_a_place_is_no_event(find, text):
    assert find(text) == ()


def test_students_who_are_killed_are_no_crowd_but_those_who_clash_are(find):
    (killed,) = find("Militants killed 20 students in [Goris] on Monday.")
    (fought,) = find("Students clashed with police in [Goris] on Monday.")
    assert (killed.type, fought.type) == ("violence_against_civilians", "riot")
