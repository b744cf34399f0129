// Symbols: the group of a type gives shape and colour, the type a glyph, the status the fill.
// Colours are Okabe and Ito's, darkened until white glyphs on them are legible.
const GROUPS = {
  remote: { label: "Bombardment", shape: "burst" },
  battle: { label: "Fighting and ground", shape: "diamond" },
  people: { label: "Violence to people", shape: "circle" },
  military: { label: "Troops and truces", shape: "square" },
  unrest: { label: "Unrest", shape: "triangle" },
  hazard: { label: "Disaster and accident", shape: "hexagon" },
  other: { label: "Other", shape: "octagon" },
};

const TYPES = {
  shelling: { label: "Shelling", group: "remote", glyph: "M8 16.5V12a4 4 0 0 1 8 0v4.5zM8 14.5h8" },
  air_strike: { label: "Air strike", group: "remote", glyph: "M12 7v10M7 13l5-3 5 3M10 17h4" },
  explosion: { label: "Explosion", group: "remote", glyph: "M12 7v10M7 12h10M8.5 8.5l7 7M15.5 8.5l-7 7" },
  armed_clash: { label: "Armed clash", group: "battle", glyph: "M8 8l8 8M16 8l-8 8" },
  shooting: { label: "Shooting", group: "battle", glyph: "M12 7v3M12 14v3M7 12h3M14 12h3" },
  territory_change: { label: "Territory changed hands", group: "battle", glyph: "M9.5 17V7.5h6.5l-2 2.2 2 2.3H9.5" },
  violence_against_civilians: { label: "Violence against civilians", group: "people", glyph: "M12 7.2a1.4 1.4 0 1 0 .01 0M12 10.5V14M9 11.5h6M12 14l-2 3.5M12 14l2 3.5" },
  abduction_or_detention: { label: "Abduction or detention", group: "people", glyph: "M8.5 7.5v9M12 7.5v9M15.5 7.5v9M7.5 9.5h9M7.5 14.5h9" },
  displacement: { label: "Displacement", group: "people", glyph: "M7 12h10M13.5 8.5L17 12l-3.5 3.5" },
  crime: { label: "Crime", group: "people", glyph: "M10.5 7l-1 10M14.5 7l-1 10M7.5 10h9.5M7 14h9.5" },
  troop_movement: { label: "Troop movement", group: "military", glyph: "M7.5 8l4 4-4 4M12.5 8l4 4-4 4" },
  ceasefire: { label: "Ceasefire", group: "military", glyph: "M9.5 8v8M14.5 8v8" },
  protest: { label: "Protest", group: "unrest", glyph: "M12 9v5M12 16.6v.2" },
  riot: { label: "Riot", group: "unrest", glyph: "M13 8.5l-3 4h4l-3 4.5" },
  disaster: { label: "Disaster", group: "hazard", glyph: "M6.5 10q2-2.4 4 0t4 0 3-.6M6.5 14.4q2-2.4 4 0t4 0 3-.6" },
  accident: { label: "Accident", group: "hazard", glyph: "M12 7.5v6M12 16.3v.2" },
  disease: { label: "Disease", group: "hazard", glyph: "M12 7.5v9M7.5 12h9" },
  other: { label: "Other incident", group: "other", glyph: "M12 11.8v.4" },
};

const STATUSES = {
  confirmed: "Confirmed by several sides",
  reported: "Reported",
  claimed: "Claimed by one side",
  denied: "Denied by another side",
};

const OUTLINES = {
  burst: "M12 1.2l2.6 3.3 4-1.2.1 4.2 4 1.4-2.4 3.4 2.4 3.4-4 1.4-.1 4.2-4-1.2L12 23.4l-2.6-3.3-4 1.2-.1-4.2-4-1.4 2.4-3.4L1.3 8.9l4-1.4.1-4.2 4 1.2z",
  diamond: "M12 .8L23.2 12 12 23.2.8 12z",
  circle: "M12 2a10 10 0 1 1-.01 0z",
  square: "M4 2.5h16a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 20V4A1.5 1.5 0 0 1 4 2.5z",
  triangle: "M12 1L23.5 21.5H.5z",
  hexagon: "M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z",
  octagon: "M8 2h8l6 6v8l-6 6H8l-6-6V8z",
};

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
