// Everything that comes from an article goes into the page through here: as text, never as HTML.

/** Return a new element. Children that are strings become text nodes. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return words in which direction marks can't reorder what stands around them. */
const words = (text) => el("bdi", {}, String(text));

/** Return a link if the address is one of the web, else its text: no javascript: or data:. */
function link(address, text) {
  let url = null;
  try { url = new URL(address); } catch { /* not an address */ }
  if (url === null || !["http:", "https:"].includes(url.protocol)) return words(text);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, words(text));
}
