"""What to write in the place of a value that has another form, from what was written there."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import ErrorDetails

EACH = "each of its entries begins with “- ”"
_NUMBER = re.compile(r"(about|nearly|almost|more than|at least|up to)?\s*"
                     r"([0-9]{1,15}(?:[,'’ ][0-9]{3})*(?:\.[0-9]{1,9})?)\s*([^,{}\[\]:#]{0,40})$",
                     re.IGNORECASE)
# By the model that is wanted, or the key that holds it.
_PAIRS = {
    "Assertion": "{by: the id of who said so, cue: said}",
    "Evidence": "{start: 147, end: 241, sha256: …}, as `quizgen cite` prints it",
    "SourceText": "{length: 687, sha256: …}, as `quizgen cite --text` prints it",
    "Picture": "{file: pictures/ferry.png, alt: A ferry, credit: A. Author, licence: CC0-1.0}",
    "Ask": '{stem: "who opened the bridge {date:on}?"}',
    "Waiver": "{rule: clang, items: [the ids], why: the reason}",
    "foils": "{the slot: [a wrong answer, another]}",
    "accept": "{the slot: [another right answer]}",
    "questions": "{the question: false}, or a stem of your own",
    "ask": '{the slot: {stem: "who opened the bridge {date:on}?"}}',
}


def example_of(detail: ErrorDetails, name: str) -> str:
    """An example of what is wanted; nothing where there is none. `name` is the key's."""
    found = detail["input"]
    if detail["type"] in ("tuple_type", "list_type"):
        return _list_of(found)
    if detail["type"] in ("int_type", "float_type"):
        return _digits_of(found)
    model = str(detail.get("ctx", {}).get("class_name", ""))
    return quantity_of(found) if model == "Quantity" else _PAIRS.get(model) or _PAIRS.get(name, "")


def quantity_of(found: object) -> str:
    """A number with its unit as a bank has it: `{value: 14, unit: votes}` for “14 votes”."""
    text = str(found).strip().replace("%", " per cent") if isinstance(found, (str, int, float)) else ""
    match = _NUMBER.match(text)
    if not match or isinstance(found, bool):
        return "{value: 14, unit: votes}"
    bound = f", bound: {match[1].lower()}" if match[1] else ""
    unit = f", unit: {match[3].strip()}" if match[3].strip() else ""
    return f"{{value: {re.sub(r'[^0-9.]', '', match[2])}{unit}{bound}}}"


def id_like(text: str) -> str:
    """An id that is like a text: `rosa-hale` for “Rosa Hale”; nothing where none is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"`{found}`" if 0 < len(found) <= 64 else ""


def _list_of(found: object) -> str:
    """A list of what stands alone."""
    if isinstance(found, str) and 0 < len(found) <= 60 and found.isprintable():
        return f"[{found}]" if not re.search(r"[{}\[\]:#\"']", found) else f'["{found}"]'
    if isinstance(found, dict) and found and not any(value is not None for value in found.values()):
        return "in brackets, [one, another]"
    return EACH if isinstance(found, dict) else ""


def _digits_of(found: object) -> str:
    """A number in digits, without its unit."""
    match = _NUMBER.match(str(found).strip().replace("%", " per cent")[:100])
    if not match:
        return "in digits, 14 or 3.5"
    unit = f"; `{match[3].strip()}` goes to `unit`" if match[3].strip() else ""
    return f"{re.sub(r'[^0-9.]', '', match[2])}{unit}"
