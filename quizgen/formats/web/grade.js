// Grading what was typed. The same rules and words as quizgen/items/grading/grade.py: what differs
// only in form is right, a slip of the pen is near, a slip that another name is as near to is wrong,
// and what can be read in two ways is asked again.

const LONGEST = 500;
// An example that answers nothing: by whether a year, a month or a day is asked.
const DATES_LIKE = ["Write the year with four digits, as 1799.", "Write the month as March 1799.",
  "Write a date of the calendar, as 31 March 1799."];
// Commas, but not after thousands.
const MISGROUPED = /\p{Nd},\p{Nd}{1,2}(?!\p{Nd})|,\p{Nd}{4}|\p{Nd}{4},\p{Nd}/u;

/** @typedef {{key: string, accept: string[], stem?: string, wrong?: string[], entity?: string,
 *   number?: number, tolerance?: number, unit?: string, date?: string}} Typed */
/** @typedef {{mark: "correct"|"near"|"wrong"|"again", reason: string}} Verdict */

/** @returns {Verdict} */
const verdict = (mark, reason = "") => ({ mark, reason });

/** @param {Typed} item @returns {string[]} */
const rightTexts = (item) => [item.key, ...(item.accept ?? [])];

/** Grade a typed answer. @param {Typed} item @param {string} answer @param {NameIndex} names */
function gradeTyped(item, answer, names) {
  const letters = [...answer];
  const looked = [...item.key].length <= LONGEST ? letters.slice(0, LONGEST).join("") : answer;
  const typed = unify(looked);
  if (!typed) return verdict("again", "Nothing was typed.");
  if (rightTexts(item).some((text) => unify(text) === typed)) return verdict("correct");
  if (item.number !== undefined) return gradeNumber(item, looked);
  if (item.date) return gradeDate(item, looked);
  const given = gradeName(item, looked, names);
  const bare = names.barePlace(looked);
  return given.mark === "wrong" && bare && !given.reason ? gradeName(item, bare, names) : given;
}

function gradeName(item, answer, names) {
  const plain = normalise(answer);
  if (!plain) return verdict("wrong");
  const bare = withoutAccents(plain);
  const keys = rightTexts(item).map(normalise);
  const forms = keys.filter(Boolean).map(withoutAccents);
  if (keys.includes(plain) || forms.includes(bare) || forms.map(squash).includes(squash(bare))) {
    return verdict("correct");
  }
  const typed = names.withoutTitle(tokens(answer), item.entity);
  const right = acceptedForms(item, names);
  if (right.has(typed.join(" "))) return verdict("correct");
  const surname = names.surname(item.entity);
  if (surname.length && typed.join(" ") === surname.join(" ")) {
    return names.shares(item.entity, surname)
      ? verdict("again", "More than one in this deck is called that: give the full name.")
      : verdict("correct");
  }
  if (saysTheSame(item, answer, typed, right, names)) return verdict("correct");
  return gradeSlips(item, typed, right, names);
}

/** The right answers as words joined by a blank; persons without their titles as well. */
function acceptedForms(item, names) {
  const forms = new Set();
  for (const form of rightTexts(item).map(tokens).filter((words) => words.length)) {
    forms.add(form.join(" "));
    if (names.persons.has(item.entity)) forms.add(names.withoutTitle(form, item.entity).join(" "));
  }
  return forms;
}

/** Near where the slips are few and no other name is as near. */
function gradeSlips(item, typed, right, names) {
  const surname = names.surname(item.entity);
  const own = new Set(right);
  if (surname.length && !names.shares(item.entity, surname)) own.add(surname.join(" "));
  const counts = [...own].map((form) => slips(typed, form.split(" "))).filter((made) => made !== null);
  const other = names.nearest(typed, item.entity, own);
  if (other && other[0] === 0) return verdict("wrong", `That is ${other[1]}.`);
  if (!counts.length) return verdict("wrong");
  if (other && other[0] <= Math.min(...counts)) return verdict("wrong", `That is as near to ${other[1]}.`);
  if (item.wrong?.some((text) => slips(typed, tokens(text)) !== null)) return verdict("wrong");
  return verdict("near", "Mind the spelling.");
}

