// Symbols: the group of a type gives shape and colour, the type a glyph, the status the fill.
// What they look like stands in symbols.json, which the static picture reads too.
const { groups: GROUPS, types: TYPES, statuses: STATUSES, outlines: OUTLINES, precisions: EXACTLY, notes: NOTES, held: HELD } = SYMBOLS;

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes = {}, children = []) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const typeOf = (type) => TYPES[type] ?? TYPES.other;

/** Return the picture of an incident: decorative, so its words stand beside it or in a label. */
function symbol(type, status, size = 26) {
  const { group, glyph } = typeOf(type);
  const parts = [svg("path", { d: OUTLINES[GROUPS[group].shape], class: "shape" })];
  if (status === "denied") parts.push(svg("path", { d: "M3 21L21 3", class: "strike" }));
  else parts.push(svg("path", { d: glyph, class: "glyph" }));
  return svg("svg", {
    viewBox: "-1 -1 26 26", width: size, height: size, "aria-hidden": "true", focusable: "false",
    class: `symbol g-${group} s-${status}`,
  }, parts);
}
