// What is shown: words searched for, values ticked, days chosen.

const SORTS = {
  text: { label: "as told", by: (a, b) => a.number - b.number },
  newest: { label: "newest first", by: (a, b) => ((b.end ?? b.start ?? "") < (a.end ?? a.start ?? "") ? -1 : 1) },
  oldest: { label: "oldest first", by: (a, b) => ((a.start ?? "9") < (b.start ?? "9") ? -1 : 1) },
  place: { label: "by place", by: (a, b) => where(a).localeCompare(where(b), "en") },
  type: { label: "by type", by: (a, b) => typeOf(a.type).label.localeCompare(typeOf(b.type).label, "en") },
};

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const haystack = (i) => plain([typeOf(i.type).label, where(i), i.place_text, i.place?.name, i.place?.admin1, i.target,
  ...tellersOf(i).flatMap((told) => [told.actor, who(told), told.quote, told.document.title, told.document.source]), ...i.evidence.map(([, text]) => text)].filter(Boolean).join(" \n"));

class Filters {
  constructor(root, address, changed) {
    this.address = address;
    this.changed = changed;
    this.days = null;
    this.search = el("input", { type: "search", id: "geomap-search", placeholder: "Search words, places, sources", "aria-label": "Search the incidents", oninput: () => this.change() });
    this.sort = el("select", { "aria-label": "Sort the list", onchange: () => this.change() },
      ...Object.entries(SORTS).map(([name, { label }]) => el("option", { value: name }, label)));
    this.clear = el("button", { type: "button", class: "clear", hidden: true, onclick: () => this.reset() }, "Show all");
    this.tree = new FacetTree(() => this.change());
    this.button = el("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": "geomap-facets", onclick: () => this.toggle() }, "Filter");
    this.box = el("div", { id: "geomap-facets", hidden: true }, this.tree.node);
    root.append(el("div", { class: "tools", role: "search" }, this.search,
      el("div", { class: "bar" }, this.button, this.clear, this.sort), this.box));
    address.add({ write: (state) => this.write(state), read: (state, again) => this.read(state, again) });
  }

  toggle() {
    this.box.hidden = !this.box.hidden;
    this.button.setAttribute("aria-expanded", String(!this.box.hidden));
    this.tell();
  }

  /** Return the incidents that the search and the days let through. */
  searched(days = this.days) {
    const needles = plain(this.search.value).split(/\s+/).filter(Boolean);
    const [from, to] = days ?? [null, null];
    return INCIDENTS.filter((i) => (from === null || (i.start !== null && i.start <= to && (i.end ?? i.start) >= from))
      && needles.every((needle) => (i.words ??= haystack(i)).includes(needle)));
  }

  shown() {
    return this.tree.sifted(this.searched()).sort(SORTS[this.sort.value].by);
  }

  /** Return the incidents that would be shown if all days were. */
  ofAllDays() {
    return this.tree.sifted(this.searched(null));
  }

  setDays(days) {
    this.days = days;
    this.change();
  }

  change() {
    this.address.save();
    this.tell();
    this.changed();
  }

  reset() {
    this.search.value = "";
    this.days = null;
    this.tree.clear();
    this.change();
  }

  get active() {
    return this.search.value.trim() !== "" || this.days !== null || this.tree.size > 0;
  }

  write(state) {
    for (const [name, chosen] of Object.entries(this.tree.ticked)) for (const value of chosen) state.append(name, value);
    if (this.search.value.trim()) state.set("q", this.search.value.trim());
    if (this.days) state.set("days", this.days.join("/"));
    if (this.sort.value !== "text") state.set("sort", this.sort.value);
  }

  read(state, again) {
    for (const [name, chosen] of Object.entries(this.tree.ticked)) {
      chosen.clear();
      for (const value of state.getAll(name)) chosen.add(value);
    }
    this.search.value = state.get("q") ?? "";
    const days = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(state.get("days") ?? "");
    this.days = days ? [days[1], days[2]] : null;
    this.sort.value = Object.hasOwn(SORTS, state.get("sort") ?? "") ? state.get("sort") : "text";
    this.tree.isStale = true;
    this.tell();
    if (again) this.changed();
  }

  tell() {
    const n = this.tree.size;
    this.button.textContent = n ? `Filter (${n})` : "Filter";
    this.clear.hidden = !this.active;
    if (this.box.hidden) return;
    this.tree.build();
    this.tree.tell(this.searched());
  }
}
