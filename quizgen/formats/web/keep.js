// Progress, kept in this browser where it allows that: a private window or a mail program may not.

/** What was kept under a name; null for nothing or nonsense. @returns {any} */
function readKept(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keep a value, or nothing for null; whether it was kept. */
function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
