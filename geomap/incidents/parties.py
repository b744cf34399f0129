"""Who did it and to whom, in the words of the text.

The grammar of the trigger tells where to look: subject and object of an active verb, "by" and
subject of a passive, possessive, adjective, "by" and "of" or "on" of a noun. A place where
something happened is no target: "shelled Goris" has none, "shelled the positions near Goris" has.
"""

import re
from typing import Literal, NamedTuple

from geomap.incidents import phrases
from geomap.incidents.people import PERSON_GROUP
from geomap.incidents.reporting import VERB
from geomap.incidents.sides import SIDE_WORDS, side_of
from geomap.text import Bounds

_FAR = 300  # characters before a trigger in which its actor and target are looked for
# "an attack on the city of X killed three": the next verb is no part of what was attacked
_RAN_ON = re.compile(
    r"(?<=\w)\s(?:kill|wound|injur|damag|destroy|spark|caus|hurt|trigger)(?:ed|e?s|ing)\b.*$"
)
_SHARED = re.compile(
    r"\b(?:has|have|had)?\s?\b(?:was|were|been|is|are|being)\s(?:\w+ly\s)?\w+(?:ed|en|ought|own|ot|aken|ung|id|et)\b"
    r"[^.;:]*?,?\s(?:and|then|before being)\s(?:\w+ly\s|then\s|later\s)?$"
)
_NO_OBJECT = re.compile(
    r"\s?(?:$|[.,;:]|(?:in|at|on|near|by|with|from|to|for|outside|inside|during|before|after|while|when"
    r"|alive|dead|and|there|last|this|early|late|overnight)\b)"
)
_NAMED = re.compile(r"\b(?:in|by|during)\s(?:an?|the|another)\s(?:[\w-]+\s){0,3}$")
_UNDER = re.compile(r"\bunder\b[^.;]*\b(?:fire|attack|bombardment|shelling)$", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:no|neither|none of the)\s(?:\w+\s)?$", re.IGNORECASE)
_Voice = Literal["active", "passive", "noun"]


class Parties(NamedTuple):
    """Actor and target in the words of the text, without article; None where it names none."""

    actor: str | None
    target: str | None


def actor_and_target(text: str, sentence: Bounds, trigger: Bounds) -> Parties:
    """Return who did what ``trigger`` tells of, and whom or what it was done to."""
    start = max(_clause_start(text, sentence, trigger.start), trigger.start - _FAR)
    voice = _voice(text, start, trigger)
    named = _NAMED.search(text, start, trigger.start)
    if voice == "active" and named and _victims(text, start, trigger.start):
        voice = "noun"  # "two soldiers were killed in a landmine [blast]"
    if both := _between(text, trigger, sentence.end):
        return Parties(both, None)
    accused = _accused(text, sentence)
    if shared := _shared_passive(text, start, trigger):
        actor = _actor_by(text, trigger, sentence.end) or accused
        return Parties(actor, _patient(text, start, Bounds(shared, shared)))
    if voice == "passive":
        actor = _actor_by(text, trigger, sentence.end) or accused
        return Parties(actor, _patient(text, start, trigger))
    if voice == "noun":
        victims = _victims(text, start, trigger.start)
        actor = _owner(text, start, trigger) or _actor_by(text, trigger, sentence.end) or accused
        if actor is None and victims is None:
            actor = _subject(text, sentence, start, trigger.start, first=named is not None)
        return Parties(actor, victims or _target_on(text, trigger, sentence.end))
    head = _acting_head(text, trigger)
    subject = _launcher(text, start, head) or _subject(text, sentence, start, head)
    if phrases.DIES.match(text, trigger.start, trigger.end):
        return Parties(accused, subject)
    return Parties(subject or accused, _acted_on(text, trigger, head, sentence.end))


