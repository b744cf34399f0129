"""The forms in which news writes names: lists, hyphens, possessives, capitals, short forms ..."""

import re

import pytest

from geomap.models import Document
from geomap.recognition import Recogniser

# Each name in brackets, with its role where it is not the place itself:
# d at the head of a dispatch, m for who governs there, n for its people.
FORMS = """
The convoy took the [Goris]-[Sisian] road on Friday.
Traffic on the [Tbilisi]–[Poti] railway stopped.
Shots were fired on the [Armenia]/[Azerbaijan] border.
Shots were fired along the [Armenia]-[Azerbaijan] border.
The [Lebanon]-[Israel] border was quiet.
Villagers in [Tatev], [Shurnukh] and [Vorotan] fled.
They shelled [Kherson], [Mykolaiv], [Odesa] and [Zaporizhzhia].
[Goris]'s hospital was full, and [Kapan]’s school was shut.
[Ukraine]'s east and [Russia]’s south were hit by storms.
SHELLING HITS [GORIS] AND [KAPAN]
TWO KILLED IN [BAGHDAD] CAR BOMB
THE TOWN OF [GORIS] WAS SHELLED ON TUESDAY. FIVE PEOPLE DIED IN [YEREVAN].
Shelling Hits [Goris], Two Killed
Five Killed as Bomb Rips Through [Kabul] Market
Fighting near [Kəlbəcər] and [Ağdam] went on.
Floods in [São Paulo] and [Bogotá] killed ten.
A bridge in [Łódź] collapsed.
Flooding hit the [U.S.] and the [U.K.] this week.
Police in [St. Petersburg] arrested four.
A fire broke out in [Ft. Worth], [Texas].
He moved from [St. Louis] to [Mt. Vernon].
The [U.S.|m] said it would respond.
A blast hit [Washington], [D.C.], on Monday.
Troops entered [Lachin] district from the [Goris] direction.
Clashes in [Donetsk] oblast and [Kharkiv] region killed three.
The [Belgorod] region was hit by drones.
Raids in [Tovuz] raion and [Diyala] province continued.
Fire was opened in the [Tavush], [Gegharkunik] and [Syunik] directions.
Explosions were heard in [Kherson Oblast].
[GORIS|d], [Armenia|d], Sept 13 (Agency) - Shells fell.
[BAKU|d]/[YEREVAN|d] - Both sides blamed each other.
[KABUL|d], [Afghanistan|d] (AP) — A bomb went off.
[MOSCOW|d], March 3. /TASS/. Drones were shot down.
[GAZA CITY|d] — Strikes went on.
[Kyiv|d], 5 May - Sirens sounded.
People in [Port-au-Prince] and [Guinea-Bissau] protested.
The [Nagorno-Karabakh] conflict went on.
[Bosnia-Herzegovina] was flooded.
The [Erbil]-[Mosul] highway is closed.
Rebels hold [Deir ez-Zor] and [Ras al-Ayn].
People fled south [Lebanon] and northern [Gaza].
He flew to the [UAE] and then to [DR Congo].
Trains between [Moscow] and [St Petersburg] stopped.
Heavy rain in [N. Carolina] and [S. Korea].
The [Iran]–[Iraq] border crossing was shut.
Farmers in [Stavropol Krai] protested.
The [Kursk]-[Sumy] axis saw fighting.
A car bomb exploded in [Mogadishu]'s [Hodan] district.
Two soldiers died in [Kalbajar]/[Lachin] yesterday.
[UKRAINE]: FIVE DEAD IN [KHARKIV] STRIKE
Shells landed in [Sotk]; [Kut]; and [Azat].
The blast was felt in [Izmir] (and in [Manisa]).
[Herat] as well as [Kandahar] lost power.
Either [Aleppo] or [Idlib] will be next.
Buses ran between [Lagos] and [Ibadan], [Oyo State].
THE MINISTRY SAID THAT SHELLS FELL ON [KORNIDZOR] AND [TEGH], BUT NOBODY WAS HURT.
EXPLOSION NEAR [TEL AVIV] HURTS THREE
FLOODS IN [SOUTH SUDAN] DISPLACE THOUSANDS
GUNMEN KILL TEN IN [BURKINA FASO] VILLAGE
PROTESTS SPREAD FROM [TUNIS] TO [SFAX]
Protests Spread From [Tunis] to [Sfax] as Prices Rise
Drone Strike Kills Four in [Gaza]'s [Khan Younis]
The mayor of [Ağrı] spoke in [Diyarbakır].
Rescuers reached [Reykjavík] and [Tórshavn].
Clashes broke out in [N'Djamena] and [Sana'a].
Clashes broke out in [N’Djamena] and [Sana’a].
Crews fought a fire in [Ft. Lauderdale], [Fla.]
Snow fell in [Buffalo], [N.Y.], and in [Pa.], too
A ship sank off [St. John's].
The [N.J.] coast was flooded.
He was born in [Mt. Airy], [N.C.], in 1950.
Shelling hit the [Pokrovsk] sector.
The enemy attacked in the [Kupiansk], [Lyman] and [Siversk] sectors.
A mine went off in the [Aghdara] subdistrict.
They reached [Kivu] province and the [Ituri] governorate.
Fighting went on in [Al-Hasakah Governorate].
An attack in the district of [Jalrez] killed six.
An attack in the [Jalrez] and [Maidan Shahr] districts killed six.
[NEW DELHI|d], July 12 (PTI) Two people died.
[ADDIS ABABA|d] (Reuters) - Troops moved.
[Beirut|d] (AFP) – A shell hit a school.
[PARIS|d] -- A fire broke out.
[Dushanbe|d], [Tajikistan|d], 4 June 2021 — Guards exchanged fire.
[JERUSALEM|d]: Two people were stabbed.
The [Aleppo]–[Damascus] motorway reopened.
The [Kabul] - [Kandahar] highway was mined.
The [Ethiopia]-[Sudan] frontier is tense.
The [Afghan|n]-[Pakistani|n] border is shut.
The [Turkish|n]/[Syrian|n] border is shut.
The [Juba]/[Bor] road was ambushed.
The [Russia|m]-[Ukraine|m] talks failed.
Police in [Winston-Salem] and [Wilkes-Barre] said so.
[Stratford-upon-Avon] was flooded.
[Ukraine]'s capital was hit.
[Syria]’s coast saw storms, and [Iraq]'s north saw snow.
[Israel|m]'s army said so.
[Armenia|m]'s government said that [Goris]'s water was cut.
The [Kharkiv] regional governor said so.
The [Black Sea] port of [Odesa] was hit.
A strike in [Lviv], western [Ukraine], hurt two.
Gunmen attacked a [Port Harcourt]-bound bus.
A [Goris]-based unit moved out.
A [Nairobi]-[Mombasa] train derailed.
""".strip().splitlines()
_ROLES = {"": "literal", "d": "dateline", "m": "metonym", "n": "demonym"}


@pytest.fixture(scope="module")
def recogniser(gazetteer):
    return Recogniser(gazetteer)


@pytest.mark.parametrize("marked", FORMS)
def test_forms(recogniser, marked):
    marks = [name.partition("|") for name in re.findall(r"\[([^\]]*)\]", marked)]
    text = re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", marked)
    mentions = recogniser(Document(text=text))
    found = [(m.text, m.role) for m in mentions]
    assert found == [(name, _ROLES[role]) for name, _, role in marks]
    assert all(text[m.start : m.end] == m.text for m in mentions)
