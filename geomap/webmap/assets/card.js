// The detail card of an incident: all that is known, and whose word it is.

/** Return a quotation in which a headline or a dateline keeps its own line. What goes on in small
 * letters was only wrapped; a blank for a break leaves all offsets as they are. */
const unwrapped = (text) => text.replace(/\n(?=\s*\p{Ll})/gu, " ");

/** Return the sentence as it stands in the text, the words that tell of the event marked. */
function quote(incident, [start, sentence]) {
  const [from, to] = incident.trigger;
  const text = unwrapped(sentence);
  const letters = Array.from(text);  // offsets count code points, not UTF-16 units
  const inside = from >= start && to <= start + letters.length;
  if (!inside) return el("blockquote", {}, words(text));
  const part = (a, b) => letters.slice(a, b).join("");
  return el("blockquote", {}, el("bdi", {},
    part(0, from - start), el("mark", {}, part(from - start, to - start)), part(to - start)));
}

function row(term, ...values) {
  const shown = values.filter((v) => v !== null && v !== undefined && v !== "");
  if (!shown.length) return [];
  return [el("dt", {}, term), el("dd", {}, ...shown)];
}

const list = (values) => (values ?? []).join(", ") || null;
const lines = (values, cls) => values?.length
  ? el("ul", { class: cls }, ...values.map((v) => el("li", {}, words(v)))) : null;

function casualties({ killed, injured }) {
  const parts = [];
  if (killed !== null) parts.push(`${killed.toLocaleString("en")} killed`);
  if (injured !== null) parts.push(`${injured.toLocaleString("en")} injured`);
  return parts.join(", ") || null;
}

function holder(ground) {
  const names = list((ground.controlled_by ?? []).map(countryName));
  const kind = ground.control && ground.control !== "controlled" ? ` (${ground.control})` : "";
  return names ? names + kind : ground.control === "unknown" ? "not known" : ground.control;
}

function history(facts) {
  if (!facts?.length) return null;
  const items = facts.map((fact) => el("li", {},
    words(`${day(fact.since)} ${fact.until ? `to ${day(fact.until)}` : "on"}: ${countryName(fact.holder)}`
      + (fact.status === "controlled" ? "" : ` (${fact.status})`)),
    fact.note ? el("small", {}, words(fact.note)) : null,
    el("small", {}, "Source: ", source(fact.source))));
  return el("details", {}, el("summary", {}, `Who held it, in ${facts.length} dated ${facts.length === 1 ? "entry" : "entries"}`),
    el("ol", {}, ...items));
}

const source = (text) => /^https?:\/\/\S+$/.test(text) ? link(text, text) : words(text);

function ground(incident) {
  const it = incident.ground;
  if (it === null) return [];
  const disputed = it.disputed === true ? "yes" : it.disputed === null || it.disputed === undefined ? "not known" : it.undemarcated ? "no; the border is undemarcated" : "no";
  return [
    ...row("By law", words([it.country_name ?? countryName(it.country ?? ""), it.admin1].filter(Boolean).join(", ") || (it.at_sea ? "no state's, it lies at sea" : "not known"))),
    ...row("Shown as", it.worldview !== "un" && it.label ? words(it.label) : null),
    ...row("Held by", words(holder(it)), it.day ? el("small", {}, `on ${day(it.day)}`) : null),
    ...row("Disputed", disputed, it.claimed_by?.length ? words(`; claimed by ${list(it.claimed_by.map(countryName))}`) : null),
    ...row("Part of", it.areas?.length ? words(list(it.areas)) : null),
    ...row("", history(it.history), lines(it.notes, "small"),
      it.sources?.length ? el("details", {}, el("summary", {}, "Sources on the territory"),
        el("ul", {}, ...it.sources.map((s) => el("li", {}, source(s))))) : null),
  ];
}

function opposing(incident, choose) {
  const others = (incident.linked ?? []).map((id) => BY_ID.get(id)).filter(Boolean);
  return others.map((other) => el("button", { type: "button", class: "linked", onclick: () => choose(other) },
    `Opposing account: ${typeOf(other.type).label}, says ${who(other)}`));
}

function origin(document) {
  const title = document.title ?? document.id;
  return [
    el("cite", {}, document.url ? link(document.url, title) : words(title)),
    el("small", {}, words([document.source, document.published && day(document.published)].filter(Boolean).join(", "))),
  ];
}

