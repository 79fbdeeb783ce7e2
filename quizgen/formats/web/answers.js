// A question's answer as a line of text, as a sheet of results has it: a letter; for a matching one
// for each number, `-` for none; for an ordering the letters from the earliest on; or what was typed.

/** @typedef {{id: string, kind: string, key?: string[], why?: string[], typed?: Typed, at: number,
 *   root: HTMLElement}} Question */
/** @typedef {{mark: string, reason: string, parts: boolean[]}} Graded */

const isChoice = (question) => question.kind === "multiple-choice" || question.kind === "true-false";
const isTyped = (question) => question.root.querySelector(".written") !== null;

/** The answer that stands in a question's controls; "" for none. @param {Question} question */
function readAnswer({ kind, root }) {
  if (kind === "ordering") {
    return [...root.querySelectorAll(".events > li")].map((event) => event.dataset.letter).join(" ");
  }
  if (kind === "matching") {
    const letters = [...root.querySelectorAll("select")].map((select) => select.value);
    return letters.some(Boolean) ? letters.map((letter) => letter || "-").join(" ") : "";
  }
  const typed = root.querySelector(".written input");
  return typed ? typed.value.trim() : root.querySelector("input:checked")?.value ?? "";
}

/** Put an answer into a question's controls. @param {Question} question @param {string} given */
function writeAnswer({ kind, root }, given) {
  const letters = given.split(" ");
  if (kind === "ordering") {
    const list = root.querySelector(".events");
    const events = new Map([...list.children].map((event) => [event.dataset.letter, event]));
    const order = given ? letters : [...events.keys()].sort();
    list.append(...order.map((letter) => events.get(letter)).filter(Boolean));
    markEnds(list);
  } else if (kind === "matching") {
    root.querySelectorAll("select").forEach((select, at) => {
      select.value = letters[at] && letters[at] !== "-" ? letters[at] : "";
    });
  } else if (root.querySelector(".written")) {
    root.querySelector(".written input").value = given;
  } else {
    for (const input of root.querySelectorAll("input")) input.checked = input.value === given;
  }
}

/** Grade an answer. @param {Question} question @param {string} given @param {NameIndex} names
 * @returns {Graded} */
function gradeAnswer(question, given, names) {
  if (!given) return { mark: "skipped", reason: "", parts: [] };
  if (question.typed) return { ...gradeTyped(question.typed, given, names), parts: [] };
  const letters = given.split(" ");
  const parts = question.key.map((letter, at) => letters[at] === letter);
  const right = parts.filter(Boolean).length;
  const whole = right === parts.length;
  return {
    mark: whole ? "correct" : "wrong",
    reason: parts.length > 1 && !whole ? `${right} of ${parts.length} right.` : "",
    parts: parts.length > 1 ? parts : [],
  };
}

/** What is still wanting before an answer can be checked; "" for nothing. */
function wanting(question, given) {
  if (!given) return isTyped(question) ? "Nothing was typed." : "Choose an answer first, or skip.";
  return given.split(" ").includes("-") && question.kind === "matching" ? "Choose an answer for each." : "";
}
