// Days under the map: how many incidents began when, a range to choose, and a button that plays it.
const BARS = 90;
const TICKS = 6;
const FAR = 3;  // times the span of the others: what lies further off stands in a bar of its own

/** Return the first and last of sorted times, without the few that lie far from all others. */
function mainRange(times) {
  let [a, b] = [0, times.length - 1];
  const few = times.length < 4 ? 0 : Math.max(1, Math.floor(times.length / 10));
  const isFar = (gap, span) => gap > FAR * Math.max(span, 14 * DAY);
  for (let i = 1; i <= few; i++) if (isFar(times[i] - times[i - 1], times[b] - times[i])) a = i;
  for (let i = b; i > Math.max(b - few, a); i--) if (isFar(times[i] - times[i - 1], times[i - 1] - times[a])) b = i - 1;
  return [times[a], times[b]];
}

class Timeline {
  constructor(root, filters) {
    this.filters = filters;
    const dated = INCIDENTS.filter((i) => i.start !== null);
    const ends = dated.map((i) => timeOf(i.end ?? i.start));
    const starts = [...Float64Array.from(dated, (i) => timeOf(i.start)).sort()];
    this.whole = [starts[0], ends.reduce((a, b) => Math.max(a, b), 0)];
    this.main = LAST_DAY && [LAST_DAY, LAST_DAY];  // what is shown of who held what while no day is chosen
    this.usable = dated.length > 1 && this.whole[1] > this.whole[0];
    if (!this.usable) return;
    this.measure(starts);
    this.build(root);
    this.follow();
  }

  /** Divide the main range into bars; what lies far before or after gets one bar each. */
  measure(starts) {
    const [first, last] = mainRange(starts);
    this.before = first > starts[0] ? 1 : 0;
    this.after = last < starts.at(-1) ? 1 : 0;
    this.first = first;
    this.days = Math.round(((this.after ? last : this.whole[1]) - first) / DAY) + 1;
    this.step = Math.ceil(this.days / BARS);
    this.bars = Math.ceil(this.days / this.step);
    this.count = this.bars + this.before + this.after;
    this.main = [isoOf(first), isoOf(first + (this.days - 1) * DAY)];
  }

  build(root) {
    this.picture = svg("svg", { class: "bars", preserveAspectRatio: "none", viewBox: `0 0 ${this.count} 1`, "aria-hidden": "true" });
    this.from = this.slider("First day", 0);
    this.to = this.slider("Last day", this.count - 1);
    this.words = el("output", {});
    this.button = el("button", { type: "button", class: "play", "aria-pressed": "false", onclick: () => this.play() }, "Play");
    const track = el("div", { class: "track" }, this.picture, el("div", { class: "ticks", "aria-hidden": "true" }, ...this.ticks()), this.from, this.to);
    this.brush(this.picture);
    root.append(el("section", { class: "timeline", "aria-label": "Days" }, this.button, track, this.words));
  }

  slider(label, value) {
    const input = el("input", { type: "range", min: 0, max: this.count - 1, step: 1, "aria-label": label, oninput: () => this.slid(input) });
    input.value = value;
    return input;
  }

  iso(bar, end) {
    const number = bar - this.before;
    if (number < 0) return isoOf(end ? this.first - DAY : this.whole[0]);
    if (number >= this.bars) return isoOf(end ? this.whole[1] : this.first + this.days * DAY);
    return isoOf(this.first + Math.min(this.days - 1, number * this.step + (end ? this.step - 1 : 0)) * DAY);
  }

  bar(iso) {
    const number = Math.floor((timeOf(iso) - this.first) / DAY / this.step);
    return Math.max(0, Math.min(this.count - 1, number + this.before));
  }

