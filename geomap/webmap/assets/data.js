// The data islands, read once: rows become incidents that know their document, place and ground.
const DATA = await island("geomap-data");
Object.assign(DATA, await island("geomap-ground"));

/** Return the JSON value of an island: a string of JSON in JSON, or, where that is long, packed. */
async function island(id) {
  const { type, textContent } = document.getElementById(id);
  return type === "application/json" ? JSON.parse(JSON.parse(textContent)) : unpacked(textContent);
}

/** Return the JSON value that was packed with gzip and base64. */
async function unpacked(text) {
  if (!("DecompressionStream" in window)) {
    document.body.prepend(el("p", { role: "alert" }, "This map needs a browser of May 2023 or later."));
    throw new Error("no DecompressionStream");
  }
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Return what one report tells of an event; what it leaves out is null, as in an incident. */
function telling(told) {
  return { actor: null, reported_by: null, killed: null, injured: null, start: null, end: null, date_precision: null, place: null, quote: null,
    ...told, document: DATA.documents[told.document], why: (told.why ?? []).map((i) => DATA.reasons[i]) };
}

const NONE = Object.freeze([]);

// What a cell holds, where that is the number of something told elsewhere: a hundred thousand rows are not copied.
const HOLDS = {
  document: (cell) => DATA.documents[cell],
  place: (cell) => (cell === null ? null : DATA.places[cell]),
  ground: (cell) => (cell === null ? null : DATA.grounds[cell]),
  evidence: (cell) => cell?.map((i) => DATA.sentences[i]) ?? NONE,
  why: (cell) => cell?.map((i) => DATA.reasons[i]) ?? NONE,
  tellings: (cell) => cell?.map(telling) ?? NONE,
};

/** A row that answers to the names of its columns. */
class Incident {
  constructor(row, number) {
    this.row = row;
    this.number = number;
    this.onMap = this.place !== null && this.geo_precision !== "country";
  }
}
DATA.columns.forEach((name, i) => {
  const [usual, held] = [DATA.usual[name] ?? null, HOLDS[name]];
  const get = held ? function () { return held(this.row[i] ?? usual); } : function () { return this.row[i] ?? usual; };
  Object.defineProperty(Incident.prototype, name, { get });
});

const INCIDENTS = DATA.rows.map((row, number) => new Incident(row, number));
const BY_ID = new Map(INCIDENTS.map((incident) => [incident.id, incident]));

const countryName = (code) => DATA.countries[code] ?? code;

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = 86400000;

/** Return the moment at which a day begins; the same days come again and again. */
function timeOf(iso) {
  if (!TIMES.has(iso)) TIMES.set(iso, Date.parse(iso));
  return TIMES.get(iso);
}
const TIMES = new Map();

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

const AROUND = ", around "; // as in geomap/wording.py

const called = (place) => place.label ?? place.name;

function precisely(incident) {
  const { geo_precision: precision, radius_km: km, place } = incident;
  if (place === null) {
    const why = incident.place_text ? "The gazetteer does not tell where this is" : "The text names no place";
    return `${why}, so there is no point on the map.`;
  }
  const round = km ? `about ${Number(km.toFixed(1))} km` : null;
  if (precision === "country") return "The text names only the country, so there is no point on the map.";
  if (precision === "area" && incident.place_text?.includes(AROUND)) return `A guess${round ? `, within ${round}` : ""}: ${incident.why?.[0] ?? "put around the town named before"}.`;
  if (precision === "area") return place.outline ? `Somewhere in the outlined area${place.how ? ` (${place.how})` : ""}.` : `Somewhere in the area${round ? `, within ${round}` : ""}.`;
  if (precision === "near") return `Near this place${round ? `, within ${round}` : ""}.`;
  return "At this place, as the text names it; the point is the middle of the place.";
}

const who = (incident) => incident.reported_by ?? "the report itself";

/** Return who tells of an incident: each report that does, or the incident itself if only one does. */
const tellersOf = (incident) => (incident.tellings.length ? incident.tellings : [incident]);

const reportsOf = (incident) => new Set(tellersOf(incident).map((told) => told.document));
