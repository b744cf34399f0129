// Days under the map: how many incidents began when, a range to choose, and a button that plays it.
const BARS = 90;

class Timeline {
  constructor(root, filters) {
    this.filters = filters;
    const dated = INCIDENTS.filter((i) => i.start !== null);
    const first = Math.min(...dated.map((i) => Date.parse(i.start)));
    const last = Math.max(...dated.map((i) => Date.parse(i.end ?? i.start)));
    this.usable = dated.length > 1 && last > first;
    if (!this.usable) return;
    this.first = first;
    this.days = Math.round((last - first) / DAY) + 1;
    this.step = Math.ceil(this.days / BARS);
    this.count = Math.ceil(this.days / this.step);
    this.bars = svg("svg", { class: "bars", preserveAspectRatio: "none", viewBox: `0 0 ${this.count} 1`, "aria-hidden": "true" });
    this.from = this.slider("First day", 0);
    this.to = this.slider("Last day", this.count - 1);
    this.words = el("output", {});
    this.button = el("button", { type: "button", class: "play", "aria-pressed": "false", onclick: () => this.play() }, "Play");
    root.append(el("section", { class: "timeline", "aria-label": "Days" }, this.button,
      el("div", { class: "track" }, this.bars, this.from, this.to), this.words));
    this.follow();
  }

  slider(label, value) {
    const input = el("input", { type: "range", min: 0, max: this.count - 1, step: 1, "aria-label": label, oninput: () => this.slid(input) });
    input.value = value;
    return input;
  }

  iso(bar, end) {
    const number = Math.min(this.days - 1, bar * this.step + (end ? this.step - 1 : 0));
    return new Date(this.first + number * DAY).toISOString().slice(0, 10);
  }

  bar(iso) {
    const bar = Math.floor((Date.parse(iso) - this.first) / DAY / this.step);
    return Math.max(0, Math.min(this.count - 1, bar));
  }

  slid(moved) {
    const [a, b] = [Number(this.from.value), Number(this.to.value)];
    if (a > b) (moved === this.from ? this.to : this.from).value = moved.value;
    this.choose(Number(this.from.value), Number(this.to.value));
  }

  choose(a, b) {
    const all = a === 0 && b === this.count - 1;
    this.filters.setDays(all ? null : [this.iso(a, false), this.iso(b, true)]);
  }

  /** Take the range over from the filters, and draw. */
  follow() {
    if (!this.usable) return;
    const [from, to] = this.filters.days ?? [this.iso(0, false), this.iso(this.count - 1, true)];
    this.from.value = this.bar(from);
    this.to.value = this.bar(to);
    for (const [input, iso] of [[this.from, from], [this.to, to]]) input.setAttribute("aria-valuetext", day(iso));
    this.words.textContent = from === to ? day(from) : `${day(from)} to ${day(to)}`;
    this.draw(Number(this.from.value), Number(this.to.value));
  }

  draw(a, b) {
    const bins = Array.from({ length: this.count }, () => 0);
    for (const incident of INCIDENTS) if (incident.start !== null) bins[this.bar(incident.start)] += 1;
    const most = Math.max(...bins);
    this.bars.replaceChildren(...bins.map((n, i) => svg("rect", {
      x: i + 0.08, width: 0.84, y: 1 - n / most, height: n / most, class: i >= a && i <= b ? "in" : "out",
    })));
  }

  /** Let the range run through the days, from its place to the end. */
  play() {
    if (this.timer) { this.stop(); return; }
    let [a, b] = [Number(this.from.value), Number(this.to.value)];
    if (a === 0 && b === this.count - 1) b = Math.max(0, Math.ceil(this.count / 12) - 1);
    this.button.textContent = "Pause";
    this.button.setAttribute("aria-pressed", "true");
    this.choose(a, b);
    this.timer = setInterval(() => {
      if (b >= this.count - 1) { this.stop(); return; }
      [a, b] = [a + 1, b + 1];
      this.choose(a, b);
    }, 500);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.button.textContent = "Play";
    this.button.setAttribute("aria-pressed", "false");
  }
}
