/* The page's own script. It reads GEOMAP (data) and map_geomap (the Leaflet map that Folium made).
   Text from reports only ever becomes text nodes: nothing here writes HTML. */
(function () {
"use strict";
const data = GEOMAP, map = map_geomap;
const GROUPS = {
  remote: ["shelling", "air_strike", "explosion"],
  battle: ["armed_clash", "shooting", "territory_change"],
  people: ["violence_against_civilians", "abduction_or_detention", "displacement", "crime"],
  military: ["troop_movement", "ceasefire"],
  unrest: ["protest", "riot"],
  hazard: ["disaster", "accident", "disease"],
  other: ["other"],
};
const GROUP_OF = {};
for (const [group, types] of Object.entries(GROUPS)) for (const type of types) GROUP_OF[type] = group;
/* One outline a group, in a box from -10 to 10: told apart without colour. */
const SHAPES = {
  remote: "M0-10 2.6-3.6 9.5-3.1 4.2 1.4 5.9 8.1 0 4.4-5.9 8.1-4.2 1.4-9.5-3.1-2.6-3.6Z",
  battle: "M-8-8H8V8H-8Z",
  people: "M0-8.5A8.5 8.5 0 1 1 0 8.5 8.5 8.5 0 1 1 0-8.5Z",
  military: "M0-9 9.5 7.5H-9.5Z",
  unrest: "M0-10 10 0 0 10-10 0Z",
  hazard: "M-5-8.7H5L10 0 5 8.7H-5L-10 0Z",
  other: "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
};
const SAY = {
  exact: "at the place itself", near: "near the place", area: "somewhere in the area",
  country: "no finer place than the country is told",
  day: "to the day", week: "to the week", month: "to the month", year: "to the year",
  unknown: "no date told; day of publication",
  reported: "reported", claimed: "claimed by one side", denied: "claimed and denied",
  confirmed: "confirmed by both sides or an independent one",
};
const MANY = 400;  // from here on points are painted on a canvas

function words(type) { return type.replaceAll("_", " "); }
function sentenceCase(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}
const SVG = "http://www.w3.org/2000/svg";
function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
function colour(group) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + group).trim();
}
/* Shape: what. Fill: how sure. Hollow is claimed, struck through is denied, a ring is confirmed. */
function symbol(group, status, size) {
  const svg = drawn("svg", {width: size, height: size, viewBox: "-12 -12 24 24", "aria-hidden": "true"});
  const hue = "var(--" + group + ")", hollow = status === "claimed" || status === "denied";
  svg.append(drawn("path", {
    d: SHAPES[group], fill: hollow ? "var(--paper)" : hue, stroke: hollow ? hue : "var(--paper)",
    "stroke-width": hollow ? 2.6 : 1.2, "stroke-linejoin": "round",
  }));
  if (status === "denied") svg.append(drawn("path", {d: "M-9 9 9-9", stroke: hue, "stroke-width": 2.6}));
  if (status === "confirmed") {
    svg.append(drawn("circle", {r: 3, fill: "var(--paper)", stroke: "none"}));
  }
  return svg;
}

/* ---- base map ---- */
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
for (const [pane, z] of [["far", 200], ["ground", 210], ["areas", 350]]) {
  map.createPane(pane).style.zIndex = z;
  if (pane !== "areas") map.getPane(pane).style.pointerEvents = "none";
}
function layer(collection, pane, style) {
  return L.geoJSON(collection, {
    pane: pane, interactive: false, renderer: L.canvas({pane: pane, padding: 0.3}), style: () => style,
  }).addTo(map);
}
let base = [];
function drawBase() {
  base.forEach(b => b.remove());
  base = [
    layer(data.world.land, "far", {stroke: false, fillColor: css("--far"), fillOpacity: 1}),
    layer(data.world.countries, "far", {color: css("--border"), weight: 1.2, fill: false}),
  ];
  for (const frame of data.frames) {  // the coarsest first, each covering what lies under it
    const [w, s, e, n] = frame.box;
    base.push(L.rectangle([[s, w], [n, e]], {
      pane: "ground", renderer: L.canvas({pane: "ground"}), stroke: false, fillColor: css("--sea"),
      fillOpacity: 1, interactive: false,
    }).addTo(map));
    base.push(layer(frame.layers.land, "ground", {stroke: false, fillColor: css("--land"), fillOpacity: 1}));
    base.push(layer(frame.layers.admin1, "ground", {color: css("--inner"), weight: 1, fill: false}));
    base.push(layer(frame.layers.countries, "ground", {color: css("--border"), weight: 1.6, fill: false}));
  }
}
drawBase();

