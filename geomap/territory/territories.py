"""The classifier: from a place and a day to its status, with the rows that say so."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Self

from geomap.boundaries import Admin, Boundaries
from geomap.models import LonLat, Place, TerritoryStatus
from geomap.territory.checks import problems
from geomap.territory.chronicle import Chronicle
from geomap.territory.contradictions import LAYER
from geomap.territory.ground import (
    Degrees,
    Ground,
    Grounds,
    Spot,
    country_names,
    make_grounds,
    unit_countries,
)
from geomap.territory.layers import layers_folder, read_layers
from geomap.territory.ledger import (
    AreaKind,
    Ledger,
    Period,
    joined,
    read_ledger,
)
from geomap.territory.nearness import Nearness, distance_km, sorted_within
from geomap.territory.rules import (
    cited,
    holder_names,
    holders_of,
    is_disputed,
    is_state,
    points_over,
)
from geomap.territory.spots import placed, sea_note, unit_in
from geomap.territory.views import UN, find_view, label, stances_at

_SELDOM_DAYS = 366
_LINES_KM = 400.0  # further off, the distance to a state is not worth the asking
NOBODYS = "-"  # a `de_jure` of the ledger: no state's ground to most UN members


class Territories:
    """Answers whose ground a place was, from boundaries and a ledger."""

    def __init__(
        self, boundaries: Boundaries, ledger: Ledger | None = None, *, worldview: str = UN
    ) -> None:
        """Use boundaries and a ledger, by default the packaged one with the user's layers over it.

        Raises:
            WorldviewError: if ``worldview`` is none of `views`.
        """
        self.boundaries = boundaries
        self._given = ledger
        self.worldview = UN if worldview == UN else find_view(worldview, self.ledger).key
        self._answer = lru_cache(maxsize=8192)(self._answered)

    @classmethod
    def open(cls, *, worldview: str = UN) -> Self:
        """Return the packaged territories with the user's own layers over them, read when asked.

        Args:
            worldview: in whose eyes places are labelled: "un", "de-facto" or a state's ISO code.

        Raises:
            WorldviewError: if the ledger knows nothing of it.
        """
        return cls(Boundaries.open(), worldview=worldview)

    @cached_property
    def ledger(self) -> Ledger:
        """The rows that answers rest on."""
        return self._given or joined([read_ledger(), *read_layers(layers_folder())])

    def check(self, knows: Callable[[str], bool] | None = None) -> tuple[str, ...]:
        """Return what is wrong in the ledger beyond its format, in words; empty where all is well.

        Args:
            knows: tells whether the gazetteer has a record of a place id, to have those asked too.

        Raises:
            LedgerError: if a row breaks the format or an area cannot be drawn.
        """
        return tuple(problems(self.ledger, self._grounds, knows))

    @cached_property
    def _chronicle(self) -> Chronicle:
        return Chronicle(self.ledger)

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
        found = placed(place, self.boundaries)
        spot, grounds = self._corrected(found.spot)
        notes = found.notes
        if isinstance(place, Place) and spot.country == place.country != found.spot.country:
            notes = ()  # the ledger sides with the record
        if radius_km and on:
            sides = holders_of(self._chronicle.holding(grounds, on), spot.country, on)
            notes = (*notes, *self._other_sides(spot.point, sides, radius_km, on))
        named = found.admin1, found.admin2
        return self._answer(spot.country, grounds, on, since or on, named, notes, found.at_sea)

    def classify_many(
        self, points: Sequence[LonLat], /, *, on: date | None
    ) -> list[TerritoryStatus]:
        """Return whose ground each point was on a day; made for many.

        Points with the same answer share one record. Admin-1 is left out, and read only in
        countries of which the ledger names a unit.
        """
        countries = self.boundaries.countries_at(points)
        seas = self.boundaries.are_at_sea(points)
        plain = {key: self._plain(*key, on) for key in set(zip(countries, seas, strict=True))}
        found = [plain[key] for key in zip(countries, seas, strict=True)]
        spoken = self._reached.at(points)
        looked_at = [
            i
            for i, (near, country) in enumerate(zip(spoken, countries, strict=True))
            if near or country in self._spoken
        ]
        parted = [i for i in looked_at if countries[i] in self._parted and not seas[i]]
        drawn = self.boundaries.admin1s_at([points[i] for i in parted])
        units = dict(zip(parted, drawn, strict=True))
        for i in looked_at:
            found[i] = self._one_of_many(points[i], countries[i], seas[i], units.get(i), on)
        return found

    def _plain(self, country: str | None, at_sea: bool, on: date | None) -> TerritoryStatus:
        notes = (sea_note(country),) if at_sea else ()
        return self._answer(country, (), on, on, (None, None), notes, at_sea)

    def _one_of_many(
        self,
        point: LonLat,
        country: str | None,
        at_sea: bool,
        drawn: Admin | None,
        on: date | None,
    ) -> TerritoryStatus:
        admin = unit_in(country, drawn)
        borders = self.boundaries.borders_at(point)
        spot, grounds = self._corrected(
            Spot(point, country, admin.place_id if admin else None, None, borders)
        )
        notes = (sea_note(country),) if at_sea else ()
        return self._answer(spot.country, grounds, on, on, (None, None), notes, at_sea)

    def side(self, place: Place | LonLat, /, *, on: date, view: str = "un") -> str:
        """Return whose ground a place was on a day in somebody's eyes; for labels and colours.

        Args:
            place: a gazetteer record, or a position.
            on: the day.
            view: "un" for the recognition of UN member states, "de-facto" for who held it, or the
                ISO code of a state: its own claim, else its stance in the ledger, else "un".
        """
        spot, grounds = self._placed(place)
        holders = holders_of(self._chronicle.holding(grounds, on), spot.country, on)
        return self._label(view, spot.country, grounds, on, holders) or "unknown"

    def seen_by(self, point: LonLat, /, *, view: str) -> tuple[tuple[date, str | None], ...]:
        """Return whose ground a place is in somebody's eyes, and from which day on.

        Args:
            point: the position.
            view: a key of `views`; "de-facto" knows holders, no owners: None.

        Returns:
            days and owners in order; the first holds from the earliest day there is.
        """
        spot, grounds = self._placed(point)
        areas = [ground.area.area for ground in grounds]
        rows: list[Period] = [
            *(r for area in areas for r in self.ledger.claims.get(area, ()) if r.claimant == view),
            *(r for area in areas for r in self.ledger.stances.get(area, ()) if r.state == view),
        ]
        ends = {row.until + timedelta(days=1) for row in rows if row.until}
        turns = sorted({date.min, *(row.since for row in rows), *ends})
        told = [(day, self._label(view, spot.country, grounds, day, ())) for day in turns]
        return tuple(now for before, now in zip([None, *told], told, strict=False)
                     if before is None or now[1] != before[1])  # fmt: skip

    def _label(
        self,
        view: str,
        country: str | None,
        grounds: tuple[Ground, ...],
        on: date | None,
        holders: tuple[str, ...],
    ) -> str | None:
        stances = stances_at(grounds, self.ledger, on)
        return label(view, country, holders, self._chronicle.claims(grounds, on), stances)

    def speaks_of(self, point: LonLat) -> bool:
        """Tell whether the ledger has an area at a point, on any day."""
        return any(g.area.kind is not AreaKind.BORDER for g in self._placed(point)[1])

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
        own = holders_of(self._chronicle.holding(grounds, on), spot.country, on)
        lines = [
            Nearness(self._distance(ground, spot), f"{ground.area.name}, {' and '.join(holders)}")
            for ground in self._grounds.all
            if ground not in grounds
            and (holders := holder_names(self._chronicle.holding([ground], on)))
            and holders != own
        ]
        if spot.country:
            border = self.boundaries.border_distance_km(spot.point, spot.country)
            name = country_names().get(spot.country, spot.country)
            lines.append(Nearness(border, f"border or baseline of {name}"))
        return sorted_within(lines, within_km)

    def _distance(self, ground: Ground, spot: Spot) -> float:
        """Return the distance in km to an area; of one in another state at least to that state."""
        km = distance_km(ground, spot.point)
        state = ground.area.country
        if km > _LINES_KM or not state or state == spot.country:
            return km
        return max(km, self.boundaries.border_distance_km(spot.point, state))

    @cached_property
    def _parted(self) -> frozenset[str | None]:
        """The countries of which the ledger names an admin-1 unit, by the gazetteer's tables."""
        units = self._grounds.codes(AreaKind.ADMIN)
        return frozenset(country for country, unit in unit_countries() if unit in units)

    @cached_property
    def _spoken(self) -> frozenset[str | None]:
        """The countries all of whose points need a look at the ledger."""
        return self._parted | self._grounds.codes(AreaKind.COUNTRY)

    @cached_property
    def _reached(self) -> Degrees:
        """The square degrees that a drawn area or the strip of a border reaches."""
        return Degrees(self._grounds.cells | self.boundaries.strip_cells)

    def _answered(
        self,
        country: str | None,
        grounds: tuple[Ground, ...],
        on: date | None,
        first: date | None,
        named: tuple[str | None, str | None],
        notes: tuple[str, ...],
        at_sea: bool,
    ) -> TerritoryStatus:
        """Return the answer for all places of a country in the same areas with the same names."""
        active = self._chronicle.claims(grounds, on)
        holding = self._chronicle.holding(grounds, on) if on else None
        holders = holders_of(holding, country, on)
        usual = "controlled" if holders else "unknown"
        changed = self._chronicle.changes(grounds, first, on)
        border = self._chronicle.border(grounds, on)
        return TerritoryStatus(
            day=on,
            country=country,
            country_name=country_names().get(country or ""),
            admin1=named[0],
            admin2=named[1],
            controlled_by=holders,
            control=holding.status if holding else usual,
            disputed=is_disputed(country, holding, active, on, changed=changed) if on else None,
            undemarcated=self.ledger.areas[border.area].name if border else None,
            at_sea=at_sea,
            claimed_by=tuple(dict.fromkeys(c.claimant for c in active if is_state(c, country))),
            areas=tuple(dict.fromkeys(g.area.name for g in grounds if g.area.is_named(on))),
            history=self._chronicle.story(grounds),
            sources=cited(country, holding, [*active, *filter(None, (border,))]),
            notes=(*notes, *self._beyond(grounds, on)),
            worldview=self.worldview,
            label=self._label(self.worldview, country, grounds, on, holders),
        )

    def _beyond(self, grounds: tuple[Ground, ...], day: date | None) -> Iterator[str]:
        """Yield that a day lies after the ledger's last one: rows that last are told as of that.

        Ground of which no row speaks seldom changes hands, so that it counts there from a year on.
        """
        last = self._last_day
        if day and last and (day - last).days > (0 if grounds else _SELDOM_DAYS):
            yield f"the ledger ends on {last}; later days are told as it was on that day"

    @cached_property
    def _last_day(self) -> date | None:
        """The latest day on which something begins or ends in the packaged ledger."""
        rows = (row for row in self.ledger.rows() if not row.area.startswith(LAYER))
        return max((row.until or row.since for row in rows), default=None)

    def _placed(self, place: Place | LonLat) -> tuple[Spot, tuple[Ground, ...]]:
        return self._corrected(placed(place, self.boundaries).spot)

    def _corrected(self, spot: Spot) -> tuple[Spot, tuple[Ground, ...]]:
        """Return a spot, its country corrected where the ledger says so, and its areas."""
        grounds = self._grounds.at(spot)
        de_jure = next((g.area.de_jure for g in grounds if g.area.de_jure), None)
        if de_jure is None or de_jure == spot.country:
            return spot, grounds
        spot = spot._replace(country=None if de_jure == NOBODYS else de_jure)
        return spot, self._grounds.at(spot)

    def _other_sides(
        self, centre: LonLat, own: tuple[str, ...], radius_km: float, day: date
    ) -> Iterator[str]:
        """Yield a note for each other side's ground within the radius; a map need not draw that."""
        ring = list(points_over(centre, radius_km))
        sides = Counter(s.controlled_by for s in self.classify_many(ring, on=day))
        for holders, count in sorted(sides.items()):
            if holders and holders != own:
                yield (
                    f"{count * 100 // len(ring)}% of what lies within {radius_km:g} km"
                    f" is ground held by {' and '.join(holders)}"
                )
