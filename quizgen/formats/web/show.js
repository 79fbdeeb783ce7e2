// What is shown of a question: its feedback, its marks, and the buttons that move events.
// Texts of the bank reach the page as text alone, never as markup.

const MARKS = {
  correct: ["✓", "Right"], near: ["≈", "Nearly"], wrong: ["✗", "Wrong"], skipped: ["–", "Skipped"],
  again: ["?", "Not clear"],
};

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** An element with a class and a text. @param {string} tag */
function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Turn the key behind its fold into the place of the feedback. @param {Question} question */
function makeFeedback(question) {
  const fold = question.root.querySelector("details");
  if (!fold) return;
  const box = make("div", "feedback");
  box.hidden = true;
  const head = make("h3", "verdict");
  head.tabIndex = -1;
  const overrule = make("button", "plain overrule", "Count it as right");
  overrule.type = "button";
  for (const part of [head, overrule]) part.lang = "en";
  const given = make("p", "given");
  const why = make("p", "why");
  for (const short of fold.querySelectorAll(".sources a")) {
    short.replaceWith(...byId(short.hash.slice(1)).cloneNode(true).childNodes);
  }
  box.append(head, given, why, fold.querySelector(".told"), overrule);
  fold.replaceWith(box);
}

/** Show how an answer was graded. @param {Question} question @param {Graded} graded */
function showFeedback(question, given, graded, overruled) {
  const { root } = question;
  const [sign, word] = MARKS[overruled ? "correct" : graded.mark];
  const box = root.querySelector(".feedback");
  box.hidden = false;
  box.dataset.mark = overruled ? "correct" : graded.mark;
  const icon = make("span", "sign", sign);
  icon.setAttribute("aria-hidden", "true");
  const reason = overruled ? "Counted as right." : graded.reason;
  root.querySelector(".verdict").replaceChildren(icon, " ", make("span", "", word),
    ...(reason ? [" ", make("span", "reason", reason)] : []));
  const said = root.querySelector(".given");
  said.replaceChildren(make("i", "", "You wrote "), make("bdi", "", given));
  said.hidden = !isTyped(question) || graded.mark === "skipped";
  const at = isChoice(question) && given ? "ABCDEFGHIJ".indexOf(given) : -1;
  const told = question.kind === "true-false" ? Math.max(at, 0) : at; // what is true, even if skipped
  root.querySelector(".why").textContent = question.why?.[told] ?? "";
  root.querySelector(".overrule").hidden = !isTyped(question) || overruled
    || !["wrong", "again"].includes(graded.mark);
  markOptions(question, given);
  markParts(question, graded.parts);
}

/** Mark the right option and the chosen one, in words and not by colour alone. */
function markOptions(question, given) {
  if (!isChoice(question)) return;
  for (const label of question.root.querySelectorAll(".option")) {
    const letter = label.querySelector("input").value;
    const right = letter === question.key[0];
    const chosen = letter === given;
    label.classList.toggle("is-right", right);
    label.classList.toggle("is-wrong", chosen && !right);
    label.querySelector(".tag")?.remove();
    const words = [right ? "the answer" : "", chosen ? "your choice" : ""].filter(Boolean).join(", ");
    if (!words) continue;
    const tag = make("span", "tag", `${right ? "✓" : "✗"} ${words}`);
    tag.lang = "en";
    label.append(tag);
  }
}

function markParts({ root }, parts) {
  root.querySelectorAll(".parts > li").forEach((part, at) => {
    part.querySelector(".tag")?.remove();
    if (!parts.length) return;
    part.classList.toggle("is-right", parts[at]);
    part.classList.toggle("is-wrong", !parts[at]);
    const tag = make("span", "tag", parts[at] ? "✓ right" : "✗ missed");
    tag.lang = "en";
    part.append(tag);
  });
}

/** Take all marks away and let the question be answered. @param {Question} question */
function hideFeedback(question) {
  const box = question.root.querySelector(".feedback");
  if (box) box.hidden = true;
  question.root.querySelectorAll(".tag").forEach((tag) => tag.remove());
  question.root.querySelectorAll(".is-right, .is-wrong")
    .forEach((marked) => marked.classList.remove("is-right", "is-wrong"));
}

// -- all questions of an exam ---------------------------------------------------------------------

/** A button that goes to a question, in the list of all. @param {Question} question */
function makeNumber({ at }, go) {
  const button = make("button", "number", `${at + 1}`);
  button.type = "button";
  button.append(make("span", "unseen"));
  button.addEventListener("click", () => {
    byId("all").open = false;
    go(at);
  });
  const entry = make("li");
  entry.append(button);
  byId("numbers").append(entry);
}

/** Whether a question is still open, and whether it is the one that is shown. */
function showNumber({ at }, open, current) {
  const button = byId("numbers").children[at].firstChild;
  button.classList.toggle("is-open", open);
  button.lastChild.textContent = open ? " is open" : " is answered";
  if (current) button.setAttribute("aria-current", "step");
  else button.removeAttribute("aria-current");
}

// -- ordering -------------------------------------------------------------------------------------

/** The first event cannot come earlier, nor the last later: said, but the focus may stay. */
function markEnds(list) {
  list.querySelectorAll(".move").forEach((button) => button.removeAttribute("aria-disabled"));
  const ends = [list.querySelector(".move"), [...list.querySelectorAll(".move")].at(-1)];
  ends.forEach((button) => button?.setAttribute("aria-disabled", "true"));
}

/** Give each event its two buttons; arrow keys move it as well. @param {Question} question */
function makeMovable(question, moved) {
  for (const event of question.root.querySelectorAll(".events > li")) {
    const buttons = make("span", "moves");
    for (const [by, sign, word] of [[-1, "↑", "earlier"], [1, "↓", "later"]]) {
      const button = make("button", "move");
      button.type = "button";
      const icon = make("span", "", sign);
      icon.setAttribute("aria-hidden", "true");
      button.append(icon, make("span", "unseen", `Move ${event.dataset.letter} ${word}`));
      button.addEventListener("click", () => move(event, by, button, moved));
      buttons.append(button);
    }
    buttons.lang = "en";
    event.tabIndex = -1;
    event.append(buttons);
    event.addEventListener("keydown", (key) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[key.key];
      if (!by || event.closest("fieldset").disabled) return;
      key.preventDefault();
      move(event, by, document.activeElement, moved);
    });
  }
}

/** Move an event by a place and keep the focus where it is; at the end of the list it stays. */
function move(event, by, focused, moved) {
  const list = event.parentElement;
  const at = [...list.children].indexOf(event);
  const to = at + by;
  if (to < 0 || to >= list.children.length) return;
  list.insertBefore(event, by < 0 ? list.children[to] : list.children[to].nextSibling);
  focused.focus();
  markEnds(list);
  moved(`${event.dataset.letter} is now number ${to + 1} of ${list.children.length}.`);
}
