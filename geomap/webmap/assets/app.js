// Puts the parts together: one choice and one set of shown incidents, for the map and the list.
const map = window[document.querySelector(".folium-map").dataset.name];
const side = document.getElementById("geomap-panel");
document.querySelector("h1 bdi").textContent = DATA.title;
const control = new Control(map);
const address = new Address();
const filters = new Filters(side, address, () => refresh());
const panel = new Panel(side, choose);
const timeline = new Timeline(document.getElementById("geomap-days"), filters);
const markers = new Markers(map, choose);
const labels = new Labels(map, () => [...markers.boxes(), ...furniture()], () => markers.names());
const popup = L.popup({ autoPanPadding: [16, 16], className: "story" });
let chosen = null;
let cameFrom = null;

/** Choose an incident, on the map and in the list; a stack that it lies in fans out first. */
function choose(incident, from = null) {
  const active = document.activeElement;
  const step = active?.closest(".step")?.getAttribute("aria-label");
  const came = from ?? (active?.closest(".card") ? cameFrom : active);
  if (!incident.onMap) map.closePopup(popup);  // which lets go of the one before
  [chosen, cameFrom] = [incident, came];
  panel.select(incident);
  markers.highlight(incident);
  if (incident.onMap) tellOf(incident);
  if (step) document.querySelector(`.card .step[aria-label="${step}"]:enabled`)?.focus({ preventScroll: true });
  address.save();
}

function tellOf(incident) {
  const { x, y } = map.getSize();
  Object.assign(popup.options, { maxWidth: Math.min(380, x - 64), minWidth: Math.min(280, x - 80), maxHeight: Math.max(160, Math.min(460, y - 120)) });
  const at = spot(incident);
  const lost = !map.getBounds().pad(-0.1).contains(at);
  if (lost || markers.isCrowded(incident)) map.setView(at, Math.max(map.getZoom(), 9), { animate: false });
  popup.setLatLng(at).setContent(card(incident, choose, "geomap-story", panel.nextTo(incident))).openOn(map);
  popup.getElement().setAttribute("role", "dialog");
  popup.getElement().setAttribute("aria-labelledby", "geomap-story");
  popup.getElement().tabIndex = -1;
  popup.getElement().focus({ preventScroll: true });
  if (x < 700) document.getElementById("geomap-stage").scrollIntoView({ block: "start" });
}

map.on("popupclose", (event) => {
  if (event.popup !== popup) return;
  chosen = null;
  panel.select(null);
  markers.highlight(null);
  address.save();
  const came = document.body.contains(cameFrom) ? cameFrom : document.querySelector(`.spot[data-key="${cameFrom?.dataset?.key}"]`);
  came?.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") map.closePopup();
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const way = { n: "next", p: "previous" }[event.key];
  if (!way) return;
  const to = chosen === null ? panel.incidents[0] : panel.nextTo(chosen)[way];
  if (to) choose(to);
});

/** Show everywhere what the filters let through. */
function refresh() {
  const incidents = filters.shown();
  if (chosen !== null && !incidents.includes(chosen)) map.closePopup(popup);
  panel.show(incidents);
  panel.select(chosen, false);
  timeline.follow();
  control.show(filters.days ?? timeline.main);
  markers.show(incidents);
  labels.draw();
}

/** Show all incidents, or, where a few lie far from the rest, the rest: a button leads to all. */
function home() {
  const all = markers.bounds();
  if (!all.isValid()) { map.setView([20, 10], 2, { animate: false }); return; }
  const most = markers.bounds(bulk(markers.shown));
  const apart = most.isValid() && wide(all) > 3 * wide(most) && wide(all) > 30;
  fit(apart ? most : all);
  if (apart) offerAll(all, most);
}

/** Return the boxes that the legend and the controls take, in layer pixels. */
function furniture() {
  const { left, top } = map.getContainer().getBoundingClientRect();
  const origin = map.containerPointToLayerPoint([0, 0]);
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => {
    const box = node.getBoundingClientRect();
    const [x, y] = [origin.x + box.left - left, origin.y + box.top - top];
    return [x - 4, y - 4, x + box.width + 4, y + box.height + 4];
  });
}

const wide = (box) => Math.max(box.getEast() - box.getWest(), box.getNorth() - box.getSouth(), 1);