function gradeNumber(item, answer) {
  const readings = readNumber(answer);
  if (!readings.length) {
    return hasDigit(answer) ? verdict("again", "Give one number.") : verdict("wrong", "That is no number.");
  }
  const fitting = readings.filter((reading) => unitFits(item, reading.unit));
  if (!fitting.length && readings.some(({ unit }) => unit.some((word) => /^(to|or|and)$/u.test(word)))) {
    return verdict("again", "Give one number.");
  }
  if (!fitting.length) {
    return readings.some((reading) => numberFits(item, reading)) && !item.unit
      ? verdict("again", "Give the number alone.")
      : verdict("wrong", "The unit does not fit: the number is asked" +
        `${item.unit ? ` in ${item.unit}` : " without a unit"}.`);
  }
  const fits = fitting.map((reading) => numberFits(item, reading));
  if (fits.every(Boolean)) return verdict("correct");
  const several = new Set(fitting.map((reading) => reading.value)).size > 1;
  if (fits.some(Boolean) && several && answer.includes(".")) {
    return verdict("again", "That can be read as two numbers: leave out the point, or write it in words.");
  }
  if (fits.some(Boolean)) return verdict("correct");
  if (MISGROUPED.test(answer)) {
    return verdict("again", "That can be read in two ways: write the number without commas.");
  }
  const low = fitting[0].value < item.number * scaleOf(item.unit)[0];
  return verdict("wrong", low ? "Too low." : "Too high.");
}

/** Whether a reading is the number, within its tolerance; `2.5` is also `2.5 (billion)`. */
function numberFits(item, reading) {
  const [scale] = scaleOf(item.unit);
  const scales = reading.unit.length ? [scale] : [scale, 1];
  const room = (item.tolerance ?? 0) + 1e-12 * Math.abs(item.number);
  return scales.some((s) => Math.abs(reading.value - item.number * s) <= room * s);
}

/** Whether the words around a number are its unit, part of it, or it and more; none do. */
function unitFits(item, given) {
  const typed = unitWords(given);
  const unit = unitWords(scaleOf(item.unit)[1]);
  const within = (some, all) => [...some].every((word) => all.has(word));
  if (!typed.size) return true;
  if (!unit.size) return within(typed, unitWords(item.stem));
  const more = [...typed].filter((word) => !unit.has(word));
  return within(typed, unit) || (within(unit, typed) && !more.some((word) => /^(per|every|each)$/u.test(word)));
}

function gradeDate(item, answer) {
  const written = readDate(answer);
  if (!written) {
    const parts = item.date.replace(/~+$/u, "").split("-").length;
    return hasDigit(answer) ? verdict("again", DATES_LIKE[parts - 1])
      : verdict("wrong", "That is no date.");
  }
  const key = item.date.replace(/~+$/u, "").split("-").map(Number);
  const dated = written.dates.map(([year, ...rest]) =>
    [!year && item.stem.includes(String(key[0])) ? key[0] : year, ...rest].slice(0, key.length));
  const found = [...new Map(dated.map((date) => [date.join("-"), date])).values()];
  const missing = ["year", "month", "day"].find((_, at) => at < key.length && found.some((d) => !d[at]));
  if (missing) return verdict("again", `Give the ${missing} as well.`);
  if (found.length > 1) {
    return verdict("again", "Which is the day and which the month? Write the month in words.");
  }
  const differs = key.findIndex((part, at) => part !== found[0][at]);
  if (differs >= 0) return verdict("wrong", found[0][differs] < key[differs] ? "Too early." : "Too late.");
  return written.slip ? verdict("near", "Mind the spelling.") : verdict("correct");
}
