// The quiz itself: what was answered so far is the state; each step changes it, keeps it and shows it.

/** @typedef {{given: string, done: boolean, overruled?: boolean}} Answer */
/** @typedef {{phase: "start"|"asking"|"done", mode: string, at: number, answers: Answer[],
 *   name: string, keys: boolean}} State */

const data = JSON.parse(byId("data").textContent);
const sealed = data.quiz.mode === "sealed";
const names = new NameIndex(data.names ?? [], data.countries ?? []);
/** @type {Question[]} */
const questions = data.questions.map((question, at) => ({ ...question, at, root: byId(`q${at + 1}`) }));
const storeName = `quizgen:${data.check}`;

/** @returns {State} */
const fresh = () => ({
  phase: "start", mode: "", at: 0, name: "", keys: true,
  answers: questions.map(() => ({ given: "", done: false })),
});

/** What was kept, where it fits this quiz. @returns {State} */
function restored() {
  const kept = readKept(storeName);
  const fits = kept && Array.isArray(kept.answers) && kept.answers.length === questions.length
    && kept.answers.every((answer) => typeof answer?.given === "string")
    && Number.isInteger(kept.at) && questions[kept.at] !== undefined;
  return fits ? { ...fresh(), ...kept } : fresh();
}

let state = restored();

const current = () => questions[state.at];
const answerOf = (question) => state.answers[question.at];
const isExam = () => state.mode !== "practice";
const isTold = (question) => !sealed && (state.phase === "done" || (!isExam() && answerOf(question).done));
const gradedOf = (question) => gradeAnswer(question, answerOf(question).given, names);
const isRight = (question) => Boolean(answerOf(question).overruled)
  || ["correct", "near"].includes(gradedOf(question).mark);
const isOpen = (question) => (isExam() ? Boolean(wanting(question, answerOf(question).given))
  : !answerOf(question).done);

/** Change the state, keep it, show it. @param {Partial<State>} changes */
function become(changes) {
  state = { ...state, ...changes };
  keep(storeName, state);
  show();
}

/** @param {Question} question @param {Answer} answer */
const withAnswer = (question, answer) =>
  state.answers.map((other, at) => (at === question.at ? answer : other));

// -- showing --------------------------------------------------------------------------------------

function show() {
  byId("start").hidden = state.phase !== "start";
  byId("ask").hidden = state.phase === "start" || (sealed && state.phase === "done");
  byId("actions").hidden = byId("progress").hidden = state.phase !== "asking";
  byId("result").hidden = state.phase !== "done";
  byId("note").textContent = byId("say").textContent = "";
  showName();
  questions.forEach(showQuestion);
  ({ start: showStart, asking: showAsking, done: showResult })[state.phase]();
}

function showQuestion(question) {
  const { root } = question;
  const missed = state.phase === "done" && byId("missed").checked && isRight(question);
  root.hidden = state.phase === "asking" ? question !== current() : missed;
  root.querySelector("fieldset").disabled = isTold(question);
  if (isTold(question)) {
    const { given, overruled } = answerOf(question);
    showFeedback(question, given, gradedOf(question), overruled);
  } else {
    hideFeedback(question);
  }
}

function showStart() {
  const begun = state.mode !== "";
  byId("start-head").textContent = begun ? "Welcome back" : "Ready?";
  byId("begin").textContent = begun ? "Start again" : "Start";
  byId("resume").hidden = !begun;
  byId("resume").textContent = `Continue at question ${state.at + 1}`;
  byId("begin").classList.toggle("main", !begun);
  byId("resume").classList.toggle("main", begun);
  byId("keys").checked = state.keys;
  if (begun) for (const choice of byId("choices").mode) choice.checked = choice.value === state.mode;
  byId("kept").textContent = keep(`${storeName}?`, 1) && keep(`${storeName}?`, null)
    ? "Your progress is kept in this browser."
    : "This browser keeps no progress here: leave the page open until you are done.";
}