/** Return the zoom at which the whole world is as wide as the map: on a phone further off than on a screen. */
const widest = () => Math.min(2, Math.floor(Math.log2(map.getSize().x / 256) * 4) / 4);

/** Bring a box into view, beside the legend where the map is wide enough for both. */
function fit(box) {
  map.setMinZoom(widest());
  const left = key.open && !narrow.matches && map.getSize().x > 800 ? key.offsetWidth + 30 : 30;
  map.fitBounds(box.pad(0.05), { maxZoom: 9, paddingTopLeft: [left, 30], paddingBottomRight: [30, 40], animate: false });
}

/** Return the incidents within reach of the middle one; none unless they are nine tenths of all. */
function bulk(incidents) {
  const spots = incidents.map(lonLat);
  const middle = (k) => Float64Array.from(spots, (point) => point[k]).sort()[Math.floor(spots.length / 2)];
  const [lon, lat] = [middle(0), middle(1)];
  const near = incidents.filter((_, i) => Math.abs(spots[i][1] - lat) < 20 && Math.abs(spots[i][0] - lon) < 25);
  return near.length >= 0.9 * incidents.length ? near : [];
}

function offerAll(all, most) {
  const outside = markers.shown.filter((incident) => !most.contains(spot(incident))).length;
  const control = L.control({ position: "topright" });
  control.onAdd = () => el("button", { type: "button", class: "all", onclick: (event) => { event.stopPropagation(); fit(all); control.remove(); } },
    `${plural(outside, "incident")} far from here: show all`);
  control.addTo(map);
}

const key = legend();
const corner = L.control({ position: "bottomleft" });
corner.onAdd = () => { const node = el("div", {}); L.DomEvent.disableClickPropagation(node); L.DomEvent.disableScrollPropagation(node); return node; };
corner.addTo(map);
const narrow = window.matchMedia("(max-width: 760px)");
const placeKey = () => { if (narrow.matches) document.querySelector(".stage").append(key); else corner.getContainer().append(key); };
narrow.addEventListener("change", placeKey);
key.addEventListener("toggle", () => labels.draw());
placeKey();
L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
document.getElementById("geomap-foot").append(...footer());
// The first view is found before anything is drawn: what is drawn at each step would be thrown away.
refresh();
map.invalidateSize({ animate: false, pan: false });  // the days and the foot took their room since
home();
drawBaseMap(map);
if (DATA.tiles) onlineLayer(map, DATA.tiles);
markers.start();
labels.start();
let moved = false;  // by the reader: the first view needs no place in the address
address.add({
  write: (state) => {
    if (chosen !== null) state.set("see", chosen.id);
    const { lat, lng } = map.getCenter();
    if (moved) state.set("map", [map.getZoom(), lat.toFixed(3), lng.toFixed(3)].join("/"));
  },
  read: (state, again) => {
    const [zoom, lat, lng] = /^[\d.]+(\/-?[\d.]+){2}$/.test(state.get("map") ?? "") ? state.get("map").split("/").map(Number) : [];
    moved = Number.isFinite(zoom + lat + lng) && zoom <= 14 && Math.abs(lat) <= 85 && Math.abs(lng) <= 540;
    if (moved) map.setView([lat, lng], zoom, { animate: false });
    const seen = BY_ID.get(state.get("see"));
    if (seen && panel.incidents.includes(seen)) { if (seen !== chosen) choose(seen); } else if (again) map.closePopup(popup);
  },
});
map.on("dragend zoomend", () => { moved = true; });
map.on("moveend", () => { if (moved) address.save(); });

// Before it is printed, the page is laid out as on paper: the map must know its size there.
let onScreen = null;
window.addEventListener("beforeprint", () => {
  onScreen = { view: [map.getCenter(), map.getZoom()], open: key.open };
  const seen = map.getBounds();
  map.closePopup();
  document.body.classList.add("printing");
  document.getElementById("geomap-stage").after(key);
  key.open = true;
  map.invalidateSize({ animate: false, pan: false });
  map.fitBounds(seen, { animate: false });
});
window.addEventListener("afterprint", () => {
  if (onScreen === null) return;
  document.body.classList.remove("printing");
  placeKey();
  key.open = onScreen.open;
  map.invalidateSize({ animate: false, pan: false });
  map.setView(...onScreen.view, { animate: false });
  onScreen = null;
});
performance.mark("geomap-ready");
document.documentElement.dataset.ready = "true";
