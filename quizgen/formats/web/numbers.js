// Numbers as people write them: 20,000 · 20k · 1.5 million · twenty-one · $3bn.
// The same rules as quizgen/items/grading/numerals.py.

const ONES = new Map(("zero one two three four five six seven eight nine ten eleven twelve thirteen " +
  "fourteen fifteen sixteen seventeen eighteen nineteen").split(" ").map((word, n) => [word, n]));
const TENS = new Map("twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
  .map((word, n) => [word, 10 * (n + 2)]));
const SCALES = new Map([["dozen", 12], ["k", 1e3], ["thousand", 1e3], ["m", 1e6], ["mn", 1e6],
  ["mln", 1e6], ["million", 1e6], ["b", 1e9], ["bn", 1e9], ["billion", 1e9], ["tn", 1e12],
  ["trillion", 1e12]]);
const NUMBER_WORDS = new Set([...ONES.keys(), ...TENS.keys(), ...SCALES.keys(), "hundred", "half"]);
const HEDGE = new RegExp("^(?:about|around|approximately|approx\\.?|circa|ca\\.?|roughly|some|nearly|" +
  "almost|just under|just over|more than|at least|up to|over|under|~|≈)\\s*", "u");
const DIGITS = new RegExp("\\p{Nd}{1,3}(?:[, ]\\p{Nd}{3})+(?:\\.\\p{Nd}+)?(?![\\p{Nd},])|" +
  "\\p{Nd}+(?:[.,]\\p{Nd}+)*", "u");
const APOSTROPHE = /(?<=\p{Nd})'(?=\p{Nd}{3}(?!\p{Nd}))/gu; // 20'000, as the Swiss write it
const SIGN = /^(?:-|minus )\s*/u;
const MONEY = new Map([["$", "dollar"], ["€", "euro"], ["£", "pound"], ["₴", "hryvnia"],
  ["₽", "rouble"], ["¥", "yen"]]);
const NUMBER_WORD = new RegExp(`${LETTER}+|%|[$€£₴₽¥]|\\p{Nd}+(?:\\.\\p{Nd}+)?`, "gu");

/** @typedef {{value: number, unit: string[]}} Reading */

/** Every reading of a text as one number with a unit. @returns {Reading[]} */
function readNumber(text) {
  const plain = unify(text).replace(APOSTROPHE, "").replace(HEDGE, "");
  const letters = [...plain];
  const money = MONEY.get(letters.find((letter) => MONEY.has(letter)) ?? "");
  const bare = letters.map((letter) => (MONEY.has(letter) ? " " : letter)).join("").trim();
  const sign = SIGN.test(bare) ? -1 : 1;
  const found = new Map();
  for (const form of digitForms(bare.replace(SIGN, ""))) {
    for (const [value, rest] of numberValues(form.replace(/-/gu, partsWords).match(NUMBER_WORD) ?? [])) {
      if (!Number.isFinite(value) || rest.some(hasDigit)) continue;
      const unit = money ? [...rest, money] : rest;
      found.set(`${value} ${unit.join(" ")}`, { value: sign * value, unit });
    }
  }
  return [...found.values()];
}

/** A hyphen beside a letter parts words. */
function partsWords(hyphen, at, text) {
  const beside = new RegExp(`^(?:${LETTER}|_)$`, "u");
  return beside.test(text[at - 1] ?? "") || beside.test(text[at + 1] ?? "") ? " " : hyphen;
}

/** The text with its digits in plain form, in each way that they can be meant. */
function digitForms(text) {
  const match = DIGITS.exec(text);
  if (!match) return [text];
  const number = match[0];
  const rest = text.slice(match.index + number.length);
  if (/^\s*[-/:]\s*\p{Nd}/u.test(rest)) return []; // a range, a date or a time
  let forms = [];
  if (/^\p{Nd}{1,3}([, ])\p{Nd}{3}(?:\1\p{Nd}{3})*(?:\.\p{Nd}+)?$/u.test(number)) {
    forms = [number.replace(/[, ]/gu, "")];
  } else if (/^\p{Nd}{1,3}(?:\.\p{Nd}{3}){2,}(?:,\p{Nd}+)?$/u.test(number)) {
    forms = [number.replaceAll(".", "").replaceAll(",", ".")];
  } else if (/^\p{Nd}{1,3}\.\p{Nd}{3}$/u.test(number)) {
    forms = [number, number.replace(".", "")];
  } else if (/^\p{Nd}+(?:[.,]\p{Nd}+)?$/u.test(number)) {
    forms = [number.replace(",", ".")];
  }
  return forms.map((form) => `${text.slice(0, match.index)}${form} ${rest}`);
}

