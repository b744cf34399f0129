// The incidents on the map: single symbols, stacks that fan out, clusters that show their mix.
const TOUCH = 30;  // pixels; symbols nearer than this would lie on one another,
const CROWDED = 44;  // and rings of many hundreds, which are wider
const FAN = 20;  // more incidents than this at one place are listed, not fanned out

/** Return where an incident is drawn; of an area, its middle. */
const lonLat = ({ geo_precision: precision, place }) => (precision === "area" && place.middle) || place.at;

const spot = (incident) => {
  const [lon, lat] = lonLat(incident);
  return L.latLng(lat, lon);
};

/** Return where an incident is drawn, as shares of the world's square; kept with the incident. */
const onSquare = (incident) => (incident.square ??= squared(lonLat(incident)));

function squared([lon, lat]) {
  const tall = Math.log(Math.tan(Math.PI / 4 + Math.max(-85.05, Math.min(85.05, lat)) * Math.PI / 360));
  return [lon / 360 + 0.5, 0.5 - tall / (2 * Math.PI)];
}

/** Things on a plane, found again by a point that is nearer to one of them than some distance. */
class Grid {
  constructor(distance) {
    this.distance = distance;
    this.cells = new Map();
    this.all = [];
  }

  key(i, j) {
    return i * 2 ** 20 + j;  // the world is at most 2 ** 22 pixels wide, a cell many of them
  }

  near(x, y) {
    const [i, j] = [Math.floor(x / this.distance), Math.floor(y / this.distance)];
    for (let a = i - 1; a <= i + 1; a++) {
      for (let b = j - 1; b <= j + 1; b++) {
        const found = this.cells.get(this.key(a, b))?.find((one) => (one.x - x) ** 2 + (one.y - y) ** 2 < this.distance ** 2);
        if (found) return found;
      }
    }
    return null;
  }

  add(one) {
    const key = this.key(Math.floor(one.x / this.distance), Math.floor(one.y / this.distance));
    if (this.cells.has(key)) this.cells.get(key).push(one); else this.cells.set(key, [one]);
    this.all.push(one);
  }
}

class Markers {
  constructor(map, choose) {
    this.map = map;
    this.choose = choose;
    this.shown = [];
    this.selected = null;
    this.fanned = null;
    map.createPane("grounds").style.zIndex = 350;
    this.grounds = L.layerGroup().addTo(map);
    this.symbols = L.layerGroup().addTo(map);
    this.fan = L.layerGroup().addTo(map);
    this.pair = L.layerGroup().addTo(map);
    this.waits = true;  // until the first view is found
    map.on("moveend", () => this.draw());
    map.on("zoomstart", () => this.foldFan());
    map.on("click", () => this.foldFan());
  }

  start() {
    this.waits = false;
    this.draw();
  }

  /** Show these incidents and no others. */
  show(incidents) {
    this.shown = incidents.filter((incident) => incident.onMap);
    this.foldFan();
    this.drawGrounds();
    this.draw();
  }

  bounds(incidents = this.shown) {
    const box = L.latLngBounds(cornersOf(incidents.map(lonLat)));
    for (const incident of incidents) {
      if (incident.place.outline && incident.geo_precision === "area") box.extend(L.geoJSON(incident.place.outline).getBounds());
    }
    return box;
  }

  /** Areas and circles: how far off the event may have been. Each ground is drawn once. */
  drawGrounds() {
    this.grounds.clearLayers();
    const drawn = new Set();
    for (const incident of this.shown.slice(0, 2000)) {
      const { place, geo_precision: precision, radius_km: km } = incident;
      const outline = precision === "area" && place.outline;
      const circle = !outline && precision !== "exact" && km;
      const key = `${place.at} ${precision} ${km} ${typeOf(incident.type).group}`;
      if ((!outline && !circle) || drawn.has(key)) continue;
      drawn.add(key);
      const style = { pane: "grounds", className: `ground ${precision} g-${typeOf(incident.type).group}`, bubblingMouseEvents: false };
      const layer = outline ? L.geoJSON(outline, { pane: "grounds", style })
        : L.circle(spot(incident), { ...style, radius: km * 1000 });
      layer.on("click", () => this.choose(incident)).addTo(this.grounds);
    }
  }