def _acted_on(text: str, trigger: Bounds, head: int, end: int) -> str | None:
    """Return the object of an active verb: within the trigger ("blocked [roads]") or after it."""
    if head >= trigger.end:
        return None
    verb = phrases.VERB_WORD.match(text, trigger.start, trigger.end)
    inner = phrases.OBJECT.match(text, verb.end(), end) if verb and head == trigger.start else None
    if inner and inner.start("np") < trigger.end:
        return _as_target(_whole(inner)) or _target_on(text, trigger, end)
    return _object(text, trigger, end)


def _shared_passive(text: str, start: int, trigger: Bounds) -> int | None:
    """Return where the "was" stands that a second participle shares: "was seized and [shot] in X".

    None where there is none, or where an object follows: "was seized and [shot] a guard".
    """
    match = _SHARED.search(text, start, trigger.start)
    if match is None or not _NO_OBJECT.match(text, trigger.end):
        return None
    return match.start()


def _victims(text: str, start: int, end: int) -> str | None:
    """Return who suffered what a noun then names: "two employees were killed by a [mine]"."""
    match = phrases.SUFFERED.search(text, start, end)
    return _as_target(match["np"]) if match else None


def _launcher(text: str, start: int, end: int) -> str | None:
    """Return who let fly what then did it: "shells fired by the rebels [rained] on the town"."""
    actor = phrases.actor_after(phrases.FIRED_BY, text, start, end)
    return _clean(actor) if actor else None


def _accused(text: str, sentence: Bounds) -> str | None:
    """Return whom the sentence blames: "accused the army of", "blamed rebels for"."""
    actor = phrases.accused(text, *sentence)
    return _clean(actor) if actor else None


def whose(actor: str) -> str | None:
    """Return an actor by a name of its own: "Russian" is Russia, "artillery" alone is nobody."""
    side = side_of(actor)
    if side and actor == side.adjective:
        return side.name
    kinds = {phrases.all_actors().get(word) for word in actor.casefold().split() if word != "and"}
    return None if kinds == {"weapon"} else actor


def is_police(actor: str) -> bool:
    """Whether an actor is the police."""
    return any(phrases.all_actors().get(word) == "police" for word in actor.casefold().split())


def has_men(actor: str) -> bool:
    """Whether an actor is people who bear arms, not their weapons: "soldiers", "the rebels"."""
    kinds = {phrases.all_actors().get(word) for word in actor.casefold().split()}
    return bool(kinds & {"armed", "group", "police"})


def is_bystander(actor: str) -> bool:
    """Whether an actor is only civilians: no side, no force, no group, no crowd."""
    if side_of(actor):
        return False
    heads = [match.group().casefold() for match in phrases.ANY_HEAD.finditer(actor)]
    return bool(heads) and all(
        PERSON_GROUP.get(head) == "civilian"
        or phrases.all_actors().get(head) in ("person", "crowd")
        for head in heads
    )


def _acting_head(text: str, trigger: Bounds) -> int:
    """Return where the actor ends: after the trigger's first word where that acts.

    "police [shot]", "Israeli aircraft [bombed]", but not "shells [hit]".
    """
    match = phrases.FIRST_WORDS.match(text, trigger.start, trigger.end)
    if match is None:
        return trigger.start
    is_weapon = phrases.all_actors().get(match.group().casefold()) == "weapon"
    if is_weapon and not phrases.OF_A_SIDE.search(text, max(0, trigger.start - 60), trigger.start):
        return trigger.start
    return match.end()


def _clause_start(text: str, sentence: Bounds, position: int) -> int:
    cuts = [m.end() for m in phrases.CUT.finditer(text, sentence.start, position)]
    verbs = [m.end() for m in VERB.finditer(text, cuts[-1] if cuts else sentence.start, position)]
    # A verb of saying with its speaker is no part of the event: "Ukraine says drones hit ...".
    spoken = [end for end in verbs if phrases.SUBJECT.search(text, end, position)]
    return max([sentence.start, *cuts[-1:], *spoken[-1:]])


