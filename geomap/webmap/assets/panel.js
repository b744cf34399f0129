// The list beside the map, in step with it; it also holds the incidents without a point.
const PAGE = 200;  // list items made at once

class Panel {
  constructor(root, choose) {
    this.choose = choose;
    this.items = new Map();
    this.count = el("p", { class: "count", role: "status" });
    this.list = el("ol", { id: "geomap-list", tabindex: "-1" });
    this.more = el("button", { type: "button", class: "more", onclick: () => this.grow() }, "Show more");
    this.list.addEventListener("keydown", (event) => this.step(event));
    root.append(this.count, this.list, this.more);
  }

  show(incidents) {
    this.incidents = incidents;
    this.items.clear();
    this.list.replaceChildren();
    const without = incidents.filter((incident) => !incident.onMap).length;
    const part = incidents.length < INCIDENTS.length ? ` of ${INCIDENTS.length.toLocaleString("en")}` : "";
    this.count.textContent = `${plural(incidents.length, "incident")}${part}${without ? `, ${without} without a point on the map` : ""}`;
    this.grow();
  }

  grow(until = 0) {
    const from = this.items.size;
    const next = this.incidents.slice(from, Math.max(from + PAGE, until));
    this.list.append(...next.map((incident) => this.item(incident)));
    this.more.hidden = this.items.size >= this.incidents.length;
  }

  item(incident) {
    const button = el("button", { type: "button", onclick: () => this.choose(incident, button) },
      symbol(incident.type, incident.status, 24),
      el("span", { class: "what" }, typeOf(incident.type).label, " ", el("b", {}, words(where(incident)))),
      el("span", { class: "meta" }, when(incident), " · ", words(who(incident)), ...marks(incident)));
    const item = el("li", {}, button);
    this.items.set(incident, item);
    return item;
  }

  /** Mark an incident in the list; one without a point unfolds its card there. */
  select(incident, scroll = true) {
    for (const item of this.list.querySelectorAll("li.selected")) {
      item.classList.remove("selected");
      item.firstChild.removeAttribute("aria-current");
      item.querySelector(".card")?.remove();
    }
    if (incident === null) return;
    const position = this.incidents.indexOf(incident);
    if (position >= this.items.size) this.grow(position + 1);
    const item = this.items.get(incident);
    if (!item) return;
    item.classList.add("selected");
    item.firstChild.setAttribute("aria-current", "true");
    if (!incident.onMap) item.append(card(incident, this.choose, "geomap-card", this.nextTo(incident)));
    if (scroll) item.scrollIntoView({ block: "nearest" });
  }

  /** Return the incidents before and after one in the list, and which of how many it is. */
  nextTo(incident) {
    const at = this.incidents.indexOf(incident);
    return { at, of: this.incidents.length, previous: this.incidents[at - 1] ?? null, next: at < 0 ? null : this.incidents[at + 1] ?? null };
  }

  step(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = event.target.closest("li");
    if (!way || !item) return;
    event.preventDefault();
    const next = way > 0 ? item.nextElementSibling : item.previousElementSibling;
    next?.firstChild.focus();
  }
}

/** Return what a reader must know of an incident at a glance. */
const marks = (incident) => [reportsOf(incident).size > 1 ? plural(reportsOf(incident).size, "report") : null,
  incident.onMap ? null : "no point", incident.background ? "background" : null]
  .filter(Boolean).flatMap((mark) => [" ", el("em", {}, mark)]);

const plural = (n, thing) => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;
