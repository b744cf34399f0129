// Puts the parts together: one choice and one set of shown incidents, for the map and the list.
const map = window[document.querySelector(".folium-map").dataset.name];
const side = document.getElementById("geomap-panel");
document.querySelector("h1 bdi").textContent = DATA.title;
drawBaseMap(map);
const filters = new Filters(side, refresh);
const panel = new Panel(side, choose);
const timeline = new Timeline(document.getElementById("geomap-days"), filters);
const markers = new Markers(map, choose);
const labels = new Labels(map, () => markers.boxes());
const popup = L.popup({ maxWidth: Math.min(380, window.innerWidth - 60), minWidth: Math.min(280, window.innerWidth - 80), autoPanPadding: [24, 24], className: "story" });
let chosen = null;
let cameFrom = null;

/** Choose an incident, on the map and in the list; a stack that it lies in fans out first. */
function choose(incident, from = null) {
  chosen = incident;
  cameFrom = from ?? document.activeElement;
  panel.select(incident);
  markers.highlight(incident);
  if (!incident.onMap) { map.closePopup(popup); return; }
  const { x, y } = map.getSize();
  popup.options.maxHeight = Math.max(160, Math.min(460, y - 90));
  const at = spot(incident);
  if (!map.getBounds().pad(-0.1).contains(at)) map.setView(at, Math.max(map.getZoom(), Math.min(8, map.getMaxZoom())), { animate: false });
  popup.setLatLng(at).setContent(card(incident, choose, "geomap-story")).openOn(map);
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
  if (document.body.contains(cameFrom)) cameFrom.focus({ preventScroll: true });
});

/** Show everywhere what the filters let through. */
function refresh() {
  const incidents = filters.shown();
  if (chosen !== null && !incidents.includes(chosen)) map.closePopup(popup);
  panel.show(incidents);
  panel.select(chosen, false);
  timeline.follow();
  markers.show(incidents);
  labels.draw();
}

function home() {
  const box = markers.bounds();
  if (box.isValid()) map.fitBounds(box.pad(0.08), { maxZoom: 9, padding: [30, 30], animate: false });
  else map.setView([20, 10], 2, { animate: false });
}

const corner = L.control({ position: "bottomleft" });
corner.onAdd = () => { const node = legend(); L.DomEvent.disableClickPropagation(node); L.DomEvent.disableScrollPropagation(node); return node; };
corner.addTo(map);
L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
document.getElementById("geomap-foot").append(...footer());
refresh();
home();
document.documentElement.dataset.ready = "true";