def _voice(text: str, start: int, trigger: Bounds) -> _Voice:
    words = text[trigger.start : trigger.end]
    first = words.split()[0] if words.split() else ""
    passive = (
        phrases.PASSIVE.search(text, start, trigger.start)
        or phrases.PASSIVE_TRIGGER.search(words)
        or phrases.DONE_BY.match(text, trigger.start)
    )
    if passive:
        return "active" if first.endswith("ing") else "passive"
    if first.endswith("ing") and phrases.POSSESSIVE.search(text, start, trigger.start):
        return "noun"
    determined = re.search(
        rf"(?:\b(?:the|an?|this|that|its|their|his|of|in|by|under|heavy|intense|several|two"
        rf"|three|more|new)|['’]s|-\w+ed|(?:{SIDE_WORDS}))\s$",
        text[start : trigger.start],
    )
    nominal = first.casefold().endswith(
        ("ing", "ion", "ment", "attack", "raid", "strike", "assault", "fire", "blast")
    )
    if trigger.start < _acting_head(text, trigger) < trigger.end:
        return "active"
    if re.match(r"(?:an?|the)\s", words, re.IGNORECASE):
        return "noun"
    at_head = not text[start : trigger.start].strip() and nominal
    return "noun" if at_head or (determined and not re.search(r"ed$", first)) else "active"


def _clean(words: str) -> str:
    # "had counted 12 people": a verb before a number is no part of the phrase.
    plain = re.sub(r"^\w+ed\s(?=\d)", "", " ".join(words.split()))
    words = re.sub(r"^(?:the|an?)\s", "", plain, flags=re.IGNORECASE)
    return re.sub(r"(?:’s|'s)$", "", words).rstrip("’'") or words


def _actor_by(text: str, trigger: Bounds, end: int) -> str | None:
    words = text[trigger.start : trigger.end]
    head = trigger.end - 3 if words.endswith(" by") else trigger.end
    under_fire = _UNDER.search(words) is not None
    from_whom = phrases.actor_after(phrases.FROM, text, head, end) if under_fire else None
    actor = from_whom or phrases.actor_after(phrases.BY, text, head, end)
    return _clean(actor) if actor else None


def _between(text: str, trigger: Bounds, end: int) -> str | None:
    actors = phrases.actors_between(text, trigger.end, end)
    return _clean(actors) if actors else None


def _subject(
    text: str, sentence: Bounds, start: int, position: int, *, first: bool = False
) -> str | None:
    """Return the actor nearest before a verb that stands in no phrase with a preposition.

    With ``first`` the one farthest before: "troops shot a man during a [raid]" was the troops'.

    A pronoun, or a verb that shares its subject ("went in and shot"), looks back in the sentence.
    """
    found = _free_actors(text, start, position)
    nouns = [np for np in found if not phrases.PRONOUN.fullmatch(np)]
    back = first and found[:1] != nouns[:1]  # "it killed a man in a [raid]"
    if nouns and not back:
        return _clean(nouns[0 if first else -1])
    if found or phrases.SHARES.search(text[sentence.start : position]):
        earlier = _free_actors(text, max(sentence.start, start - _FAR), start)
        nouns = [np for np in earlier if not phrases.PRONOUN.fullmatch(np)]
    return _clean(nouns[-1]) if nouns else None


def _free_actors(text: str, start: int, position: int) -> list[str]:
    found = (_free(text, start, match) for match in phrases.SUBJECT.finditer(text, start, position))
    return [actor for actor in found if actor and not _is_arms(actor)]


def _is_arms(actor: str) -> bool:
    """Whether only weapons are named, with a verb at most: "resumed artillery"."""
    words = actor.split()
    kinds = {phrases.all_actors().get(word) for word in words}
    return actor.islower() and kinds - {None} == {"weapon"} and words[0].endswith("ed")