  /** Return the incidents in view, those together whose symbols would lie on one another. */
  clusters() {
    const near = this.shown.length < 500 ? TOUCH : CROWDED;
    const [size, view] = [256 * 2 ** this.map.getZoom(), this.map.getBounds().pad(0.2)];
    const [west, north] = squared([view.getWest(), view.getNorth()]);
    const [east, south] = squared([view.getEast(), view.getSouth()]);
    const grid = new Grid(near);
    for (const incident of this.shown) {
      const [x, y] = onSquare(incident);
      if (x < west || x > east || y < north || y > south) continue;
      const home = grid.near(x * size, y * size);
      if (home) home.incidents.push(incident);
      else grid.add({ x: x * size, y: y * size, at: spot(incident), incidents: [incident] });
    }
    return grid.all;
  }

  draw() {
    if (this.waits) return;
    const focused = document.activeElement?.dataset?.key;
    this.symbols.clearLayers();
    this.drawn = this.clusters();
    for (const cluster of this.drawn) this.marker(cluster).addTo(this.symbols);
    this.highlight(this.selected);
    if (focused) this.symbols.eachLayer((m) => m.getElement()?.dataset.key === focused && m.getElement().focus());
  }

  marker({ at, incidents }) {
    if (incidents.length === 1) return this.single(incidents[0], at, this.symbols);
    const icon = clusterPicture(incidents);
    const label = `${incidents.length} incidents: ${mix(incidents)}`;
    return this.button(at, icon, label, `c${incidents[0].number}`, () => this.open(at, incidents));
  }

  single(incident, at) {
    const icon = el("span", { class: `pin p-${incident.geo_precision}` }, symbol(incident.type, incident.status));
    const label = `${typeOf(incident.type).label}, ${where(incident)}, ${when(incident)}, ${STATUSES[incident.status]}`;
    return this.button(at, icon, label, `i${incident.number}`, () => this.choose(incident), incident);
  }

