"""The classifier: from a place and a day to its status, with the rows that say so."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Self

from geomap.boundaries import Admin, Boundaries
from geomap.models import ControlFact, LonLat, Place, TerritoryStatus
from geomap.territory.checks import problems
from geomap.territory.ground import (
    Ground,
    Grounds,
    Spot,
    country_names,
    make_grounds,
    unit_countries,
    unit_of,
)
from geomap.territory.layers import layers_folder, read_layers
from geomap.territory.ledger import FOREVER, Control, Ledger, joined, read_ledger
from geomap.territory.nearness import Nearness, distance_km, sorted_within
from geomap.territory.rules import (
    cited,
    holder_names,
    holders_of,
    is_covered,
    is_disputed,
    is_state,
    points_over,
)

UNCODED = "-1"  # the country of outlines that Natural Earth gives no code, such as Somaliland's
NOBODYS = "-"  # a `de_jure` of the ledger: no state's ground to most UN members
_MARGIN_KM = 2.0  # the boundaries are simplified to 1 km; nearer, the gazetteer's record decides
# Territories whose state's polygon contains them in OpenStreetMap: the record's own code stands.
_WITHIN = {
    **dict.fromkeys("GP MQ GF RE YT PM BL MF NC PF WF TF".split(), "FR"),
    **dict.fromkeys("HK MO".split(), "CN"),
    **dict.fromkeys("PR GU VI AS MP UM".split(), "US"),
    **dict.fromkeys("AW CW SX BQ".split(), "NL"),
    "AX": "FI", "SJ": "NO", "BV": "NO", "CX": "AU", "CC": "AU", "NF": "AU",
}  # fmt: skip


class Territories:
    """Answers whose ground a place was, from boundaries and a ledger."""

    def __init__(self, boundaries: Boundaries, ledger: Ledger | None = None) -> None:
        self.boundaries = boundaries
        self._given = ledger
        self._stories: dict[tuple[str, ...], tuple[ControlFact, ...]] = {}
        self._answer = lru_cache(maxsize=8192)(self._answered)

    @classmethod
    def open(cls) -> Self:
        """Return the packaged territories with the user's own layers over them, read when asked."""
        return cls(Boundaries.open())

    @cached_property
    def ledger(self) -> Ledger:
        """The rows that answers rest on."""
        return self._given or joined([read_ledger(), *read_layers(layers_folder())])

    def check(self) -> tuple[str, ...]:
        """Return what is wrong in the ledger beyond its format, in words; empty where all is well.

        Raises:
            LedgerError: if a row breaks the format or an area cannot be drawn.
        """
        return tuple(problems(self.ledger, self._grounds))

    @cached_property
    def _grounds(self) -> Grounds:
        return make_grounds(self.ledger)

    def classify(
        self,
        place: Place | LonLat,
        /,
        *,
        on: date | None,
        since: date | None = None,
        radius_km: float = 0,
    ) -> TerritoryStatus:
        """Return whose ground a place was on a day.

        Args:
            place: a gazetteer record, or a position.
            on: the day; without one only de jure status is given.
            since: where an interval is asked, its first day: a hand-over in it makes the ground
                disputed, and ``on`` says who held it in the end.
            radius_km: how uncertain the position is; other sides within it are noted.

        Source of the rules: section "Territory" of the incident coding guide.
        """
        if isinstance(place, Place):
            found, notes = self._recorded(place)
            named: tuple[str | None, str | None] = place.admin1_name, place.admin2_name
        else:
            country = self.boundaries.country_at(place)
            admin = self._admin1(place, country)
            found = Spot(place, country, admin.place_id if admin else None)
            named, notes = (admin.name if admin else None, None), ()
        spot, grounds = self._corrected(found)
        if isinstance(place, Place) and spot.country == place.country != found.country:
            notes = ()  # the ledger sides with the record
        if radius_km and on:
            sides = holders_of(self._holding(grounds, on), spot.country, on)
            notes = (*notes, *self._other_sides(spot.point, sides, radius_km, on))
        return self._answer(spot.country, grounds, on, since or on, named, notes)

    def classify_many(
        self, points: Sequence[LonLat], /, *, on: date | None
    ) -> list[TerritoryStatus]:
        """Return whose ground each point was on a day; made for many.

        Points with the same answer share one record. Admin-1 is left out, and read only in
        countries of which the ledger names a unit.
        """
        places = zip(points, self.boundaries.countries_at(points), strict=True)
        return [self._one_of_many(point, country, on) for point, country in places]

    def _one_of_many(self, point: LonLat, country: str | None, on: date | None) -> TerritoryStatus:
        parted = country in self._parted
        if not parted and not self._grounds.reach(country, point):
            return self._answer(country, (), on, on, (None, None), ())
        admin = self._admin1(point, country) if parted else None
        spot, grounds = self._corrected(Spot(point, country, admin.place_id if admin else None))
        return self._answer(spot.country, grounds, on, on, (None, None), ())

    def side(self, place: Place | LonLat, /, *, on: date, view: str = "un") -> str:
        """Return whose ground a place was on a day in somebody's eyes; for labels and colours.

        Args:
            place: a gazetteer record, or a position.
            on: the day.
            view: "un" for the recognition of UN member states, "de-facto" for who held it, or the
                ISO code of a state: its own claim, else its stance in the ledger, else "un".
        """
        status = self.classify(place, on=on)
        own = status.country_name or status.country or "unknown"
        if view == "un":
            return own
        if view == "de-facto":
            return " and ".join(status.controlled_by) or "unknown"
        if view in status.claimed_by or view == status.country:
            return country_names().get(view, view)
        _, grounds = self._placed(place)
        stances = (r for g in grounds for r in self.ledger.stances.get(g.area.area, ()))
        owner = next((r.owner for r in stances if r.state == view and r.holds(on)), own)
        return country_names().get(owner, owner)

    def lines_near(
        self, place: Place | LonLat, /, *, on: date, within_km: float = 50
    ) -> tuple[Nearness, ...]:
        """Return how far the country's border and drawn ground of other holders are, nearest first.

        Args:
            place: a gazetteer record, or a position.
            on: the day whose holders count.
            within_km: what is further is left out.
        """
        spot, grounds = self._placed(place)
        own = holders_of(self._holding(grounds, on), spot.country, on)
        lines = [
            Nearness(
                distance_km(ground, spot.point), f"{ground.area.name}, {' and '.join(holders)}"
            )
            for ground in self._grounds.all
            if (holders := holder_names(self._holding([ground], on))) and holders != own
        ]
        if spot.country:
            border = self.boundaries.border_distance_km(spot.point, spot.country)
            name = country_names().get(spot.country, spot.country)
            lines.append(Nearness(border, f"border or baseline of {name}"))
        return sorted_within(lines, within_km)

    @cached_property
    def _parted(self) -> frozenset[str | None]:
        """The countries of which the ledger names an admin-1 unit, by the gazetteer's tables."""
        units = {code for g in self._grounds.all for code in g.codes}
        return frozenset(country for country, unit in unit_countries() if unit in units)

    def _answered(
        self,
        country: str | None,
        grounds: tuple[Ground, ...],
        on: date | None,
        first: date | None,
        named: tuple[str | None, str | None],
        notes: tuple[str, ...],
    ) -> TerritoryStatus:
        """Return the answer for all places of a country in the same areas with the same names."""
        claims = [row for g in grounds for row in self.ledger.claims.get(g.area.area, ())]
        active = [c for c in claims if on and c.holds(on)]
        holding = self._holding(grounds, on) if on else None
        usual = "controlled" if country and on else "unknown"
        return TerritoryStatus(
            day=on,
            country=country,
            country_name=country_names().get(country or ""),
            admin1=named[0],
            admin2=named[1],
            controlled_by=holders_of(holding, country, on),
            control=holding.status if holding else usual,
            disputed=is_disputed(country, holding, active, self._changes(grounds, first, on))
            if on
            else None,
            claimed_by=tuple(dict.fromkeys(c.claimant for c in active if is_state(c, country))),
            areas=tuple(dict.fromkeys(g.area.name for g in grounds if g.area.is_named(on))),
            history=self._story(grounds),
            sources=cited(country, holding, active),
            notes=notes,
        )

    def _story(self, grounds: Sequence[Ground]) -> tuple[ControlFact, ...]:
        """Return the facts before, on and after any day of the ground that these areas share."""
        key = tuple(g.area.area for g in grounds)
        if key not in self._stories:
            self._stories[key] = tuple(self._facts(self._timeline(grounds)))
        return self._stories[key]

    def _placed(self, place: Place | LonLat) -> tuple[Spot, tuple[Ground, ...]]:
        if isinstance(place, Place):
            return self._corrected(self._recorded(place)[0])
        country = self.boundaries.country_at(place)
        admin = self._admin1(place, country)
        return self._corrected(Spot(place, country, admin.place_id if admin else None))

    def _admin1(self, point: LonLat, country: str | None) -> Admin | None:
        """Return the admin-1 unit at a point; none of another country, whose outline reaches in."""
        admin = self.boundaries.admin1_at(point) if country else None
        return admin if admin and admin.country in (country, UNCODED) else None

    def _corrected(self, spot: Spot) -> tuple[Spot, tuple[Ground, ...]]:
        """Return a spot, its country corrected where the ledger says so, and its areas."""
        grounds = self._grounds.at(spot)
        de_jure = next((g.area.de_jure for g in grounds if g.area.de_jure), None)
        if de_jure is None or de_jure == spot.country:
            return spot, grounds
        spot = spot._replace(country=None if de_jure == NOBODYS else de_jure)
        return spot, self._grounds.at(spot)

    def _recorded(self, place: Place) -> tuple[Spot, tuple[str, ...]]:
        """Return a gazetteer record as a spot: the boundary polygon decides on the country."""
        country, recorded = self.boundaries.country_at(place.position), place.country
        spot = Spot(place.position, recorded, unit_of(place), place.id)
        if country is None or country == recorded or place.feature_code.startswith("PCL"):
            return spot, ()
        if recorded is None:
            return spot._replace(country=country), ()
        if _WITHIN.get(recorded) == country or place.feature_class == "A":
            return spot, ()
        if self.boundaries.border_distance_km(place.position, recorded) <= _MARGIN_KM:
            return spot, ("it lies on the boundary",)
        note = f"the gazetteer files it under {recorded}, the boundary puts it in {country}"
        return spot._replace(country=country), (note,)

    def _holding(self, grounds: Sequence[Ground], day: date) -> Control | None:
        """Return the row of the finest area that holds on a day; of two rows the later one."""
        for ground in grounds:
            rows = [r for r in self.ledger.control.get(ground.area.area, ()) if r.holds(day)]
            if rows:
                return rows[-1]
        return None

    def _changes(self, grounds: Sequence[Ground], first: date | None, last: date | None) -> bool:
        """Tell whether the ground changed hands from ``first`` to ``last``, both included."""
        if not first or not last:
            return False
        before = self._holding(grounds, first - timedelta(days=1))
        days = {first, last} | {
            row.since
            for g in grounds
            for row in self.ledger.control.get(g.area.area, ())
            if first <= row.since <= last
        }
        holders = {holder_names(before)} | {
            holder_names(self._holding(grounds, day)) for day in days
        }
        return len(holders) > 1

    def _timeline(self, grounds: Sequence[Ground]) -> list[Control]:
        """Return the rows that tell a spot's story: a coarser area's only where no finer speaks."""
        told: list[Control] = []
        for ground in grounds:
            rows = self.ledger.control.get(ground.area.area, ())
            told += [row for row in rows if not is_covered(row, told)]
        return told

    def _facts(self, rows: Iterable[Control]) -> Iterator[ControlFact]:
        for row in sorted(rows, key=lambda r: (r.since, r.until or FOREVER, r.area)):
            yield ControlFact(
                area=self.ledger.areas[row.area].name,
                holder=" and ".join(row.holder),
                since=row.since,
                until=row.until,
                status=row.status,
                source=row.source,
                confidence=row.confidence,
                note=row.note,
            )

    def _other_sides(
        self, centre: LonLat, own: tuple[str, ...], radius_km: float, day: date
    ) -> Iterator[str]:
        """Yield a note for each other side that the circle of uncertainty reaches."""
        ring = list(points_over(centre, radius_km))
        sides = Counter(s.controlled_by for s in self.classify_many(ring, on=day))
        for holders, count in sorted(sides.items()):
            if holders and holders != own:
                yield (
                    f"{count * 100 // len(ring)}% of the circle of {radius_km:g} km"
                    f" lies on ground held by {' and '.join(holders)}"
                )
