"""What our own exports tell after an answer, read back; of other files, their feedback as it is.

The counterpart of `quizgen/formats/feedback.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.bank.text import MAX_TEXT
from quizgen.bank.wording import as_sentence
from quizgen.evidence.html_text import unescape
from quizgen.importing.question import Cited, Question, Told
from quizgen.importing.values import parse_day, parse_words

_STANDING = re.compile(r"(?P<who>.+); (?P<standing>[a-z][^;]*), as of (?P<as_of>[^;]+)\.")
_SOURCE = re.compile(
    r"(?P<publisher>.+?)(?:, “(?P<title>.+)”)?, (?P<date>(?:about )?(?:\d{1,2} )?"
    r"(?:[A-Z][a-z]+ )?\d{4})"
    r"(?: \((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\))?")
_LINK = re.compile(r"<a href=\"([^\"]*)\">([^<]*)</a>")
_SOURCES = "Source: "
_SHORTENED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St)\.$")
_PRAISE = frozenset((
    "right", "that's right", "that is right", "correct", "that's correct", "that is correct",
    "your answer is correct", "yes", "yes, correct", "yes, that's right", "exactly", "true", "good",
    "good job", "great", "excellent", "perfect", "very good", "well done", "ok",
    "richtig", "das ist richtig", "die antwort ist richtig", "stimmt", "das stimmt", "genau", "ja",
    "ja, richtig", "gut", "sehr gut", "super", "correcto", "bien", "muy bien", "oui", "exact",
    "bravo", "très bien", "esatto", "giusto"))
MOST_PARTS = 40  # of a citation, between semicolons, that are looked at
_AS_OF = "as of "
_STANDS = "standing "


def read_told(paragraphs: Sequence[str], raw: str = "") -> Told:
    """Feedback, in paragraphs of plain text; `raw` is its HTML, whose links are the sources' addresses.

    Feedback of our own is taken apart; any other is an explanation.
    """
    whole = Told(explanation=" ".join(paragraphs))
    if len(paragraphs) != 3 or not paragraphs[2].startswith(_SOURCES):
        return whole
    stands = _STANDING.fullmatch(paragraphs[1])
    as_of = parse_words(stands["as_of"]) if stands else None
    sources, uncited = cited(paragraphs[2].removeprefix(_SOURCES))
    if stands is None or as_of is None or not sources:
        return whole
    sentence, explanation = first_sentence(paragraphs[0])
    first, *further = _with_addresses(sources, raw)
    return Told(sentence, explanation, stands["who"], stands["standing"], str(as_of), first,
                tuple(further), uncited)


def _with_addresses(sources: Sequence[Cited], raw: str) -> Iterator[Cited]:
    """The sources, each with the next address in the HTML that is behind its words.

    The link of a file of before is behind the words of all sources, and the first one's.
    """
    links = [(cited(" ".join(unescape(words).split()).removeprefix(_SOURCES))[0][:1], address)
             for address, words in _LINK.findall(raw)[:MOST_PARTS]]
    for source in sources:
        found = next((link for link in links if link[0] == (source,)), None)
        if found:
            links.remove(found)
        yield replace(source, url=unescape(found[1])) if found else source


def cited(text: str) -> tuple[tuple[Cited, ...], str]:
    """The sources of a citation, and what follows the first ones and is none."""
    found: list[Cited] = []
    parts = text.split("; ", MOST_PARTS) if text else []
    while parts:
        for count in range(1, len(parts) + 1):
            one = _one_cited("; ".join(parts[:count]))
            if one:
                found.append(one)
                parts = parts[count:]
                break
        else:
            break
    return tuple(found), "; ".join(parts)


def _one_cited(text: str) -> Cited | None:
    found = _SOURCE.fullmatch(text) if len(text) <= 3 * MAX_TEXT else None
    date = parse_words(found["date"]) if found else None
    return Cited(found["publisher"], found["title"] or "", str(date), "", found["note"] or "") if (
        found and date) else None


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of an explanation, and the rest; put together again they are the same."""
    for found in re.finditer(r"[.?!]”? (?=[A-Z“‘\"])", text):
        head, rest = text[: found.end() - 1], text[found.end():]
        if head.count("“") == head.count("”") and not _SHORTENED.search(head):
            return head, rest
    return text, ""


def with_feedback(told: Told, *words: str) -> Told:
    """What a file tells, with its feedback for a right answer as part of the explanation.

    Mere praise is none: the explanation is told to who was wrong, too.
    """
    for text in dict.fromkeys(filter(None, words)):
        praise = text.strip(" .!").casefold() in _PRAISE
        if not praise and text not in f"{told.sentence} {told.explanation}":
            told = replace(told, explanation=f"{told.explanation} {text}".strip())
    return told


def unended(text: str) -> str:
    """A sentence without its full stop, where that is put there again."""
    shorter = text[:-1]
    return shorter if text.endswith(".") and as_sentence(shorter) == as_sentence(text) else text


def sort_tags(question: Question, tags: Sequence[str]) -> Question:
    """The question with its tags, those of our own exports as what they say.

    These begin with the topic, if there is one, and the development.
    """
    own = any(tag.startswith(_AS_OF) for tag in tags)
    rest = [tag for tag in tags if not (own and tag.startswith((_AS_OF, _STANDS)))]
    if not own:
        return replace(question, tags=tuple(rest))
    as_of = next(tag for tag in tags if tag.startswith(_AS_OF)).removeprefix(_AS_OF)
    standing = next((t for t in tags if t.startswith(_STANDS)), "").removeprefix(_STANDS)
    told = replace(question.told, as_of=question.told.as_of or parse_day(as_of),
                   standing=question.told.standing or standing)
    topic = rest.pop(0) if len(rest) > 1 else ""
    development = rest.pop(0) if rest else ""
    return replace(question, told=told, topic=topic, development=development, tags=tuple(rest))