  button(at, html, label, key, action, incident = null) {
    const icon = L.divIcon({ className: "spot", html, iconSize: [28, 28] });
    const marker = L.marker(at, { icon, keyboard: true, riseOnHover: true, bubblingMouseEvents: false });
    marker.incident = incident;
    marker.on("click", action);
    marker.on("add", () => {
      const node = marker.getElement();
      node.setAttribute("aria-label", label);
      node.title = label;
      node.dataset.key = key;
      node.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); action(); }
      });
    });
    return marker;
  }

  /** Open a stack: come nearer if that parts it, else fan it out, or list what is too many. */
  open(at, incidents) {
    const box = L.latLngBounds(incidents.map(spot));
    const parts = this.map.getBoundsZoom(box.pad(0.1)) > this.map.getZoom() + 0.5 && this.map.getZoom() < this.map.getMaxZoom();
    const apart = box.getSouthWest().distanceTo(box.getNorthEast()) > 300;
    if (apart && parts) this.map.fitBounds(box.pad(0.3), { maxZoom: this.map.getMaxZoom() });
    else if (incidents.length <= FAN) this.fanOut(at, incidents);
    else this.listAll(at, incidents);
  }

  fanOut(at, incidents) {
    this.foldFan();
    const middle = this.map.latLngToLayerPoint(at);
    const radius = Math.max(40, incidents.length * 34 / (2 * Math.PI));
    incidents.forEach((incident, i) => {
      const angle = (i / incidents.length) * 2 * Math.PI - Math.PI / 2;
      const tip = this.map.layerPointToLatLng(middle.add([radius * Math.cos(angle), radius * Math.sin(angle)]));
      L.polyline([at, tip], { className: "leg", interactive: false, pane: "grounds" }).addTo(this.fan);
      this.single(incident, tip).setZIndexOffset(1000).addTo(this.fan);
    });
    this.fanned = incidents;
    let first = null;
    this.fan.eachLayer((layer) => { first ??= layer.getElement?.()?.tabIndex === 0 ? layer.getElement() : null; });
    first?.focus({ preventScroll: true });
  }

  foldFan() {
    this.fan.clearLayers();
    this.fanned = null;
  }

  listAll(at, incidents) {
    const items = incidents.slice(0, 200).map((incident) => el("li", {}, el("button", { type: "button", onclick: () => this.choose(incident) },
      symbol(incident.type, incident.status, 18), ` ${typeOf(incident.type).label}, ${when(incident)}`)));
    L.popup({ maxWidth: 320, maxHeight: 300 }).setLatLng(at)
      .setContent(el("div", {}, el("h2", {}, `${incidents.length} incidents here`), el("ol", { class: "here" }, ...items))).openOn(this.map);
  }

  highlight(incident) {
    this.selected = incident;
    this.pair.clearLayers();
    for (const id of incident?.onMap ? incident.linked ?? [] : []) {
      const other = BY_ID.get(id);
      if (!other?.onMap) continue;
      L.polyline([spot(incident), spot(other)], { className: "pair", interactive: false, pane: "grounds" }).addTo(this.pair);
    }
    for (const group of [this.symbols, this.fan]) {
      group.eachLayer((m) => m.getElement?.()?.classList.toggle("selected", incident !== null && m.incident === incident));
    }
  }

  /** Tell whether an incident is hidden in a cluster with others that lie elsewhere. */
  isCrowded(incident) {
    const cluster = this.drawn.find(({ incidents }) => incidents.includes(incident));
    return cluster !== undefined && cluster.incidents.some((other) => !spot(other).equals(spot(incident)));
  }

  /** Return what the symbols stand for: the place where most happened, and how many others. */
  names() {
    const named = new Map();
    for (const { at, incidents } of this.drawn ?? []) {
      const [[place], ...others] = counted(incidents.map((i) => called(i.place)));
      const text = others.length ? `${place.split(" (")[0]} + ${others.length} more` : place;
      if (!named.has(text)) named.set(text, { text, at: [at.lng, at.lat], rank: 200 + incidents.length });
    }
    return [...named.values()];
  }

  /** Return the boxes that symbols take, in layer pixels. */
  boxes() {
    return (this.drawn ?? []).map(({ at }) => {
      const { x, y } = this.map.latLngToLayerPoint(at);
      return [x - 15, y - 15, x + 15, y + 15];
    });
  }
}

/** Return the two corners of a box round points; none round none. */
function cornersOf(points) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return points.length ? [[south, west], [north, east]] : [];
}

const counted = (values) => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const mix = (incidents) => counted(incidents.map((i) => typeOf(i.type).label)).map(([label, n]) => `${n} ${label.toLowerCase()}`).join(", ");

/** Return a number in at most four letters: 999, 1.2k, 12k. */
const inShort = (n) => (n < 1000 ? n : `${(n / 1000).toFixed(n < 9950 ? 1 : 0)}k`);

/** Return a ring whose arcs show the mix of kinds, the number in it. */
function clusterPicture(incidents) {
  const size = incidents.length < 10 ? 32 : incidents.length < 100 ? 38 : incidents.length < 1000 ? 44 : 50;
  const around = 2 * Math.PI * 15;
  let turned = 0;
  const arcs = counted(incidents.map((i) => typeOf(i.type).group)).map(([group, n]) => {
    const arc = svg("circle", { cx: 20, cy: 20, r: 15, class: `arc g-${group}`, "stroke-dasharray": `${around * n / incidents.length} ${around}`, "stroke-dashoffset": -turned });
    turned += around * n / incidents.length;
    return arc;
  });
  const text = svg("text", { x: 20, y: 24.5, "text-anchor": "middle" });
  text.textContent = inShort(incidents.length);
  const picture = svg("svg", { viewBox: "0 0 40 40", width: size, height: size, "aria-hidden": "true", focusable: "false", class: "cluster" },
    [svg("circle", { cx: 20, cy: 20, r: 18.5, class: "disc" }), ...arcs, text]);
  return el("span", { class: "pin" }, picture);
}
