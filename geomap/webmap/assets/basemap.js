// The embedded base map: the world coarsely, the regions of the incidents in detail, and labels.

/** Draw land, lakes, and the lines between countries and regions: each ground once, by its finest level. */
function drawBaseMap(map) {
  const pane = (name, z) => { map.createPane(name).style.zIndex = z; return L.svg({ pane: name, padding: 0.4 }); };
  const [land, lines] = [pane("land", 190), pane("lines", 210)];  // an online layer lies between
  const draw = (name, cls, renderer) => {
    for (const shape of DATA.ground[name]) {
      const style = { pane: renderer.options.pane, renderer, className: cls, interactive: false, smoothFactor: 0.6 };
      L.geoJSON(shape, { ...style, style }).addTo(map);
    }
  };
  draw("land", "land", land);
  draw("lakes", "lake", land);
  draw("admin1", "admin1", lines);
  draw("countries", "border", lines);
  const tellDistance = () => {
    map.getContainer().classList.toggle("far", map.getZoom() < 6.5);
    map.getContainer().classList.toggle("afar", map.getZoom() < 4.75);
  };
  map.on("zoomend", tellDistance);
  tellDistance();
}

/** Labels that never lie on one another: the most important first, then whatever has room. */
class Labels {
  constructor(map, keepFree, named) {
    this.map = map;
    this.keepFree = keepFree;  // returns boxes that labels must leave free
    this.named = named;  // returns the names of the symbols on the map
    this.waits = true;  // until the first view is found
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = 620;
    this.pane.setAttribute("aria-hidden", "true");
    this.candidates = [...this.countries(), ...this.regions(), ...this.towns()];
    map.on("moveend", () => this.draw());
  }

  start() {
    this.waits = false;
    this.draw();
  }

  countries() {
    return DATA.labels.flatMap(({ box, countries }) => countries.map(([code, lon, lat, share]) => ({
      text: titled(code), at: [lon, lat], cls: "country", size: 13, box, rank: 100 + share, key: code,
    })));
  }

  regions() {
    return DATA.labels.flatMap(({ box, regions }) => regions.map(([key, text, lon, lat, country, area]) => ({
      text, at: [lon, lat], cls: "region", size: 11, box, rank: Math.min(50, area), span: Math.sqrt(area), key, country,
    })));
  }

  towns() {
    return DATA.towns.map(([text, lon, lat, population]) => ({
      text, at: [lon, lat], cls: "town", size: 12, box: null, rank: 60 + Math.log10(population + 1), below: 11,
    }));
  }

  /** Return the names of what the symbols stand for; a town that bears one is not named again. */
  symbols(zoom) {
    return zoom < 5 ? [] : this.named().map((name) => ({ ...name, cls: "here", size: 12, box: null, below: 24 }));
  }

  visible(label, bounds, zoom) {
    const [lon, lat] = label.at;
    if (!bounds.contains([lat, lon])) return false;
    if (label.cls === "town") return zoom >= (label.rank > 66 ? 4 : label.rank > 65.3 ? 5.5 : 7);
    if (label.cls === "region") return zoom >= 5 && label.span * 2 ** zoom * 256 / 360 > label.text.length * 5;
    const detailed = zoom >= 5 && DATA.frames.some((box) => inBox(this.map.getCenter(), box));
    if (detailed) return label.box !== null;
    return label.box === null && zoom >= (label.rank > 100 ? 1 : 4.5);  // islets and city states only from near
  }

  /** Countries that are in view without the point of their label: named amid their regions. */
  strangers(inView) {
    const named = new Set(inView.filter((c) => c.cls === "country").map((c) => c.key));
    const byCountry = new Map();
    for (const c of inView) {
      if (c.cls !== "region" || named.has(c.country)) continue;
      byCountry.set(c.country, [...(byCountry.get(c.country) ?? []), c]);
    }
    return [...byCountry].filter(([, own]) => own.length > 2).map(([code, own]) => {
      const middle = [0, 1].map((k) => own.reduce((sum, c) => sum + c.at[k], 0) / own.length);
      const [at, ...elsewhere] = own.map((c) => c.at).sort((a, b) => far(a, middle) - far(b, middle));
      return { text: titled(code), at, elsewhere, cls: "country", size: 13, rank: 99, key: code };
    });
  }

  /** Return where a label has room: at its point, beside it, or at one of the others it may stand at. */
  room(label, taken, frame) {
    const [w, h] = [(label.wide ??= widthOf(label)) + 6, label.size + 5];
    for (const [lon, lat] of [label.at, ...(label.elsewhere ?? [])]) {
      const point = this.map.latLngToLayerPoint([lat, lon]);
      for (const [x, y] of besides(label, w)) {
        const position = point.add([x, y]).round();
        const box = [position.x - w / 2, position.y - h / 2, position.x + w / 2, position.y + h / 2];
        if (within(box, frame) && !taken.some((other) => overlap(box, other))) return { box, position };
      }
    }
    return null;
  }

  /** Return the box of what is seen of the map, in layer pixels. */
  frame() {
    const from = this.map.containerPointToLayerPoint([0, 0]);
    const to = from.add(this.map.getSize());
    return [from.x, from.y, to.x, to.y];
  }

  draw() {
    if (this.waits) return;
    const [zoom, bounds] = [this.map.getZoom(), this.map.getBounds()];
    const [taken, frame] = [this.keepFree(), this.frame()];
    const shown = [];
    const seen = new Set();
    const inView = this.candidates.filter((c) => this.visible(c, bounds, zoom));
    const here = this.symbols(zoom);
    const told = new Set(here.map((label) => label.text));
    const wanted = [...here, ...inView.filter((c) => c.cls === "country" || !told.has(c.text)), ...this.strangers(inView)].sort((a, b) => b.rank - a.rank);
    for (const label of wanted) {
      if (label.key && seen.has(label.key)) continue;
      const { box, position } = this.room(label, taken, frame) ?? {};
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

/** Return the label of a country; one that is another's to the state whose view this is says so. */
const titled = (code) => (DATA.owners[code] ? `${countryName(code)} (${DATA.owners[code]})` : countryName(code));

/** Return how many pixels a label takes, as it is written. */
function widthOf({ text, cls, size }) {
  PEN.font = `${cls === "here" ? 650 : 400} ${cls === "region" ? "italic " : ""}${size}px ${LETTERS}`;
  const spread = cls === "country" ? 0.14 * size * text.length : 0;
  return PEN.measureText(cls === "country" ? text.toUpperCase() : text).width + spread;
}

const PEN = document.createElement("canvas").getContext("2d");
const LETTERS = getComputedStyle(document.body).fontFamily;

/** Return how far from its point, in pixels, a label's middle may stand: under, over, right or left of a symbol. */
const besides = ({ cls, below = 0 }, width) => (cls === "here" ? [[0, below], [0, -below], [18 + width / 2, 0], [-18 - width / 2, 0]] : [[0, below]]);

const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
const inBox = ({ lng, lat }, [west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north;
const within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