/** Return each report's account of an event that several tell of: whose word, which numbers, which words. */
function accounts(incident) {
  if (!incident.tellings.length) return [];
  const heading = `Told ${incident.tellings.length} times, in ${plural(reportsOf(incident).size, "report")}`;
  return [el("h3", {}, heading), el("ol", { class: "accounts" }, ...incident.tellings.map((told) => account(told, incident)))];
}

function account(told, incident) {
  const facts = [
    `${who(told)} says so`, STATUSES[told.status]?.toLowerCase(), told.start && when(told), casualties(told),
    told.type !== incident.type && typeOf(told.type).label.toLowerCase(), told.place !== incident.place?.name && told.place,
    told.actor && `by ${told.actor}`,
  ];
  return el("li", {}, ...origin(told.document), el("p", {}, words(facts.filter(Boolean).join("; "))),
    told.quote ? el("blockquote", {}, words(unwrapped(told.quote))) : null,
    told.why.length ? el("details", {}, el("summary", {}, "Why this is the same event"), lines(told.why)) : null);
}

/** Return the spans of the numbers that the reports give, where they give others than the leading one. */
function differing(incident) {
  const span = (field, word) => {
    const given = tellersOf(incident).map((told) => told[field]).filter((number) => number !== null);
    const [least, most] = [Math.min(...given), Math.max(...given)];
    return least < most ? `${least.toLocaleString("en")} to ${most.toLocaleString("en")} ${word}` : null;
  };
  const spans = [span("killed", "killed"), span("injured", "injured")].filter(Boolean);
  return spans.length ? el("small", {}, `The reports give ${spans.join(", ")}.`) : null;
}

/** Return the buttons that lead to the incidents beside this one in the list. */
function steps({ at, of, previous, next }, choose) {
  const button = (label, sign, key, to) => el("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${key})`, "aria-keyshortcuts": key, disabled: to === null, onclick: () => choose(to) }, sign);
  return el("nav", { class: "steps", "aria-label": "Incidents" }, button("Previous incident", "‹", "p", previous),
    el("span", {}, `${(at + 1).toLocaleString("en")} of ${of.toLocaleString("en")}`), button("Next incident", "›", "n", next));
}

/** Return the whole card; `choose` is called with the incident that a button in it leads to. */
function card(incident, choose, headingId, beside) {
  const type = typeOf(incident.type);
  // A button in the card replaces it: the map would take the click for one beside the popup.
  const keep = (event) => event.stopPropagation();
  return el("article", { class: "card", "aria-labelledby": headingId, onclick: keep }, beside.of > 1 && beside.at >= 0 ? steps(beside, choose) : null,
    el("h2", { id: headingId }, symbol(incident.type, incident.status, 24), el("span", {}, `${type.label}: `, words(where(incident)))),
    incident.background ? el("p", { class: "small" }, "Told as background to the news.") : null,
    ...incident.evidence.map((sentence) => quote(incident, sentence)),
    el("dl", {},
      ...row("Where", words(placed(incident)), spelled(incident), el("small", {}, precisely(incident))),
      ...row("When", when(incident), el("small", {}, howExactly(incident))),
      ...row("Who says so", words(who(incident))),
      ...row("Status", STATUSES[incident.status] ?? incident.status),
      ...row("By whom", incident.actor && words(incident.actor)),
      ...row("To whom", incident.target && words(incident.target)),
      ...row("From", incident.origin && words(incident.origin)),
      ...row("Casualties", casualties(incident), differing(incident)),
      ...ground(incident),
      ...row("Text says", lines(incident.text_status)),
      ...(incident.tellings.length ? [] : row("Report", ...origin(incident.document))),
      ...row("Why here", incident.why?.length ? el("details", {}, el("summary", {}, "Why the name was taken for this place"), lines(incident.why)) : null),
    ),
    ...accounts(incident), ...opposing(incident, choose));
}

/** Return how the text itself words the place, where that is not how the map does. */
function spelled(incident) {
  const told = incident.place_text;
  return told && incident.place !== null && ![where(incident), called(incident.place)].includes(told) ? el("small", {}, "In the text: ", words(told)) : null;
}

function placed(incident) {
  const { place } = incident;
  if (place === null) return incident.place_text ?? "not told";
  const path = [called(place), place.admin1 !== place.name ? place.admin1 : null, countryName(place.country ?? "")];
  return path.filter(Boolean).join(", ");
}
