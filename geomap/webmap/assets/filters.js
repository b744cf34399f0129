// What is shown: words searched for, values ticked, days chosen. The page's address holds it all.

const FACETS = {
  type: { label: "Type", of: (i) => i.type, say: (v) => typeOf(v).label },
  status: { label: "Status", of: (i) => i.status, say: (v) => STATUSES[v] ?? v },
  who: { label: "Who says so", of: (i) => who(i), say: (v) => v },
  actor: { label: "By whom", of: (i) => i.actor ?? "not told", say: (v) => v },
  country: { label: "By law in", of: (i) => i.ground?.country ?? i.place?.country ?? "not told", say: countryName },
  held: { label: "Held by", of: (i) => i.ground?.controlled_by?.[0] ?? "not known", say: countryName },
  exact: { label: "How exactly", of: (i) => (i.place === null ? "no place" : i.geo_precision ?? "exact"), say: (v) => PRECISIONS[v] ?? v },
  report: { label: "Report", of: (i) => i.document.id, say: (v) => TITLES.get(v) ?? v },
};
const PRECISIONS = { exact: "at the place", near: "near the place", area: "in an area", country: "only the country", "no place": "no place told" };
const TITLES = new Map(DATA.documents.map((document) => [document.id, document.title ?? document.id]));
const SORTS = {
  text: { label: "as told", by: (a, b) => a.number - b.number },
  newest: { label: "newest first", by: (a, b) => ((b.end ?? b.start ?? "") < (a.end ?? a.start ?? "") ? -1 : 1) },
  oldest: { label: "oldest first", by: (a, b) => ((a.start ?? "9") < (b.start ?? "9") ? -1 : 1) },
  place: { label: "by place", by: (a, b) => where(a).localeCompare(where(b), "en") },
  type: { label: "by type", by: (a, b) => typeOf(a.type).label.localeCompare(typeOf(b.type).label, "en") },
};
const MOST = 40;  // values offered for one facet

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const haystack = (i) => plain([typeOf(i.type).label, where(i), i.place?.name, i.place?.admin1, i.actor, i.target, who(i),
  i.document.title, i.document.source, ...i.evidence.map(([, text]) => text)].filter(Boolean).join(" \n"));

class Filters {
  constructor(root, changed) {
    this.changed = changed;
    this.ticked = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()]));
    this.days = null;
    this.search = el("input", { type: "search", id: "geomap-search", placeholder: "Search words, places, sources", "aria-label": "Search the incidents", oninput: () => this.change() });
    this.sort = el("select", { "aria-label": "Sort the list", onchange: () => this.change() },
      ...Object.entries(SORTS).map(([name, { label }]) => el("option", { value: name }, label)));
    this.clear = el("button", { type: "button", class: "clear", hidden: true, onclick: () => this.reset() }, "Show all");
    this.boxes = el("div", { class: "facets" });
    this.summary = el("summary", {}, "Filter");
    root.append(el("div", { class: "tools", role: "search" }, el("div", { class: "bar" }, this.search, this.sort),
      el("details", { class: "filter" }, this.summary, this.boxes), this.clear));
    this.read();
    this.offer();
    window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== this.written) { this.read(); this.offer(); this.changed(); } });
  }

  /** Make the tick boxes of each facet that tells incidents apart, with counts. */
  offer() {
    const groups = Object.entries(FACETS).map(([name, facet]) => {
      const values = counted(INCIDENTS.map(facet.of));
      if (values.length < 2) return null;
      const chosen = this.ticked[name];
      const box = ([value, n]) => {
        const input = el("input", { type: "checkbox", value, onchange: () => { if (input.checked) chosen.add(value); else chosen.delete(value); this.change(); } });
        input.checked = chosen.has(value);
        return el("label", {}, input, words(facet.say(value)), el("small", {}, ` ${n}`));
      };
      const offered = values.filter(([value], i) => i < MOST || chosen.has(value));
      return el("details", { open: chosen.size > 0 }, el("summary", {}, facet.label, el("small", {}, ` ${values.length}`)),
        el("fieldset", { "data-facet": name }, el("legend", { class: "unseen" }, facet.label), ...offered.map(box)));
    });
    this.boxes.replaceChildren(...groups.filter(Boolean));
  }

  shown() {
    const needles = plain(this.search.value).split(/\s+/).filter(Boolean);
    const facets = Object.entries(FACETS).filter(([name]) => this.ticked[name].size);
    const [from, to] = this.days ?? [null, null];
    return INCIDENTS.filter((i) => facets.every(([name, { of }]) => this.ticked[name].has(of(i)))
      && (from === null || (i.start !== null && i.start <= to && (i.end ?? i.start) >= from))
      && needles.every((needle) => (i.words ??= haystack(i)).includes(needle))).sort(SORTS[this.sort.value].by);
  }

  setDays(days) {
    this.days = days;
    this.change();
  }

  change() {
    this.write();
    this.changed();
  }

  reset() {
    for (const chosen of Object.values(this.ticked)) chosen.clear();
    this.search.value = "";
    this.days = null;
    this.offer();
    this.change();
  }

  get active() {
    return this.search.value.trim() !== "" || this.days !== null || Object.values(this.ticked).some((chosen) => chosen.size);
  }

  write() {
    const state = new URLSearchParams();
    for (const [name, chosen] of Object.entries(this.ticked)) for (const value of chosen) state.append(name, value);
    if (this.search.value.trim()) state.set("q", this.search.value.trim());
    if (this.days) state.set("days", this.days.join("/"));
    if (this.sort.value !== "text") state.set("sort", this.sort.value);
    this.written = state.toString();
    try {
      window.history.replaceState(null, "", this.written ? `#${this.written}` : "#");
    } catch { /* a frame in a notebook has no address of its own */ }
    this.tell();
  }

  read() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const [name, chosen] of Object.entries(this.ticked)) {
      chosen.clear();
      for (const value of state.getAll(name)) chosen.add(value);
    }
    this.search.value = state.get("q") ?? "";
    const days = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(state.get("days") ?? "");
    this.days = days ? [days[1], days[2]] : null;
    this.sort.value = Object.hasOwn(SORTS, state.get("sort") ?? "") ? state.get("sort") : "text";
    this.written = location.hash.slice(1);
    this.tell();
  }

  tell() {
    const n = Object.values(this.ticked).reduce((sum, chosen) => sum + chosen.size, 0);
    this.summary.textContent = n ? `Filter (${n})` : "Filter";
    this.clear.hidden = !this.active;
  }
}
