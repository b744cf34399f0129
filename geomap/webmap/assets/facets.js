// The filters as a tree: facets, their values, and where values come in groups, the groups; with counts.

const PRECISIONS = { exact: "at the place", near: "near the place", area: "in an area", country: "only the country", "no place": "no place told" };
const TITLES = new Map(DATA.documents.map((document) => [document.id, document.title ?? document.id]));
const SOURCES = new Map(DATA.documents.map((document) => [document.id, document.source ?? "no source named"]));
const NOWHERE = "not told";
const countryOf = (i) => i.ground?.country ?? i.place?.country ?? NOWHERE;
const unitOf = (i) => i.ground?.admin1 ?? i.place?.admin1 ?? "";

// `of` is the value of an incident; `each`, of every report's telling of it.
const FACETS = {
  type: { label: "Type", of: (i) => i.type, say: (v) => typeOf(v).label, group: (v) => typeOf(v).group, sayGroup: (g) => GROUPS[g].label },
  status: { label: "Status", of: (i) => i.status, say: (v) => STATUSES[v] ?? v },
  who: { label: "Who says so", each: who, say: (v) => v },
  actor: { label: "By whom", each: (told) => told.actor ?? NOWHERE, say: (v) => v },
  country: {
    label: "By law in", of: (i) => `${countryOf(i)}/${unitOf(i)}`, say: (v) => v.slice(v.indexOf("/") + 1) || "no region told",
    group: (v) => v.slice(0, v.indexOf("/")), sayGroup: countryName,
  },
  held: { label: "Held by", of: (i) => i.ground?.controlled_by?.[0] ?? "not known", say: countryName },
  exact: { label: "How exactly", of: (i) => (i.place === null ? "no place" : i.geo_precision ?? "exact"), say: (v) => PRECISIONS[v] ?? v },
  report: { label: "Report", each: (told) => told.document.id, say: (v) => TITLES.get(v) ?? v, group: (v) => SOURCES.get(v) ?? "", sayGroup: (g) => g },
};
const valuesOf = ({ of, each }, incident) => (of ? [of(incident)] : [...new Set(tellersOf(incident).map(each))]);
const MOST = 40;  // values offered for one facet; the search finds the others

class FacetTree {
  constructor(changed) {
    this.changed = changed;
    this.ticked = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()]));
    this.leaves = [];  // { facet, value, input, count }
    this.groups = [];  // { input, count, leaves }
    this.node = el("div", { class: "facets" });
    this.isStale = true;  // made only when looked at: there may be many incidents
  }

  /** Make the tick boxes of each facet that tells incidents apart, if they are not those already. */
  build() {
    if (!this.isStale) return;
    this.isStale = false;
    [this.leaves, this.groups] = [[], []];
    this.node.replaceChildren(...Object.entries(FACETS).map(([name, facet]) => this.facet(name, facet)).filter(Boolean));
  }

  facet(name, facet) {
    const values = counted(INCIDENTS.flatMap((incident) => valuesOf(facet, incident)));
    if (values.length < 2) return null;
    const offered = values.filter(([value], i) => i < MOST || this.ticked[name].has(value));
    const more = values.length - offered.length;
    return el("details", { open: this.ticked[name].size > 0 }, el("summary", {}, facet.label, el("small", {}, ` ${values.length}`)),
      el("fieldset", { "data-facet": name }, el("legend", { class: "unseen" }, facet.label),
        el("ul", {}, ...this.branches(name, facet, offered.map(([value]) => value))),
        more ? el("small", {}, `${more.toLocaleString("en")} more; search for them by name`) : null));
  }

  /** Return the items of a facet: its values, or groups of them; a group of one is its value. */
  branches(name, facet, values) {
    if (!facet.group) return values.map((value) => this.leaf(name, facet, value));
    const groups = new Map();
    for (const value of values) groups.set(facet.group(value), [...(groups.get(facet.group(value)) ?? []), value]);
    return [...groups].map(([group, own]) => this.branch(name, facet, group, own));
  }

  branch(name, facet, group, values) {
    const before = this.leaves.length;
    const inner = el("ul", { hidden: !values.some((value) => this.ticked[name].has(value)) }, ...values.map((value) => this.leaf(name, facet, value)));
    const leaves = this.leaves.slice(before);
    const input = el("input", { type: "checkbox", value: group, onchange: () => this.tickAll(leaves, input.checked) });
    const said = facet.sayGroup(group);
    const more = el("button", { type: "button", class: "twig", "aria-expanded": String(!inner.hidden), "aria-label": `${said}: each`, onclick: () => {
      inner.hidden = !inner.hidden;
      more.setAttribute("aria-expanded", String(!inner.hidden));
    } });
    const count = el("small", {});
    this.groups.push({ input, count, leaves });
    return el("li", {}, el("div", { class: "branch" }, more, el("label", {}, input, words(said), count)), inner);
  }

  leaf(name, facet, value) {
    const input = el("input", { type: "checkbox", value, onchange: () => this.tickAll([leaf], input.checked) });
    input.checked = this.ticked[name].has(value);
    const count = el("small", {});
    const leaf = { facet: name, value, input, count };
    this.leaves.push(leaf);
    return el("li", {}, el("label", {}, input, words(facet.say(value)), count));
  }

  tickAll(leaves, on) {
    for (const { facet, value, input } of leaves) {
      input.checked = on;
      if (on) this.ticked[facet].add(value); else this.ticked[facet].delete(value);
    }
    this.changed();
  }

  get size() {
    return Object.values(this.ticked).reduce((sum, chosen) => sum + chosen.size, 0);
  }

  clear() {
    for (const chosen of Object.values(this.ticked)) chosen.clear();
    this.isStale = true;
  }

  /** Say beside each value how many incidents it would show, given what is chosen elsewhere. */
  tell(incidents) {
    const counts = this.counts(incidents);
    for (const { facet, value, count } of this.leaves) count.textContent = ` ${counts[facet].get(value) ?? 0}`;
    for (const { input, count, leaves } of this.groups) {
      const ticked = leaves.filter((leaf) => leaf.input.checked).length;
      input.checked = ticked === leaves.length;
      input.indeterminate = ticked > 0 && ticked < leaves.length;
      count.textContent = ` ${leaves.reduce((sum, { facet, value }) => sum + (counts[facet].get(value) ?? 0), 0)}`;
    }
  }

  /** Count an incident for a facet if no other facet keeps it out. */
  counts(incidents) {
    const counts = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Map()]));
    const active = Object.keys(FACETS).filter((name) => this.ticked[name].size);
    for (const incident of incidents) {
      const against = active.filter((name) => !this.allows(name, incident));
      for (const name of against.length ? (against.length === 1 ? against : []) : Object.keys(FACETS)) {
        for (const value of valuesOf(FACETS[name], incident)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Return the incidents that every facet with a tick lets through. */
  sifted(incidents) {
    const active = Object.keys(this.ticked).filter((name) => this.ticked[name].size);
    return active.length ? incidents.filter((incident) => active.every((name) => this.allows(name, incident))) : incidents;
  }

  allows(name, incident) {
    return valuesOf(FACETS[name], incident).some((value) => this.ticked[name].has(value));
  }
}
