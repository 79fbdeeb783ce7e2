// The result as it is handed in: a row of CSV that a sheet of results can take, or JSON with the ids.

/**
 * An apostrophe stands before what a spreadsheet would run as a formula, also where one that parts
 * cells at semicolons begins another; not before a number.
 */
function csvCell(text) {
  const harmless = /^[+-]?[\d.,]+$/u.test(text) || text === "-";
  const cell = harmless ? text : text.replace(/^(?=[=+\-@\t\r])|(?<=[;\t])(?=[=+\-@])/gu, "'");
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Header and row: name, form, Q1, Q2 … @param {string} name @param {string[]} given */
function resultCsv(quiz, name, given) {
  const header = ["name", "form", ...given.map((_, at) => `Q${at + 1}`)];
  const row = [name, quiz.form, ...given];
  return [header, row].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** Everything of a result: which quiz, who, and each item's answer; `right` where it was graded. */
function resultJson(quiz, check, name, questions, given, right) {
  return `${JSON.stringify({
    ...quiz, check, name,
    answers: questions.map(({ id }, at) => ({
      question: at + 1, item: id, answer: given[at], ...(right ? { right: right[at] } : {}),
    })),
  }, null, 1)}\n`;
}

/** A file's name from whose result it is. */
function fileName(quiz, name, suffix) {
  const who = tokens(name).join("-").replace(/[^\p{L}\p{N}-]/gu, "");
  return `${["result", quiz.deck, quiz.form, who].filter(Boolean).join("-")}.${suffix}`;
}

/** Offer a text as a file. */
function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Put a text on the clipboard; whether that was allowed. @returns {Promise<boolean>} */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
