// Dates as people write them: 2023-09-15 · 15 September 2023 · Sept. 15th, 2023 · 03/05/2023.
// The same rules as quizgen/items/grading/written_dates.py.

const MONTHS = ("january february march april may june july august september october november " +
  "december").split(" ");
const NO_PART_OF_DATE = new Set(("monday tuesday wednesday thursday friday saturday sunday mon tue " +
  "tues wed thu thur thurs fri sat sun on in of the about around circa ca early mid late year ad " +
  "ce").split(" "));

/** @typedef {[number, number, number]} Ymd 0 for what is not said */

/** The dates that a text can mean; null where it is no date.
 * @returns {{dates: Ymd[], slip: boolean}|null} `slip` where a month's name was misspelt */
function readDate(text) {
  const ordinal = new RegExp(`(\\p{Nd})(?:st|nd|rd|th)(?!${WORD})`, "gu");
  const plain = unify(text).replace(ordinal, "$1").replaceAll("~", " ");
  const words = (plain.match(new RegExp(`${LETTER}+|\\p{Nd}+`, "gu")) ?? [])
    .filter((word) => !NO_PART_OF_DATE.has(word));
  const letters = words.filter((word) => !isDigit(word));
  const numbers = words.filter(isDigit);
  if (!words.length || numbers.length > 3 || numbers.some((n) => [...n].length > 4)) return null;
  if (!letters.length) return keepDates(numericDates(numbers, plain), false);
  if (letters.length > 1) return null;
  const [month, slip] = findMonth(letters[0]);
  return month ? keepDates(wordedDates(month, numbers), slip) : null;
}

/** The dates that the calendar has, each once. */
function keepDates(dates, slip) {
  const real = new Map(dates.filter(dateExists).map((date) => [date.join("-"), date]));
  return real.size ? { dates: [...real.values()], slip } : null;
}

function dateExists([year, month, day]) {
  if (month < 0 || month > 12 || (year && (year < 1000 || year > 2999)) || (day && !month)) return false;
  const longest = month ? new Date(Date.UTC(year || 2000, month, 0)).getUTCDate() : 0;
  return day >= 0 && day <= longest && Boolean(year || month);
}

/** The numbers of digits, one or two as `d`, four as `y`; three fit nothing. */
const shapeOf = (numbers) => numbers.map((n) => "?ddxy"[[...n].length]).join("");

function numericDates(numbers, text) {
  const [a, b, c] = numbers.map(numberOf);
  switch (shapeOf(numbers)) {
    case "y": return [[a, 0, 0]];
    case "yd": return [[a, b, 0]];
    case "dy": return [[b, a, 0]];
    case "ydd": return [[a, b, c]];
    case "ddy": return [[c, b, a], [c, a, b]];
    case "dd": return /\p{Nd}\s*[/.-]\s*\p{Nd}/u.test(text) ? [[0, b, a], [0, a, b]] : [];
    default: return [];
  }
}

function wordedDates(month, numbers) {
  const [a, b] = numbers.map(numberOf);
  switch (shapeOf(numbers)) {
    case "": return [[0, month, 0]];
    case "y": return [[a, month, 0]];
    case "d": return [[0, month, a]];
    case "dy": return [[b, month, a]];
    case "yd": return [[a, month, b]];
    default: return [];
  }
}

/** The month that a word means, and whether it was misspelt; 0 for none. */
function findMonth(word) {
  for (const [at, name] of MONTHS.entries()) {
    if ([...word].length >= 3 && name.startsWith(word)) return [at + 1, false];
  }
  for (const [at, name] of MONTHS.entries()) {
    const allowed = forgiven(name);
    if (allowed && word[0] === name[0] && distance(word, name) <= allowed) return [at + 1, true];
  }
  return [0, false];
}

/** The slips that a word may have: none up to 4 letters, one up to 8, then two. */
function forgiven(word) {
  const length = [...word].length;
  return length <= 4 ? 0 : length <= 8 ? 1 : 2;
}

/** Damerau–Levenshtein distance (optimal string alignment). */
function distance(one, other) {
  const [a, b] = [[...one], [...other]];
  let [before, row] = [[], b.map((_, j) => j).concat(b.length)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
