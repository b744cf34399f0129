// What the symbols mean, and what everything rests on.

function legend() {
  const types = counted(INCIDENTS.map((i) => i.type)).map(([type]) => type);
  const statuses = Object.keys(STATUSES).filter((status) => INCIDENTS.some((i) => i.status === status));
  const entry = (picture, text) => el("li", {}, picture, text);
  const ring = (cls) => el("span", { class: `ring ${cls}` });
  const precisions = Object.entries(EXACTLY)
    .filter(([precision]) => INCIDENTS.some((i) => i.onMap && i.geo_precision === precision));
  return el("details", { class: "legend", open: window.innerWidth > 1080 && window.innerHeight > 700 },
    el("summary", {}, "Legend"),
    el("h2", {}, "What"), el("ul", {}, ...types.map((type) => entry(symbol(type, "reported", 18), typeOf(type).label))),
    el("h2", {}, "Whose word"), el("ul", {}, ...statuses.map((status) => entry(symbol("other", status, 18), STATUSES[status]))),
    el("h2", {}, "How exactly"), el("ul", {}, ...precisions.map(([cls, text]) => entry(ring(cls), text))),
    DATA.control.pieces.length ? el("div", { id: "geomap-held" }, el("h2", {}, "Ground, ", el("output", {})),
      el("ul", {}, entry(ring("held-key"), (HELD[DATA.worldview.key] ?? HELD.other).replace("{}", countryName(DATA.worldview.key))),
        el("li", { class: "part" }, ring("held-key part"), HELD.part))) : null);
}

function footer() {
  const made = DATA.provenance;
  const parts = [
    el("p", {}, NOTES.found, " ", words(`Ground is named ${DATA.worldview.words}.`)),
    DATA.tiles ? el("p", { class: "small" }, "Online map: ", words(`${DATA.tiles.attribution} (${DATA.tiles.name})`)) : null,
    el("p", { class: "small" }, NOTES.base, made ? words(` Made with geomap ${made.geomap}. `) : " ",
      el("details", {}, el("summary", {}, "Data and licences"),
        lines([...(made?.sources ?? []), made?.gazetteer && `Gazetteer: ${made.gazetteer}`, "Drawn with Leaflet (BSD-2-Clause)"].filter(Boolean)))),
  ];
  return parts.filter(Boolean);
}