/* ---- labels that keep out of each other's way ---- */
const labels = [];
function addLabel(kind, lon, lat, text, rank, minZoom) {
  if (text) labels.push({kind, lon, lat, text, rank, minZoom, marker: null});
}
for (const frame of data.frames) {
  for (const f of frame.layers.countries.features) {
    const [lon, lat] = f.properties.label;
    addLabel("country", lon, lat, data.countries[f.properties.country] || f.properties.country, 50, 3);
  }
  for (const f of frame.layers.admin1_labels.features) {
    const [lon, lat] = f.geometry.coordinates;
    addLabel("unit", lon, lat, f.properties.name, 1 + Math.min(9, f.properties.area), 7.2);
  }
}
for (const [name, lon, lat, population] of data.places) {
  addLabel("town", lon, lat, name, 20 + Math.log10(1 + population), population > 300000 ? 4.5 : 6.5);
}
for (const seen of new Map(data.incidents.filter(i => i.at).map(i => [i.at.join(), i])).values()) {
  if (seen.geo_precision !== "area") addLabel("here", seen.at[0], seen.at[1], seen.place, 100, 5.5);
}
labels.sort((a, b) => b.rank - a.rank || a.text.localeCompare(b.text));
function placeLabels() {
  const zoom = map.getZoom(), taken = [], bounds = map.getBounds().pad(0.05), named = new Set();
  for (const label of labels) {
    const at = L.latLng(label.lat, label.lon);
    let free = zoom >= label.minZoom && bounds.contains(at) && !named.has(label.kind + label.text);
    if (free) {
      const p = map.latLngToContainerPoint(at), width = label.text.length * (label.kind === "country" ? 11 : 7) + 12;
      const box = label.kind === "town" ? [p.x - 6, p.y - 9, p.x + width, p.y + 9]
        : label.kind === "here" ? [p.x - width / 2, p.y - 12, p.x + width / 2, p.y + 32]
        : [p.x - width / 2, p.y - 10, p.x + width / 2, p.y + 10];
      free = taken.every(t => box[2] < t[0] || t[2] < box[0] || box[3] < t[1] || t[3] < box[1]);
      if (free) { taken.push(box); named.add(label.kind + label.text); }
    }
    if (free && !label.marker) {
      const text = element("span", {}, label.text);
      const holder = element("div", {}, text);
      label.marker = L.marker(at, {
        interactive: false, keyboard: false, zIndexOffset: -1000,
        icon: L.divIcon({className: "label " + label.kind, html: holder.firstChild, iconSize: [0, 0]}),
      }).addTo(map);
    } else if (!free && label.marker) {
      label.marker.remove();
      label.marker = null;
    }
  }
}
map.on("zoomend moveend", placeLabels);