  /** Words under the bars, at the first days of years or months, or at days; "earlier" at a cut. */
  ticks() {
    const marks = calendar(this.first, this.days).map(([time, text]) => [(time - this.first) / DAY / this.step + this.before, text]);
    const put = ([bar, text], cls) => {
      const node = el("span", { class: cls ?? (bar > this.count * 0.8 ? "end" : null) }, text);
      node.style.left = `${(bar / this.count) * 100}%`;
      return node;
    };
    const told = marks.filter(([bar], i) => (!this.before || bar > this.count * 0.15) && !(i && this.isTight(marks[i - 1][0], bar)));
    return [...(this.before ? [put([0, "‹ earlier"], "cut")] : []), ...told.map((mark) => put(mark)),
      ...(this.after ? [put([this.count - 1, "later ›"], "cut end")] : [])];
  }

  /** Tell whether a tick's words, which end at it, would lie on those of the tick before, which start there. */
  isTight(before, bar) {
    const share = this.count * 0.8;
    return bar > share && before <= share && bar - before < this.count * 0.3;
  }

  /** Let a range be drawn over the bars with a pointer; a bar clicked alone is a range of one. */
  brush(picture) {
    const barAt = (event) => {
      const { left, width } = picture.getBoundingClientRect();
      return Math.max(0, Math.min(this.count - 1, Math.floor(((event.clientX - left) / width) * this.count)));
    };
    let [start, alone] = [null, null];
    picture.addEventListener("pointerdown", (event) => {
      start = barAt(event);
      alone = Number(this.from.value) === start && Number(this.to.value) === start;
      picture.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    picture.addEventListener("pointermove", (event) => { if (start !== null) this.soon(start, barAt(event)); });
    picture.addEventListener("pointerup", (event) => {
      const end = barAt(event);
      if (start === end && alone) this.soon(0, this.count - 1); else if (start !== null) this.soon(start, end);
      start = null;
    });
    picture.addEventListener("pointercancel", () => { start = null; });
  }

  /** Choose a range with the next frame: a pointer moves faster than a large map is drawn. */
  soon(a, b) {
    this.next = [Math.min(a, b), Math.max(a, b)];
    this.waiting ??= requestAnimationFrame(() => { this.waiting = null; this.choose(...this.next); });
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
    for (const incident of this.filters.ofAllDays()) if (incident.start !== null) bins[this.bar(incident.start)] += 1;
    const most = Math.max(1, ...bins);
    this.picture.replaceChildren(...bins.map((n, i) => {
      const height = n ? Math.max(0.08, n / most) : 0;  // one incident is seen beside a thousand
      const cut = (i === 0 && this.before) || (i === this.count - 1 && this.after);
      const bar = svg("rect", { x: i + 0.08, width: 0.84, y: 1 - height, height, class: `${i >= a && i <= b ? "in" : "out"}${cut ? " cut" : ""}` });
      const title = svg("title");
      title.textContent = `${span(this.iso(i, false), this.iso(i, true))}: ${plural(n, "incident")}`;
      bar.append(title);
      return bar;
    }));
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

const isoOf = (time) => new Date(time).toISOString().slice(0, 10);
const span = (start, end) => days({ start, end });

/** Return at most `TICKS` moments of a range with their words: years, months or days. */
function calendar(first, days) {
  const at = (time) => new Date(time);
  const short = (month) => MONTHS[month].slice(0, 3);
  const marks = [];
  if (days > 75) {
    const months = Math.ceil(days / 30.4);
    const every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((n) => months / n <= TICKS) ?? 2400;
    const start = at(first).getUTCFullYear() * 12 + at(first).getUTCMonth() + 1;
    for (let month = Math.ceil(start / every) * every; marks.length <= TICKS; month += every) {
      const [year, of] = [Math.floor(month / 12), month % 12];
      const time = Date.UTC(year, of);
      if (time >= first + days * DAY * 0.96) break;
      marks.push([time, every >= 12 ? String(year) : `${short(of)} ${year}`]);
    }
    return marks;
  }
  const every = Math.max(1, Math.ceil(days / TICKS));
  for (let number = 0; number < Math.max(1, days * 0.96); number += every) {
    const time = first + number * DAY;
    marks.push([time, `${at(time).getUTCDate()} ${short(at(time).getUTCMonth())}`]);
  }
  return marks;
}
