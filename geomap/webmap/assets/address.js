// The page's address holds what is shown, so that a view can be kept and sent on.

class Address {
  constructor() {
    this.parts = [];
    this.written = null;
    window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== this.written) this.load(true); });
  }

  /** Take a part in: `write(state)` adds to the address, `read(state, again)` follows it. */
  add(part) {
    this.parts.push(part);
    part.read(this.state, false);
  }

  get state() {
    return new URLSearchParams(location.hash.slice(1));
  }

  load(again) {
    this.written = location.hash.slice(1);
    for (const part of this.parts) part.read(this.state, again);
  }

  save() {
    const state = new URLSearchParams();
    for (const part of this.parts) part.write(state);
    this.written = state.toString();
    try {
      window.history.replaceState(null, "", this.written ? `#${this.written}` : "#");
    } catch { /* a frame in a notebook has no address of its own */ }
  }
}