/** The number that the words start with, and what is left; twice where a scale may be a unit. */
function numberValues(words) {
  if (words[0] === "half" && words[1] === "a" && SCALES.has(words[2])) {
    return [[0.5 * SCALES.get(words[2]), words.slice(3)]];
  }
  const found = [];
  let [total, current, at, smallest] = [0, null, 0, Infinity];
  for (; at < words.length; at += 1) {
    const word = words[at];
    const joined = SCALES.has(word) && (current !== null || at) ? null : joinNumber(words, at, current);
    if (SCALES.has(word) && (current !== null || at)) {
      if (SCALES.get(word) >= smallest) return found;
      if (word.length === 1) found.push([total + (current ?? 0), words.slice(at)]);
      smallest = SCALES.get(word);
      total += (current ?? 1) * smallest;
      current = null;
    } else if (joined) {
      current = joined[0];
      at += joined[1] - 1;
    } else if (!(at === 0 && (word === "a" || word === "an")) && !(at && word === "and")) {
      break;
    }
  }
  if (at && !(at === 1 && (words[0] === "a" || words[0] === "an"))) {
    found.push([total + (current ?? 0), words.slice(at)]);
  }
  return found;
}

/** The running number with one word more, and how many words it took; null if none belongs. */
function joinNumber(words, at, current) {
  const word = words[at];
  if (isDigit(word)) return current === null ? [numberOf(word), 1] : null;
  if (word === "hundred") return [100 * (current ?? 1), 1];
  if (words.slice(at, at + 3).join(" ") === "and a half" && current !== null) return [current + 0.5, 3];
  const whole = current === null || current % 100 === 0;
  if (TENS.has(word) && whole) return [(current ?? 0) + TENS.get(word), 1];
  if (!ONES.has(word)) return null;
  const behindTens = current % 10 === 0 && current % 100 >= 20 && ONES.get(word) < 10;
  return whole || behindTens ? [(current ?? 0) + ONES.get(word), 1] : null;
}

const SAME_UNIT = new Map(Object.entries({
  "%": "percent", pct: "percent", tonne: "ton", t: "ton", km: "kilometre", kilometer: "kilometre",
  kms: "kilometre", m: "metre", meter: "metre", kg: "kilogram", kilo: "kilogram", usd: "dollar",
  eur: "euro", gbp: "pound", person: "people", ruble: "rouble", mi: "mile", hr: "hour", h: "hour",
  min: "minute", ft: "foot", feet: "foot", men: "man", women: "woman", percentage: "percent",
  yr: "year",
}));
const SMALL = new Set("of the a an us u s metric american point cent".split(" "));

/** A unit's words in one form each. @param {string|string[]} text @returns {Set<string>} */
function unitWords(text) {
  const words = typeof text === "string" ? unify(text).match(NUMBER_WORD) ?? [] : text;
  const joined = words.map((word) => (word === "per" && words.includes("cent") ? "percent" : word));
  return new Set(joined.map(oneForm).filter((word) => !SMALL.has(word)));
}

function oneForm(word) {
  let form = SAME_UNIT.get(word) ?? MONEY.get(word) ?? word;
  if ([...form].length > 3 && form.endsWith("s") && !form.endsWith("ss")) {
    form = form.endsWith("ies") ? `${form.slice(0, -3)}y` : form.slice(0, -1);
  }
  return SAME_UNIT.get(form) ?? form;
}

/** A unit such as `billion dollars` as its scale and what is counted. @returns {[number, string]} */
function scaleOf(unit) {
  const [first, ...rest] = (unit ?? "").split(" ");
  const scale = SCALES.get(fold(first));
  return scale !== undefined && first.length > 1 ? [scale, rest.join(" ")] : [1, unit ?? ""];
}