/* ---- words for one incident ---- */
function when(i) {
  if (!i.start) return "date unknown";
  return i.end && i.end !== i.start ? i.start + " to " + i.end : i.start;
}
function where(i) {
  if (!i.place) return i.place_text || "place not told";
  const text = i.place_text && i.place_text !== i.place ? i.place_text + " (" + i.place + ")" : i.place;
  return i.geo_precision === "near" && !/^near/i.test(text) ? "near " + text : text;
}
function toll(i) {
  const parts = [];
  if (i.killed !== undefined) parts.push(i.killed + " killed");
  if (i.injured !== undefined) parts.push(i.injured + " injured");
  return parts.join(", ");
}
function quote(i, [start, end, text]) {
  const made = element("blockquote");
  const from = i.trigger[0] - start, to = i.trigger[1] - start;
  const points = Array.from(text);  // offsets are code points, not UTF-16 units
  if (from < 0 || to > points.length) { made.append(text); return made; }
  made.append(points.slice(0, from).join(""), element("mark", {}, points.slice(from, to).join("")),
    points.slice(to).join(""));
  return made;
}
function row(list, term, text) {
  if (text) list.append(element("dt", {}, term), element("dd", {}, text));
}
function webLink(url) { return /^https?:\/\//i.test(url || "") ? url : null; }
function card(i) {
  const doc = data.documents[i.document], t = i.territory || {};
  const made = element("article", {class: "card"});
  made.append(element("h2", {}, sentenceCase(words(i.type)) + ": " + where(i)));
  made.append(element("p", {class: "meta"}, when(i) + " · ", element("span", {class: "badge"}, SAY[i.status])));
  for (const e of i.evidence) made.append(quote(i, e));
  const facts = element("dl");
  row(facts, "Who says so", i.reported_by || "the report itself");
  row(facts, "Who did it", i.actor);
  row(facts, "To whom", i.target);
  row(facts, "From", i.origin);
  row(facts, "Toll", toll(i));
  row(facts, "Where", i.geo_precision ? sentenceCase(SAY[i.geo_precision])
    + (i.radius_km ? ", within about " + i.radius_km + " km" : "") : "No place is told");
  row(facts, "Context", (i.context || []).join(", "));
  row(facts, "When", sentenceCase(SAY[i.date_precision]));
  row(facts, "Territory", t.country_name ? "internationally recognised as " + t.country_name
    + (t.admin1 ? ", " + t.admin1 : "") : "");
  row(facts, "Held by", t.controlled_by && t.controlled_by.length
    ? t.controlled_by.join(" and ") + (t.day ? " on " + t.day : "") + (t.control === "controlled" ? "" : " (" + t.control + ")") : "");
  row(facts, "Disputed", t.disputed === true ? "yes" + (t.claimed_by && t.claimed_by.length ? ", claimed by "
    + t.claimed_by.map(c => data.countries[c] || c).join(", ") : "") : t.disputed === false ? "no" : "");
  row(facts, "Areas", (t.areas || []).join(", "));
  row(facts, "The text says", (i.text_status || []).join("; "));
  made.append(facts);
  more(made, "Who held it before and after", (t.history || []).map(h => h.since + " to " + (h.until || "now")
    + ": " + h.holder + " (" + h.area + "). " + h.source));
  more(made, "Sources of the territory", (t.sources || []).concat(t.notes || []));
  more(made, "Why this place", i.why || []);
  const link = webLink(doc.url), name = doc.title || doc.id;
  made.append(element("p", {class: "meta"}, "In: ", link
    ? element("a", {href: link, rel: "noopener noreferrer", target: "_blank"}, name) : name,
    [doc.source, doc.published].filter(Boolean).map(x => ", " + x).join("")));
  return made;
}
function more(parent, title, lines) {
  if (!lines.length) return;
  const list = element("ul", {}, ...lines.map(line => element("li", {}, line)));
  parent.append(element("details", {}, element("summary", {}, title), list));
}

/* ---- symbols ---- */
const shown = data.incidents.map((i, n) => ({i, n, group: GROUP_OF[i.type] || "other", layers: [], marker: null, item: null, on: true}));
const spots = new Map();
for (const s of shown) if (s.i.at) {
  const key = s.i.at.join();
  if (!spots.has(key)) spots.set(key, []);
  spots.get(key).push(s);
}
const canvas = L.canvas({padding: 0.3});
function fan(index, count) {
  if (count < 2) return [0, 0];
  const ring = Math.max(15, count * 4.2), turn = 2 * Math.PI * index / count - Math.PI / 2;
  return [Math.round(ring * Math.cos(turn)), Math.round(ring * Math.sin(turn))];
}
function extent(s) {
  const {i, group} = s, style = {
    pane: "areas", color: colour(group), weight: 1.4, dashArray: "5 4", fillColor: colour(group),
    fillOpacity: Number(css("--area")) * (i.status === "claimed" || i.status === "denied" ? 0.6 : 1), interactive: true,
  };
  if (i.outline) return L.geoJSON(i.outline, {pane: "areas", style: () => style, renderer: canvasAreas});
  if (i.geo_precision === "exact" || !i.radius_km) return null;
  return L.circle([i.at[1], i.at[0]], {...style, radius: i.radius_km * 1000, renderer: canvasAreas});
}
const canvasAreas = L.svg({pane: "areas"});
function pin(s, index, count) {
  const [lon, lat] = s.i.at, name = words(s.i.type) + ", " + where(s.i) + ", " + when(s.i) + ", " + SAY[s.i.status];
  if (shown.length > MANY) {
    return L.circleMarker([lat, lon], {
      renderer: canvas, radius: 5, weight: 1.5, color: colour(s.group), fillColor: colour(s.group),
      fillOpacity: s.i.status === "claimed" || s.i.status === "denied" ? 0.15 : 0.9,
    });
  }
  const [dx, dy] = fan(index, count), size = s.i.geo_precision === "area" ? 18 : 24;
  return L.marker([lat, lon], {
    icon: L.divIcon({className: "pin", html: symbol(s.group, s.i.status, size), iconSize: [size, size],
      iconAnchor: [size / 2 - dx, size / 2 - dy], popupAnchor: [dx, dy - 8]}),
    keyboard: true, title: name, alt: name, riseOnHover: true,
  });
}
const areasDrawn = new Set();
for (const spot of spots.values()) spot.forEach((s, index) => {
  const area = extent(s), key = s.i.at.join() + (s.i.geo_precision || "") + s.group;
  if (area && !areasDrawn.has(key)) { areasDrawn.add(key); s.layers.push(area); }
  s.marker = pin(s, index, spot.length);
  s.layers.push(s.marker);
  for (const l of s.layers) {
    l.bindPopup(() => card(s.i), {maxWidth: 380, minWidth: 260, autoPanPadding: [30, 30]});
    l.on("popupopen", () => choose(s, false));
  }
  s.marker.on("add", () => {
    const icon = s.marker.getElement && s.marker.getElement();
    if (icon) { icon.setAttribute("role", "button"); icon.setAttribute("aria-label", s.marker.options.alt); }
  });
});

/* ---- list and filters ---- */
const panel = document.getElementById("geomap-panel");
const search = element("input", {type: "search", placeholder: "Search places, sources, words", "aria-label": "Search the incidents"});
function select(label, values, say) {
  const made = element("select", {"aria-label": label}, element("option", {value: ""}, label));
  for (const value of [...new Set(values)].sort()) made.append(element("option", {value}, say(value)));
  return made;
}
const byType = select("All types", shown.map(s => s.i.type), v => sentenceCase(words(v)));
const byStatus = select("All statuses", shown.map(s => s.i.status), v => sentenceCase(v));
const byDocument = select("All reports", shown.map(s => String(s.i.document)), v => data.documents[v].title || data.documents[v].id);
const count = element("div", {class: "count", role: "status", "aria-live": "polite"});
const filters = element("div", {class: "filters"}, search, byType, byStatus);
if (data.documents.length > 1) filters.append(byDocument);
filters.append(count);
const list = element("ul", {id: "geomap-list", tabindex: "-1"});
panel.append(filters, list);
const order = [...shown].sort((a, b) => (b.i.start || "").localeCompare(a.i.start || "") || a.n - b.n);
for (const s of order) {
  const button = element("button", {type: "button", "data-id": s.i.id}, symbol(s.group, s.i.status, 24),
    element("div", {class: "what"}, sentenceCase(words(s.i.type)) + " ", element("span", {}, where(s.i))),
    element("div", {class: "meta"}, [when(s.i), sentenceCase(s.i.status) + (s.i.reported_by ? ": " + s.i.reported_by : ""),
      toll(s.i), s.i.at ? "" : "not on the map"].filter(Boolean).join(" · ")));
  button.addEventListener("click", () => choose(s, true));
  s.item = element("li", {}, button);
  list.append(s.item);
}
const details = element("div", {class: "card", id: "geomap-detail", role: "region", "aria-label": "Incident", hidden: ""});
panel.append(details);
let chosen = null;
function choose(s, fromList) {
  if (chosen) {
    chosen.item.firstChild.removeAttribute("aria-current");
    toggle(chosen, false);
  }
  chosen = s;
  s.item.firstChild.setAttribute("aria-current", "true");
  toggle(s, true);
  if (!fromList) { s.item.scrollIntoView({block: "nearest"}); return; }
  if (s.marker) {
    map.closePopup();
    map.setView([s.i.at[1], s.i.at[0]], Math.max(map.getZoom(), 8.5), {animate: false});
    s.marker.openPopup();
  } else {
    map.closePopup();
    L.popup({maxWidth: 380}).setLatLng(map.getCenter()).setContent(card(s.i)).openOn(map);
  }
}
function toggle(s, on) {
  const icon = s.marker && s.marker.getElement && s.marker.getElement();
  if (icon && icon.classList) icon.classList.toggle("on", on);
}
function apply() {
  const text = search.value.trim().toLowerCase();
  let seen = 0;
  for (const s of shown) {
    const whole = [s.i.type, s.i.place, s.i.place_text, s.i.reported_by, s.i.actor, s.i.target,
      ...s.i.evidence.map(e => e[2])].filter(Boolean).join(" ").toLowerCase();
    s.on = (!text || whole.includes(text)) && (!byType.value || s.i.type === byType.value)
      && (!byStatus.value || s.i.status === byStatus.value)
      && (!byDocument.value || String(s.i.document) === byDocument.value);
    s.item.hidden = !s.on;
    for (const l of s.layers) s.on ? l.addTo(map) : l.remove();
    seen += s.on;
  }
  count.textContent = seen + " of " + shown.length + " incidents, "
    + shown.filter(s => s.on && !s.i.at).length + " of them without a place on the map";
}
for (const control of [search, byType, byStatus, byDocument]) control.addEventListener("input", apply);
list.addEventListener("keydown", event => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (!step) return;
  const buttons = [...list.querySelectorAll("li:not([hidden]) button")];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

/* ---- legend, scale, foot ---- */
const legend = L.control({position: "bottomleft"});
legend.onAdd = () => {
  const box = element("details", {class: "legend"}, element("summary", {}, "Legend"));
  if (window.innerWidth > 800) box.open = true;
  for (const group of Object.keys(GROUPS).filter(g => shown.some(s => s.group === g))) {
    box.append(element("div", {}, symbol(group, "reported", 18), GROUPS[group].map(words).join(", ")));
  }
  for (const status of ["reported", "claimed", "denied", "confirmed"]) {
    if (shown.some(s => s.i.status === status)) box.append(element("div", {}, symbol("people", status, 18), SAY[status]));
  }
  if (shown.some(s => s.i.at && s.i.geo_precision !== "exact")) {
    box.append(element("div", {}, "Dashed circle or district: somewhere inside"));
  }
  L.DomEvent.disableClickPropagation(box);
  return box;
};
legend.addTo(map);
L.control.scale().addTo(map);
const made = data.provenance;
document.getElementById("geomap-foot").append(
  "Solid lines are borders as most UN members recognise them; drawing or naming a place takes no side. A claim is shown as a claim. ",
  "Boundaries © OpenStreetMap contributors (ODbL), admin-1 Natural Earth. Places GeoNames (CC BY 4.0) and others. ",
  made ? "geomap " + made.geomap + "; gazetteer " + made.gazetteer + "." : "");

apply();
/* Open where most incidents are: the frame that holds the most. */
const points = shown.filter(s => s.i.at).map(s => [s.i.at[1], s.i.at[0]]);
function fit() {
  if (!points.length) { map.setView([25, 20], 2); return; }
  map.fitBounds(L.latLngBounds(points).pad(0.12), {maxZoom: 9, animate: false, padding: [20, 20]});
}
fit();
placeLabels();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawBase());
document.documentElement.dataset.ready = "true";
})();