function showAsking() {
  const question = current();
  const told = isTold(question);
  const last = state.at + 1 === questions.length;
  byId("bar").value = questions.filter((other) => !isOpen(other)).length;
  byId("next").textContent = told || isExam() ? (last ? (told ? "See the result" : "Finish") : "Next question")
    : "Check";
  byId("skip").hidden = told || isExam();
  byId("back").hidden = !isExam() || state.at === 0;
  byId("all").hidden = !isExam();
  showNumbers();
  if (told) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    question.root.querySelector(".verdict").focus({ preventScroll: true });
    question.root.querySelector(".feedback")
      .scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  } else {
    focusQuestion(question);
    byId("ask").scrollIntoView();
  }
}

/** Where an answer is typed, at its field; but a phone's keyboard would hide the question. */
function focusQuestion({ root }) {
  const field = matchMedia("(hover: hover)").matches ? root.querySelector(".written input") : null;
  (field ?? root.querySelector("h2")).focus({ preventScroll: true });
}

const showNumbers = () => questions.forEach((question) =>
  showNumber(question, isOpen(question), question === current()));

function showResult() {
  const right = sealed ? 0 : questions.filter(isRight).length;
  const open = questions.filter((question) => !answerOf(question).given).length;
  byId("score").textContent = sealed ? "Done: hand in your result"
    : `${right} of ${questions.length} right`;
  byId("counts").textContent = [
    open ? `${open} not answered` : "Every question is answered",
    ...(sealed ? ["this page does not hold the answers"] : []),
  ].join(" · ");
  byId("meter").hidden = byId("missed-label").hidden = sealed;
  byId("meter").value = right;
  byId("name").value = state.name;
  showText();
  byId("score").focus({ preventScroll: true });
  scrollTo(0, 0);
}

const givenAnswers = () => state.answers.map((answer) => answer.given);
const csvText = () => resultCsv(data.quiz, state.name.trim(), givenAnswers());
const jsonText = () => resultJson(data.quiz, data.check, state.name.trim(), questions, givenAnswers(),
  sealed ? null : questions.map(isRight));

/** On paper the name stands where it is written else. */
function showName() {
  document.querySelector(".lines span").textContent = `Name ${state.name.trim()}`.trim();
}

function showText() {
  byId("text").value = csvText();
}

// -- steps ----------------------------------------------------------------------------------------

function begin() {
  const mode = byId("choices").mode.value || "practice";
  questions.forEach((question) => writeAnswer(question, ""));
  byId("missed").checked = false;
  noted = "";
  become({ ...fresh(), phase: "asking", mode, keys: byId("keys").checked, name: state.name });
}

let noted = ""; // the note that asked before finishing, so that a second press finishes

/** Enter, or the main button: check, go on, or finish. */
function act() {
  const question = current();
  if (isTold(question)) {
    advance();
    return;
  }
  const given = readAnswer(question);
  if (isExam()) {
    state = { ...state, answers: withDraft() };
    advance();
    return;
  }
  const graded = gradeAnswer(question, given, names);
  const note = wanting(question, given) || (graded.mark === "again" ? graded.reason : "");
  if (note) tell(note, question);
  else become({ answers: withAnswer(question, { given, done: true }) });
}

/** To the next question that is open or comes after; at the end, the result. */
function advance() {
  if (state.at + 1 < questions.length) {
    become({ at: state.at + 1 });
    return;
  }
  const open = questions.filter(isOpen).map((question) => question.at + 1);
  const note = `Still open: ${open.join(", ")}. Press Finish again to finish all the same.`;
  if (isExam() && open.length && noted !== note) {
    noted = note;
    keep(storeName, state);
    showNumbers();
    byId("all").open = true;
    tell(note, null);
    return;
  }
  become({ phase: "done" });
}

