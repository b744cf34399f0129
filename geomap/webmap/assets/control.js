// Ground that others hold than by law, or that is fought over, as of a day: hatched.
const LAST_DAY = INCIDENTS.map((i) => i.end ?? i.start).concat(DATA.documents.map((d) => d.published ?? null))
  .filter(Boolean).sort().at(-1) ?? null;

class Control {
  constructor(map) {
    map.createPane("held").style.zIndex = 300;
    this.renderer = L.svg({ pane: "held", padding: 0.4 });
    this.layer = L.layerGroup().addTo(map);
    this.map = map;
    const hatch = svg("pattern", { id: "geomap-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [svg("path", { d: "M0 0V6" })]);
    document.body.append(svg("svg", { class: "hatching", "aria-hidden": "true" }, [svg("defs", {}, [hatch])]));
  }

  /** Show whose ground is whose on a day. */
  show(iso) {
    if (this.day === iso) return;
    this.day = iso;
    this.layer.clearLayers();
    const facts = DATA.control.map(({ rows }) => iso && rows.findLast(([since, until]) => since <= iso && (until === null || iso <= until)));
    DATA.control.forEach((area, number) => {
      const fact = facts[number];
      if (!fact || isLawful(area, fact)) return;
      const shape = cut(area.shape, DATA.control.filter((other, i) => facts[i] && other.within.includes(number)));
      L.geoJSON(shape, { pane: "held", style: { pane: "held", renderer: this.renderer, className: "held", bubblingMouseEvents: false } })
        .bindPopup(() => heldBy(area, fact), { maxWidth: 320 }).addTo(this.layer);
    });
    const key = document.querySelector("#geomap-held");
    if (key) key.querySelector("output").textContent = iso ? day(iso) : "";
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
