// Ground that others hold than by law, or that is fought over, in the days shown: hatched.
const SPECK = 12;  // pixels; smaller ground is shown from nearer
const LAST_DAY = [...INCIDENTS.map((i) => i.end ?? i.start), ...DATA.documents.map((d) => d.published)]
  .reduce((last, iso) => (iso && (last === null || iso > last) ? iso : last), null);

class Control {
  constructor(map) {
    map.createPane("held").style.zIndex = 300;
    this.renderer = L.svg({ pane: "held", padding: 0.4 });
    this.layer = L.layerGroup().addTo(map);
    this.map = map;
    map.on("zoomend", () => this.draw());
    const hatch = (id, wide) => svg("pattern", { id, width: wide, height: wide, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [svg("path", { d: `M0 0V${wide}` })]);
    document.body.append(svg("svg", { class: "hatching", "aria-hidden": "true" }, [svg("defs", {}, [hatch("geomap-hatch", 6), hatch("geomap-hatch-part", 14)])]));
  }

  /** Show whose ground is whose from day to day; null where no day is known. */
  show(days) {
    if (String(this.days) === String(days)) return;
    this.days = days;
    this.drawn = null;
    this.draw();
    const key = document.querySelector("#geomap-held");
    if (!key) return;
    key.querySelector("output").textContent = days ? span(...days) : "";
    key.querySelector(".part").hidden = !days || days[0] === days[1];
  }

  /** Draw the ground that is large enough to be seen from here, if that is other than what is drawn. */
  draw() {
    if (!this.days) return;
    const seen = DATA.control.areas.map(({ across }) => across * 2 ** this.map.getZoom() * 256 / 360 >= SPECK);
    if (this.drawn === String(seen)) return;
    this.drawn = String(seen);
    this.layer.clearLayers();
    for (const { pieces, share } of alike(seen, this.days)) {
      const style = { pane: "held", renderer: this.renderer, className: `held ${share}`, bubblingMouseEvents: false };
      L.geoJSON({ type: "Polygon", coordinates: merged(pieces.map((piece) => piece.shape)) }, { pane: "held", style })
        .on("click", ({ latlng }) => this.tell(pieces.find((piece) => holds(piece.shape, latlng)) ?? pieces[0], seen, latlng)).addTo(this.layer);
    }
  }

  /** Tell who held a piece, in the days shown. */
  tell(piece, seen, at) {
    const content = heldBy(piece, spellsOf(piece, seen, this.days));
    L.popup({ maxWidth: Math.min(340, this.map.getSize().x - 64), maxHeight: 300 }).setLatLng(at).setContent(content).openOn(this.map);
  }
}

/** Return the pieces that are not held as by law, those together whose holders were the same all the time. */
function alike(seen, days) {
  const groups = new Map();
  for (const piece of DATA.control.pieces) {
    const spells = spellsOf(piece, seen, days);
    const against = spells.filter(({ lawful }) => !lawful).length;
    if (!against) continue;
    const key = JSON.stringify([piece.lawful, spells.map(({ since, row, lawful }) => [since, lawful, row?.[2], row?.[3]])]);
    if (!groups.has(key)) groups.set(key, { pieces: [], share: against === spells.length ? "whole" : "part" });
    groups.get(key).pieces.push(piece);
  }
  return groups.values();
}

/** Return what is told of a piece from day to day: the finest area in sight that has a row for a day speaks. */
function spellsOf(piece, seen, [from, to]) {
  const areas = piece.of.filter((number) => seen[number]).map((number) => DATA.control.areas[number]);
  const turns = areas.flatMap(({ rows }) => rows.flatMap(([since, until]) => [since, until && dayAfter(until)]));
  turns.push(...piece.shown.map(([since]) => since));
  const starts = [...new Set([from, ...turns.filter((iso) => iso && from < iso && iso <= to)])].sort();
  const spells = starts.map((since) => {
    for (const area of areas) {
      const row = area.rows.findLast(([first, last]) => first <= since && (last === null || since <= last));
      if (row) return { since, area, row, lawful: isLawful(piece, row, since) };
    }
    return { since, area: null, row: null, lawful: true };
  });
  return spells.filter(({ row, lawful }, i) => i === 0 || row !== spells[i - 1].row || lawful !== spells[i - 1].lawful);
}

const dayAfter = (iso) => isoOf(Date.parse(iso) + DAY);

/** Tell whether ground was held alone by the one whose it was on a day, in the eyes of the view. */
function isLawful({ shown }, [, , holders, status], iso) {
  const [, owner] = shown.findLast(([since]) => since <= iso);
  return status === "controlled" && holders.length === 1 && (DATA.worldview.key === "de-facto" || holders[0] === owner);
}

/** Return the rings round shapes that lie side by side: an edge that two of them share is no edge of the whole. */
function merged(shapes) {
  const edges = new Map();
  for (const ring of shapes.flatMap((shape) => shape.coordinates.flat())) {
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [String(ring[i - 1]), String(ring[i])];
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, ring[i], to]);
    }
  }
  const next = new Map();
  for (const [from, point, to] of edges.values()) next.set(from, [...(next.get(from) ?? []), [point, to]]);
  return [...next.keys()].flatMap((start) => ringsFrom(start, next));
}

/** Return the rings that begin at a point, and take their edges away. */
function ringsFrom(start, next) {
  const rings = [];
  while (next.get(start)?.length) {
    const ring = [];
    for (let at = start; next.get(at)?.length;) {
      const [point, to] = next.get(at).pop();
      ring.push(point);
      at = to;
    }
    rings.push(ring);
  }
  return rings;
}

/** Tell whether a point lies in a shape: whether a ray from it crosses the rings an odd number of times. */
function holds(shape, { lng, lat }) {
  let inside = false;
  for (const ring of shape.coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
      if ((y0 > lat) !== (y1 > lat) && lng < x0 + (lat - y0) * (x1 - x0) / (y1 - y0)) inside = !inside;
    }
  }
  return inside;
}

function heldBy({ lawful }, spells) {
  const told = spells.filter(({ row }, i) => row && row !== spells[i - 1]?.row);
  const areas = [...new Set(told.map(({ area }) => area))];
  return el("article", { class: "card" }, el("h2", {}, words(areas[0].name)),
    el("dl", {},
      ...row("By law", lawful && words(lawful)),
      ...told.flatMap(({ row: [since, until, holders, status, from] }) => [
        ...row("Held by", words(holders.map(countryName).join(", ") || "not known"), status === "controlled" ? null : el("small", {}, words(status)),
          el("small", {}, until ? span(since, until) : `since ${day(since)}`), el("small", {}, "Source: ", source(from)))]),
      ...row("Line", ...areas.filter((area) => area.how).map((area) => el("small", {}, words(`${area.name}: ${area.how}`))))));
}
