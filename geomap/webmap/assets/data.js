// The data islands, read once: rows become incidents that know their document, place and ground.
const DATA = JSON.parse(JSON.parse(document.getElementById("geomap-data").textContent));
Object.assign(DATA, await unpacked(document.getElementById("geomap-ground").textContent));

/** Return the JSON value that was packed with gzip and base64. */
async function unpacked(text) {
  if (!("DecompressionStream" in window)) {
    document.body.prepend(el("p", { role: "alert" }, "This map needs a browser of May 2023 or later."));
    throw new Error("no DecompressionStream");
  }
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** Return what one report tells of an event; what it leaves out is null, as in an incident. */
function telling(told) {
  return { actor: null, reported_by: null, killed: null, injured: null, start: null, end: null, date_precision: null, place: null, quote: null,
    ...told, document: DATA.documents[told.document], why: (told.why ?? []).map((i) => DATA.reasons[i]) };
}

const NONE = Object.freeze([]);
const USUAL = DATA.columns.map((name) => DATA.usual[name] ?? null);

const INCIDENTS = DATA.rows.map((row, number) => {
  const incident = { number };
  for (let i = 0; i < USUAL.length; i++) incident[DATA.columns[i]] = row[i] ?? USUAL[i];  // many times faster than fromEntries
  incident.document = DATA.documents[incident.document];
  incident.place = incident.place === null ? null : DATA.places[incident.place];
  incident.ground = incident.ground === null ? null : DATA.grounds[incident.ground];
  incident.evidence = incident.evidence?.map((i) => DATA.sentences[i]) ?? NONE;
  incident.why = incident.why?.map((i) => DATA.reasons[i]) ?? NONE;
  incident.tellings = incident.tellings?.map(telling) ?? NONE;
  incident.onMap = incident.place !== null && incident.geo_precision !== "country";
  return incident;
});
const BY_ID = new Map(INCIDENTS.map((incident) => [incident.id, incident]));

const countryName = (code) => DATA.countries[code] ?? code;

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = 86400000;

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** Return the dates as a reader says them: "29 to 31 August 2022"; what is a guess is marked. */
function when(incident) {
  if (!incident.start) return "date not told";
  return days(incident) + (incident.date_precision === "unknown" ? " (?)" : "");
}

function days({ start, end }) {
  if (!end || start === end) return day(start);
  const [from, to] = [day(start).split(" "), day(end).split(" ")];
  if (from[2] === to[2]) from.pop();
  if (from.length === 2 && from[1] === to[1]) from.pop();
  return `${from.join(" ")} to ${to.join(" ")}`;
}

/** Return how exactly the text says when; several days of which each is told are no lack of exactness. */
function howExactly({ start, end, date_precision: precision }) {
  if (!start) return null;
  if (precision === "unknown") return "The text tells no day; by this day it was reported.";
  if (precision === "day") return start === (end ?? start) ? "The day is told." : "On one of these days, or through them.";
  return `The text tells the ${precision}, not the day.`;
}

/** Return the place as the table says it: one label a place, with what the text adds to it. */
function where({ label, place, place_text: told }) {
  return place === null ? told ?? "no place told" : label ?? called(place);
}

const called = (place) => place.label ?? place.name;

function precisely(incident) {
  const { geo_precision: precision, radius_km: km, place } = incident;
  if (place === null) return "The text names no place, so there is no point on the map.";
  const round = km ? `about ${Number(km.toFixed(1))} km` : null;
  if (precision === "country") return "The text names only the country, so there is no point on the map.";
  if (precision === "area") return place.outline ? `Somewhere in the outlined area${place.how ? ` (${place.how})` : ""}.` : `Somewhere in the area${round ? `, within ${round}` : ""}.`;
  if (precision === "near") return `Near this place${round ? `, within ${round}` : ""}.`;
  return "At this place, as the text names it; the point is the middle of the place.";
}

const who = (incident) => incident.reported_by ?? "the report itself";

/** Return who tells of an incident: each report that does, or the incident itself if only one does. */
const tellersOf = (incident) => (incident.tellings.length ? incident.tellings : [incident]);

const reportsOf = (incident) => new Set(tellersOf(incident).map((told) => told.document));
