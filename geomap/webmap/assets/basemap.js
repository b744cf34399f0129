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
      rank: Math.min(50, f.properties.area), span: Math.sqrt(f.properties.area), key: f.properties.id,
    })));
  }

  towns() {
    const named = new Map();
    for (const { place, onMap, geo_precision: precision } of INCIDENTS) {
      if (onMap && precision !== "area") named.set(place.name, { at: place.at, rank: 200 });
    }
    for (const [name, lon, lat, population] of DATA.towns) {
      if (!named.has(name)) named.set(name, { at: [lon, lat], rank: 60 + Math.log10(population + 1) });
    }
    return [...named].map(([text, { at, rank }]) => ({ text, at, cls: "town", size: 12, rank, box: null, below: true }));
  }

  visible(label, bounds, zoom) {
    const [lon, lat] = label.at;
    if (!bounds.contains([lat, lon])) return false;
    if (label.cls === "town") return zoom >= 5;
    if (label.cls === "region") return zoom >= 5 && label.span * 2 ** zoom * 256 / 360 > label.text.length * 5;
    const detailed = zoom >= 5 && DATA.frames.some(({ box }) => inBox(this.map.getCenter(), box));
    return detailed ? label.box !== null : label.box === null && zoom >= 2.5;
  }

  draw() {
    const [zoom, bounds] = [this.map.getZoom(), this.map.getBounds()];
    const taken = this.keepFree();
    const shown = [];
    const seen = new Set();
    const wanted = this.candidates.filter((c) => this.visible(c, bounds, zoom)).sort((a, b) => b.rank - a.rank);
    for (const label of wanted) {
      if (label.key && seen.has(label.key)) continue;
      const point = this.map.latLngToLayerPoint([label.at[1], label.at[0]]);
      const [w, h] = [label.text.length * label.size * (label.cls === "country" ? 0.86 : 0.56) + 6, label.size + 5];
      const y = point.y + (label.below ? 24 : 0);
      const box = [point.x - w / 2, y - h / 2, point.x + w / 2, y + h / 2];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      if (label.key) seen.add(label.key);
      const node = el("span", { class: `label ${label.cls}` }, words(label.text));
      L.DomUtil.setPosition(node, L.point(Math.round(point.x), Math.round(y)));
      shown.push(node);
    }
    this.pane.replaceChildren(...shown);
  }
}

const inBox = ({ lng, lat }, [west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north;
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