/** Say what is wanting, beside the buttons and to a screen reader. */
function tell(note, question) {
  byId("note").textContent = note;
  const field = question?.root.querySelector(".written input");
  if (field) field.focus();
}

/** The answers with the one that stands in the controls, unless it is told already. */
function withDraft() {
  const given = readAnswer(current());
  return isExam() ? withAnswer(current(), { given, done: Boolean(given) }) : state.answers;
}

/** To any question of an exam; who finishes from there is told again what is open. */
function go(at) {
  noted = "";
  become({ answers: withDraft(), at });
}

const leave = () => become({ answers: withDraft(), phase: "start" });

/** A letter or digit chooses an option, or goes to an event; t and f are true and false. */
function pick(key) {
  const question = current();
  const truth = question.kind === "true-false" ? "tf".indexOf(key) : -1;
  const at = truth >= 0 ? truth : Math.max("abcdefghij".indexOf(key), "123456789".indexOf(key));
  if (at < 0 || isTold(question)) return false;
  const letter = "ABCDEFGHIJ"[at];
  const target = isChoice(question) ? question.root.querySelectorAll(".option input")[at]
    : question.root.querySelector(`[data-letter="${letter}"]`);
  if (!target) return false;
  if (isChoice(question)) target.checked = true;
  target.focus();
  return true;
}

function onKey(event) {
  const target = event.target;
  if (state.phase !== "asking" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Enter" && (event.repeat || !target.closest("button, a, input, summary"))) {
    event.preventDefault();
    if (!event.repeat) act();
  } else if (state.keys && !target.closest("select, input[type=text]") && event.key.length === 1
      && pick(event.key.toLowerCase())) {
    event.preventDefault();
  }
}

async function onCopy() {
  const done = await copyText(csvText());
  byId("shown").open ||= !done;
  if (!done) byId("text").select();
  byId("say").textContent = done ? "Copied." : "The result is selected: copy it from there.";
  byId("copy").textContent = done ? "Copied" : "Copy the result";
}

// -- start ----------------------------------------------------------------------------------------

function listen() {
  const on = (id, type, step) => byId(id).addEventListener(type, step);
  const submit = (id, step) => on(id, "submit", (event) => {
    event.preventDefault();
    step();
  });
  submit("choices", begin);
  submit("ask", act);
  on("resume", "click", () => become({ phase: "asking", keys: byId("keys").checked }));
  on("skip", "click", () => become({ answers: withAnswer(current(), { given: "", done: true }) }));
  on("back", "click", () => go(state.at - 1));
  on("leave", "click", leave);
  on("again", "click", () => become({ ...fresh(), name: state.name, keys: state.keys }));
  on("missed", "change", () => questions.forEach(showQuestion));
  on("copy", "click", onCopy);
  on("csv", "click", () => saveFile(fileName(data.quiz, state.name, "csv"), "text/csv", `\ufeff${csvText()}`));
  on("json", "click", () => saveFile(fileName(data.quiz, state.name, "json"), "application/json", jsonText()));
  on("name", "input", () => {
    state = { ...state, name: byId("name").value };
    byId("copy").textContent = "Copy the result";
    keep(storeName, state);
    showName();
    showText();
  });
  document.addEventListener("keydown", onKey);
}

function prepare(question) {
  const head = question.root.querySelector("h2");
  head.tabIndex = -1;
  head.append(make("span", "of", ` of ${questions.length}`));
  makeFeedback(question);
  makeNumber(question, go);
  if (question.kind === "ordering") {
    makeMovable(question, (words) => {
      byId("say").textContent = words;
    });
  }
  question.root.querySelector(".overrule")?.addEventListener("click", () =>
    become({ answers: withAnswer(question, { ...answerOf(question), overruled: true }) }));
  writeAnswer(question, answerOf(question).given);
}

document.documentElement.classList.add("live");
questions.forEach(prepare);
listen();
if (state.phase === "asking") state = { ...state, phase: "start" };
show();
