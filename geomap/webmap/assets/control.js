// Ground that others hold than by law, or that is fought over, as of a day: hatched.
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
    const hatch = svg("pattern", { id: "geomap-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [svg("path", { d: "M0 0V6" })]);
    document.body.append(svg("svg", { class: "hatching", "aria-hidden": "true" }, [svg("defs", {}, [hatch])]));
  }

  /** Show whose ground is whose on a day. */
  show(iso) {
    if (this.day === iso) return;
    this.day = iso;
    this.drawn = null;
    this.draw();
    const key = document.querySelector("#geomap-held");
    if (key) key.querySelector("output").textContent = iso ? day(iso) : "";
  }

  /** Draw the ground that is large enough to be seen from here, if that is other than what is drawn. */
  draw() {
    const facts = DATA.control.map((area) => this.fact(area));
    const drawn = facts.map((fact) => (fact ? 1 : 0)).join("");
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    this.layer.clearLayers();
    DATA.control.forEach((area, number) => {
      const fact = facts[number];
      if (!fact || isLawful(area, fact)) return;
      const shape = cut(area.shape, DATA.control.filter((other, i) => facts[i] && other.within.includes(number)));
      L.geoJSON(shape, { pane: "held", style: { pane: "held", renderer: this.renderer, className: "held", bubblingMouseEvents: false } })
        .bindPopup(() => heldBy(area, fact), { maxWidth: 320 }).addTo(this.layer);
    });
  }

  /** Return who holds an area on the day; nothing if that is not told, or the area is a speck from here. */
  fact(area) {
    const { day: iso } = this;
    area.across ??= across(area.shape);
    if (!iso || area.across * 2 ** this.map.getZoom() * 256 / 360 < SPECK) return null;
    return area.rows.findLast(([since, until]) => since <= iso && (until === null || iso <= until)) ?? null;
  }
}

const isLawful = (area, [, , holders, status]) => status === "controlled" && holders.length === 1 && (DATA.worldview.key === "de-facto" || holders[0] === area.shown);

/** Return a shape without the areas in it that speak for themselves: as holes, drawn even-odd. */
function cut(shape, inner) {
  const outermost = inner.filter((area) => !inner.some((other) => other !== area && area.within.includes(DATA.control.indexOf(other))));
  const holes = outermost.flatMap((area) => polygons(area.shape).map(([ring]) => ring));
  const [first, ...rest] = polygons(shape);
  return { type: "MultiPolygon", coordinates: first ? [[...first, ...holes], ...rest] : [] };
}

/** Return how many degrees a shape is wide or high, whichever is more. */
function across(shape) {
  const points = polygons(shape).flatMap(([ring]) => ring);
  return Math.max(0, ...[0, 1].map((k) => {
    const values = points.map((point) => point[k]);
    return values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);
  }));
}

function polygons(shape) {
  if (shape.type === "Polygon") return [shape.coordinates];
  if (shape.type === "MultiPolygon") return shape.coordinates;
  return (shape.geometries ?? []).flatMap(polygons);
}

function heldBy(area, [since, until, holders, status, from]) {
  return el("article", { class: "card" }, el("h2", {}, words(area.name)),
    el("dl", {},
      ...row("By law", area.lawful && words(area.lawful)),
      ...row("Held by", words(holders.map(countryName).join(", ") || "not known"), status === "controlled" ? null : el("small", {}, words(status))),
      ...row("Since", day(since), until ? el("small", {}, `until ${day(until)}`) : null),
      ...row("Source", source(from)),
      ...row("Line", area.how && words(area.how))));
}