def _free(text: str, start: int, match: re.Match[str]) -> str | None:
    """Return the actor of ``match`` where no preposition governs it, and it isn't nobody.

    "in the strip Israeli aircraft [bombed]": the noun after the preposition is another.
    """
    if _NOBODY.search(text, start, match.start()):
        return None
    if phrases.PREPOSITION.search(text, start, match.start()):
        inner = phrases.INNER_SIDE.search(match["np"])
        return inner["np"] if inner else None
    owner = phrases.OWNER_BEFORE.search(text, start, match.start())
    return owner["np"] if owner else match["np"]


def _owner(text: str, start: int, trigger: Bounds) -> str | None:
    """Return the actor before a noun: "Armenia's [shelling]", "Israeli [air strike]"."""
    for pattern in (phrases.CONDUCTED, phrases.POSSESSIVE, phrases.ADJECTIVE):
        match = pattern.search(text, start, trigger.start)
        if match and (side_of(match["np"]) or phrases.ANY_HEAD.search(match["np"])):
            return _clean(match["np"])
    if owners := list(phrases.OWNS.finditer(text, start, trigger.start)):
        return _clean(owners[-1].group())
    inside = re.match(
        rf"(?:{SIDE_WORDS})\s(?:\w+\s)?(?:artillery|forces|army|aircraft|jets|drones|troops)?",
        text[trigger.start : trigger.end],
    )
    return _clean(inside.group()) if inside else None


def _patient(text: str, start: int, trigger: Bounds) -> str | None:
    """Return what stands before a passive, unless it is the name of a place."""
    head = phrases.PASSIVE.search(text, start, trigger.start)
    segment = text[start : head.start() if head else trigger.start].rstrip()
    if head is None and phrases.DONE_BY.match(text, trigger.start):
        match = phrases.LAST_THING.search(segment)  # "from [a house] hit by a missile"
        return _as_target(match["np"]) if match else None
    segment = re.sub(
        r"^(?:(?:in|at|near|on|early|late)\s[^,]{2,40},\s)+", "", segment, flags=re.IGNORECASE
    )
    segment = re.sub(r",[^,]*,$|\s(?:has|have|had|was|were)$", "", segment)
    match = re.search(
        rf"(?<![\w’'-])(?P<np>{phrases.THING}(?:\sof\s(?:the\s|its\s"
        rf"|their\s)?(?:{phrases.MOD}\s){{0,2}}?{phrases.MOD})?)(?:\s(?:in|at|near|on|from|outside|around"
        rf"|along)\s[^,;]{{2,50}})?$",
        segment,
        re.IGNORECASE,
    )
    return _as_target(match["np"]) if match else None


def _object(text: str, trigger: Bounds, end: int) -> str | None:
    match = phrases.OBJECT.match(text, trigger.end, end)
    found = _as_target(_whole(match)) if match else None
    return found or _target_on(text, trigger, end)


def _whole(match: re.Match[str]) -> str:
    return match["np"] + (match["of"] or "")


def _target_on(text: str, trigger: Bounds, end: int) -> str | None:
    match = phrases.ON.match(text, trigger.end, end)
    return _as_target(_whole(match)) if match else None


def _as_target(words: str) -> str | None:
    """Return a noun phrase as a target; None for a place, a time or an amount."""
    determined = re.match(r"(?:an?|the|its|their)\s", words, re.IGNORECASE)
    words = phrases.TRAILING.sub("", _RAN_ON.sub("", _clean(words)))
    if phrases.NO_NOUN.match(words) and not determined:
        return None
    if phrases.MUNITION.search(words) or phrases.BARE_VERB.fullmatch(words):
        return None
    is_thing = phrases.FACILITY.search(words) or phrases.ANY_HEAD.search(words)
    whole_place = phrases.PLACE_ONLY.match(words) and not is_thing
    if whole_place or phrases.NO_TARGET.match(words) or len(words) < 3:
        return None
    return words
