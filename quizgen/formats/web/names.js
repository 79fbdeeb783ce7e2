// The names of a deck: which surname is unique, and what else an answer is as near to.
// The same rules as quizgen/items/grading/names.py.

const SIDES = ["north", "south", "east", "west", ""];
const COMPASS = SIDES.flatMap((a) => SIDES.flatMap((b) => ["", "ern", "erly", "ward", "wards"]
  .filter(() => a + b).map((end) => a + b + end)));
const UNTURNED = new Set([
  ..."no not non never none nothing without nor anti".split(" "), ...NUMBER_WORDS]);
const PROTECTED = new Set([...UNTURNED, ...COMPASS]);
const BEFORE_PLACE = new RegExp("^(?:(?:in|at|on|to|from|near)\\s+)?" +
  "(?:(?:the\\s+)?(?:city|town|village|port|region|state|republic|kingdom|principality)\\s+of\\s+" +
  `(?!(?:the\\s+)?(?:china|congo|korea)(?!${WORD})))?`, "iu");

/** The slips that make an answer of a name; null where they are more than is forgiven. */
function slips(answer, name) {
  if (answer.length !== name.length) return null;
  let total = 0;
  for (const [at, right] of name.entries()) {
    const made = answer[at] === right ? 0 : slipsIn(answer[at], right);
    if (made === null) return null;
    total += made;
  }
  return total;
}

function slipsIn(typed, right) {
  const allowed = forgiven(right);
  if (!allowed || [...typed][0] !== [...right][0] || PROTECTED.has(typed) || PROTECTED.has(right)) {
    return null;
  }
  const longer = Math.abs([...typed].length - [...right].length);
  if (hasDigit(typed + right) || longer > allowed) return null;
  const made = distance(typed, right);
  return made <= allowed ? made : null;
}

/** @typedef {{id: string, label?: string, names: string[], family?: string, surname?: string,
 *   title?: string}} Name */

class NameIndex {
  /** @param {Name[]} names entities of the deck @param {string[]} countries the gazetteer */
  constructor(names, countries) {
    this.label = new Map();
    this.named = new Map(); // the words of a name, joined → ids
    this.surnames = new Map();
    this.titles = new Map();
    this.persons = new Set();
    this.bearers = new Map(); // a word of a person's names → ids
    this.places = new Set(countries.map((name) => tokens(name).join(" ")));
    for (const name of countries) this.add(`gazetteer:${name}`, name, [name]);
    for (const name of names) this.addEntity(name);
  }

  add(id, label, names) {
    this.label.set(id, label);
    for (const name of names.map((text) => tokens(text).join(" ")).filter(Boolean)) {
      addTo(this.named, name, id);
    }
  }

  /** @param {Name} entity */
  addEntity({ id, label, names, family, surname, title }) {
    this.add(id, label ?? names[0], names);
    if (family === "place") names.forEach((name) => this.places.add(tokens(name).join(" ")));
    if (title) this.titles.set(id, tokens(title));
    if (family !== "person") return;
    this.persons.add(id);
    if (surname) this.surnames.set(id, tokens(surname));
    for (const word of [...names, surname ?? ""].flatMap(tokens)) addTo(this.bearers, word, id);
  }

  /** “in Sochi”, “the city of Sochi” and “Sochi, Russia” as Sochi; "" where nothing is around it. */
  barePlace(answer) {
    const whole = strip(answer);
    let bare = whole.replace(BEFORE_PLACE, "");
    const comma = bare.lastIndexOf(",");
    const head = strip(bare.slice(0, Math.max(comma, 0)));
    if (head && this.places.has(tokens(bare.slice(comma + 1)).join(" "))) bare = head;
    return bare === whole ? "" : bare;
  }

  /** @returns {string[]} */
  surname(id) {
    return this.surnames.get(id) ?? [];
  }

  /** Whether anyone else could be meant by a surname. */
  shares(id, surname) {
    const bearers = surname.map((word) => this.bearers.get(word) ?? new Set());
    const others = [...(bearers[0] ?? [])].filter((other) => bearers.every((who) => who.has(other)));
    return [...others, ...(this.named.get(surname.join(" ")) ?? [])].some((other) => other !== id);
  }

  /** Whether words, joined by a blank, are somebody's or something's name, or surname. */
  isName(words) {
    return this.named.has(words) || [...this.surnames.values()].some((name) => name.join(" ") === words);
  }

  withoutTitle(answer, id) {
    const title = this.titles.get(id) ?? [];
    const titled = title.length && answer.length > title.length
      && title.every((word, at) => answer[at] === word);
    return withoutTitle(titled ? answer.slice(title.length) : answer);
  }

  /** The nearest other entity: the slips, and its name; null for none. @returns {[number, string]|null} */
  nearest(answer, id, own) {
    const found = [];
    for (const [name, ids] of this.named) {
      const made = own.has(name) || ids.has(id) ? null : slips(answer, name.split(" "));
      if (made !== null) found.push([made, this.label.get([...ids].sort()[0])]);
    }
    for (const [other, surname] of own.has(answer.join(" ")) ? [] : this.surnames) {
      const made = other === id || own.has(surname.join(" ")) ? null : slips(answer, surname);
      if (made !== null) found.push([made, this.label.get(other)]);
    }
    found.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : Number(a[1] > b[1])));
    return found[0] ?? null;
  }
}

function addTo(map, name, id) {
  if (!map.has(name)) map.set(name, new Set());
  map.get(name).add(id);
}
