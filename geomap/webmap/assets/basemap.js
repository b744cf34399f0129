// The embedded base map: the world coarsely, the regions of the incidents in detail, and labels.

/** Draw the land, the borders and the lines between regions. */
function drawBaseMap(map) {
  const pane = (name, z) => { map.createPane(name).style.zIndex = z; return name; };
  const layer = (collection, cls, paneName) => L.geoJSON(collection, {
    pane: paneName, interactive: false, className: cls, smoothFactor: 0.6,
    style: { className: cls, interactive: false },
    renderer: renderers[paneName] ??= L.svg({ pane: paneName, padding: 0.4 }),
  }).addTo(map);
  const renderers = {};
  const [world, region] = [pane("world", 200), pane("region", 210)];
  layer(DATA.world.land, "land", world);
  layer(DATA.world.countries, "border", world);
  const tellDistance = () => map.getContainer().classList.toggle("far", map.getZoom() < 4.75);
  map.on("zoomend", tellDistance);
  tellDistance();
  for (const { box: [west, south, east, north], layers } of DATA.frames) {
    L.rectangle([[south, west], [north, east]], {
      pane: region, interactive: false, className: "sea", renderer: renderers[region] ??= L.svg({ pane: region, padding: 0.4 }),
    }).addTo(map);
    layer(layers.land, "land", region);
    layer(layers.admin1, "admin1", region);
    layer(layers.countries, "border", region);
  }
}

/** Labels that never lie on one another: the most important first, then whatever has room. */
class Labels {
  constructor(map, keepFree) {
    this.map = map;
    this.keepFree = keepFree;  // returns boxes that labels must leave free
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = 620;
    this.pane.setAttribute("aria-hidden", "true");
    this.candidates = [...this.countries(), ...this.regions(), ...this.towns()];
    map.on("zoomend moveend resize", () => this.draw());
  }

  countries() {
    const inFrames = DATA.frames.flatMap(({ box, layers }) => layers.countries.features.map((f) => ({ f, box })));
    const coarse = DATA.world.countries.features.map((f) => ({ f, box: null }));
    return [...inFrames, ...coarse].filter(({ f }) => f.properties.label).map(({ f, box }) => ({
      text: countryName(f.properties.country), at: f.properties.label, cls: "country", size: 13, box,
      rank: 100 + (f.properties.share ?? 0), key: f.properties.country,
    }));
  }

  regions() {
    return DATA.frames.flatMap(({ box, layers }) => layers.admin1_labels.features.map((f) => ({
      text: f.properties.name, at: f.geometry.coordinates, cls: "region", size: 11, box,
      rank: Math.min(50, f.properties.area), span: Math.sqrt(f.properties.area), key: f.properties.id, country: f.properties.country,
    })));
  }

  towns() {
    const named = new Map();
    for (const { place, onMap, geo_precision: precision } of INCIDENTS) {
      if (onMap && precision !== "area") named.set(place.name, { at: place.at, rank: 200, cls: "here", below: 24 });
    }
    for (const [name, lon, lat, population] of DATA.towns) {
      if (!named.has(name)) named.set(name, { at: [lon, lat], rank: 60 + Math.log10(population + 1), cls: "town", below: 11 });
    }
    return [...named].map(([text, label]) => ({ text, size: 12, box: null, ...label }));
  }

  visible(label, bounds, zoom) {
    const [lon, lat] = label.at;
    if (!bounds.contains([lat, lon])) return false;
    if (label.cls === "here") return zoom >= 5;
    if (label.cls === "town") return zoom >= (label.rank > 66 ? 4 : label.rank > 65.3 ? 5.5 : 7);
    if (label.cls === "region") return zoom >= 5 && label.span * 2 ** zoom * 256 / 360 > label.text.length * 5;
    const detailed = zoom >= 5 && DATA.frames.some(({ box }) => inBox(this.map.getCenter(), box));
    if (detailed) return label.box !== null;
    return label.box === null && zoom >= (label.rank > 100 ? 2.5 : 4.5);  // islets and city states only from near
  }

  /** Countries that are in view without the point of their label: named amid their regions. */
  strangers(inView) {
    const named = new Set(inView.filter((c) => c.cls === "country").map((c) => c.key));
    const regions = inView.filter((c) => c.cls === "region" && !named.has(c.country));
    return [...Map.groupBy(regions, (c) => c.country)].filter(([, own]) => own.length > 2).map(([code, own]) => {
      const middle = [0, 1].map((k) => own.reduce((sum, c) => sum + c.at[k], 0) / own.length);
      const [at, ...elsewhere] = own.map((c) => c.at).sort((a, b) => far(a, middle) - far(b, middle));
      return { text: countryName(code), at, elsewhere, cls: "country", size: 13, rank: 99, key: code };
    });
  }

  /** Return where a label has room: at its point, or at one of the others it may stand at. */
  room(label, taken) {
    const [w, h] = [label.text.length * label.size * (label.cls === "country" ? 0.86 : 0.56) + 6, label.size + 5];
    for (const [lon, lat] of [label.at, ...(label.elsewhere ?? [])]) {
      const position = this.map.latLngToLayerPoint([lat, lon]).add([0, label.below ?? 0]).round();
      const box = [position.x - w / 2, position.y - h / 2, position.x + w / 2, position.y + h / 2];
      if (!taken.some((other) => overlap(box, other))) return { box, position };
    }
    return null;
  }

  draw() {
    const [zoom, bounds] = [this.map.getZoom(), this.map.getBounds()];
    const taken = this.keepFree();
    const shown = [];
    const seen = new Set();
    const inView = this.candidates.filter((c) => this.visible(c, bounds, zoom));
    const wanted = [...inView, ...this.strangers(inView)].sort((a, b) => b.rank - a.rank);
    for (const label of wanted) {
      if (label.key && seen.has(label.key)) continue;
      const { box, position } = this.room(label, taken) ?? {};
      if (!box) continue;
      taken.push(box);
      if (label.key) seen.add(label.key);
      const node = el("span", { class: `label ${label.cls}` }, words(label.text));
      L.DomUtil.setPosition(node, position);
      shown.push(node);
    }
    this.pane.replaceChildren(...shown);
  }
}

const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
const inBox = ({ lng, lat }, [west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north;
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
