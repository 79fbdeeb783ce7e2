// Texts as they are compared. The same rules as quizgen/items/grading/normalise.py; a test holds
// both to the same verdicts.

const WORD = "[\\p{L}\\p{N}_]";
const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const ARTICLES = new Set(["the", "a", "an"]);
const TITLES = new Set(
  ("mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor king " +
  "queen prince princess pope general gen colonel col major maj captain capt admiral adm " +
  "lieutenant lt sergeant sgt commander senator sen governor gov congressman congresswoman " +
  "representative rep minister ambassador secretary judge justice former acting").split(" "));
const OF_TITLES = new Map([["prime", "minister"], ["foreign", "minister"], ["defence", "minister"],
  ["defense", "minister"], ["vice", "president"], ["deputy", "minister"],
  ["interior", "minister"], ["finance", "minister"]]);
const LETTERS_APART = new Map("łløođdðdıiħh".match(/../gu).map((two) => [...two]));
LETTERS_APART.set("æ", "ae").set("œ", "oe").set("þ", "th");

// Words that are spelt, or said of a man or a woman, in more than one way.
const SPELLINGS = new Map(("center=centre theater=theatre defense=defence offense=offence " +
  "license=licence program=programme labor=labour harbor=harbour color=colour neighbor=neighbour " +
  "armor=armour honor=honour organization=organisation meter=metre kilometer=kilometre liter=litre " +
  "fiber=fibre gray=grey airplane=aeroplane spokesman=spokesperson spokeswoman=spokesperson " +
  "chairman=chairperson chairwoman=chairperson").split(" ").map((pair) => pair.split("=")));
const JOINTS = new RegExp(` *(?:[,;/&+]|(?<!${WORD})and(?!${WORD})) *`, "u");

const QUOTES = /[‘’‚‛ʼʻ′`´＇]/gu;
const DASHES = /[‐‑‒–—―−﹣－]/gu;
const DOUBLE_QUOTES = /[“”„‟«»″]/gu;
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const ACRONYM = new RegExp(
  `(^|[^\\p{L}\\p{N}_])((?:${LETTER}\\.){2,}|(?:${LETTER}\\.)+${LETTER})(?!${WORD})`, "gu");
const IN_WORD = new RegExp(`(${WORD})'(?=${WORD})`, "gu");

/** @param {string} text @returns {string[]} */
const split = (text) => text.split(BLANKS).filter(Boolean);

/** Lower case for comparing, as Python's casefold. @param {string} text */
const fold = (text) => text.toLowerCase().replace(/ß/gu, "ss").replace(/ς/gu, "σ")
  .normalize("NFD").replace(/\u0345/gu, "ι");

/** One form of quotes and dashes, single blanks; punctuation stays. @param {string} text */
function unify(text) {
  const folded = fold(text.normalize("NFKC")).normalize("NFKC");
  return split(folded.replace(QUOTES, "'").replace(DASHES, "-").replace(DOUBLE_QUOTES, '"')).join(" ");
}

/** Whether a mark combines with the letter before it: it is moved in front of U+0345, the last. */
const combines = (mark) => mark === "\u0345" || !`\u0345${mark}`.normalize("NFD").startsWith("\u0345");

/** @param {string} text */
const withoutMarks = (text) => text.replace(/\p{M}/gu, (mark) => (combines(mark) ? "" : mark));

/** A text without the blanks around it. @param {string} text */
const strip = (text) => text.replace(new RegExp(`^${BLANKS.source}|${BLANKS.source}$`, "gu"), "");

/** The comparable text: acronyms closed, punctuation and leading articles gone. */
function normalise(text) {
  const closed = unify(text).replace(ACRONYM, (_, before, found) => before + found.replaceAll(".", ""));
  const bare = withoutMarks(closed.replace(IN_WORD, "$1"));
  let words = split(bare.replace(/[^\p{L}\p{N}]/gu, " "));
  while (words.length > 1 && ARTICLES.has(words[0])) words = words.slice(1);
  return words.join(" ");
}

/** @param {string} text a normalised one */
function withoutAccents(text) {
  const plain = withoutMarks(text.normalize("NFKD")).normalize("NFKC");
  return [...plain].map((letter) => LETTERS_APART.get(letter) ?? letter).join("");
}

/** The words without the titles that they start with; never none. @param {string[]} words */
function withoutTitle(words) {
  while (words.length > 1) {
    if (TITLES.has(words[0]) || ARTICLES.has(words[0])) words = words.slice(1);
    else if (words.length > 2 && OF_TITLES.get(words[0]) === words[1]) words = words.slice(2);
    else break;
  }
  return words;
}

/** T-72 as t72; digits never run together. @param {string} text a normalised one */
const squash = (text) => text.replace(/ /gu, (blank, at) =>
  (isDigit(text[at - 1]) && isDigit(text[at + 1]) ? blank : ""));

/** The words of a text as they are compared letter by letter, each in one spelling.
 * @param {string} text */
const tokens = (text) =>
  split(withoutAccents(normalise(text))).map((word) => SPELLINGS.get(word) ?? word);

/** What a list names, in any order and however it is joined. @param {string} text */
const partsOf = (text) => unify(text).split(JOINTS).map((part) => tokens(part).join(" "))
  .filter(Boolean).sort();

/** @param {string|undefined} letter */
const isDigit = (letter) => letter !== undefined && /^\p{Nd}/u.test(letter);

/** @param {string} text */
const hasDigit = (text) => /\p{Nd}/u.test(text);

/** Digits of any script as a number: a script's ten stand in a row from its zero. */
function numberOf(text) {
  return Number(text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    let value = 0;
    while (value < 9 && isDigit(String.fromCodePoint(code - value - 1))) value += 1;
    return String(code < 0x80 ? code - 48 : value);
  }));
}
