// What says the key in other words: joined, turned, shortened, in words of the question.
// The same rules as quizgen/items/grading/same_words.py.

const LITTLE = "its his her their of in at on to for by the a an was were is are it they".split(" ");

/** Whether an answer is the key but for its order, an initial or the question's words.
 * @param {Set<string>} right the right answers as words joined by a blank */
function saysTheSame(item, answer, typed, right, names) {
  const forms = [...right].map((form) => form.split(" "));
  return isSameList(item, answer) || isTurned(item, typed, forms)
    || isInitialled(item, typed, forms, names) || isWrapped(item, typed, forms, names);
}

/** `drones, missiles` for `missiles and drones`. */
function isSameList(item, answer) {
  const parts = partsOf(answer);
  return parts.length > 1 && rightTexts(item).some((text) => partsOf(text).join(";") === parts.join(";"));
}

/** A name in another order: `Peskov, Dmitry`. */
function isTurned(item, typed, forms) {
  const sorted = (words) => [...words].sort().join(" ");
  return Boolean(item.entity) && typed.length > 1
    && forms.some((form) => sorted(form) === sorted(typed));
}

/** `D. Peskov`, where no other in the deck has the surname. */
function isInitialled(item, typed, forms, names) {
  const surname = names.surname(item.entity);
  if (!item.entity || !surname.length || names.shares(item.entity, surname)) return false;
  return typed.length > 1 && [...typed[0]].length === 1 && forms.some((form) => form.length > 1
    && form[0].startsWith(typed[0]) && form.slice(1).join(" ") === typed.slice(1).join(" "));
}

/** The key with words of the question around it: `the landing ship Minsk`. */
function isWrapped(item, typed, forms, names) {
  const asked = new Set([...tokens(item.stem ?? ""), ...LITTLE]);
  const free = (word) => asked.has(word) && !UNTURNED.has(word) && !isDigit(word);
  return forms.some((form) => {
    if (form.length === typed.length) return false;
    for (let at = 0; at + form.length <= typed.length; at += 1) {
      const [before, after] = [typed.slice(0, at), typed.slice(at + form.length)];
      if (form.every((word, n) => typed[at + n] === word) && [...before, ...after].every(free)
        && ![before, after].some((side) => names.isName(side.join(" ")))) return true;
    }
    return false;
  });
}
