"""Facts from reports of speech: labels, accusations, denials, refusals to comment, quotations.

What was said is never taken over but as a short quotation; where nothing is quoted, the fact says
who spoke and of what, and the content stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting.analyse import Analysis, Sentence
from quizgen.drafting.draft_fact import DraftFact, Phrase, Reference, Slot
from quizgen.drafting.fact_rules import PHRASE
from quizgen.drafting.find_facts import date_near, evidence_of, phrase, refer
from quizgen.drafting.sayings import Saying

LONGEST_QUOTE = 16   # words; a longer quotation is not taken over
_LABELLED = re.compile(
    rf"(?:called|described|labell?ed|branded) (?:(?P<who>‹[polct]\d+›|him|her|it|them)|(?P<what>(?:the|a|an) {PHRASE}))"
    r"(?: as)? ‹q(?P<q>\d+)›")
_ACCUSED = re.compile(rf"accused (?P<whom>‹[poc]\d+›)(?: [a-z ]{{0,30}})? of (?:‹q(?P<q>\d+)›|(?P<what>{PHRASE}))")
_TOPIC = re.compile(rf"to comment (?:on|about) (?P<topic>{PHRASE})")
_DENIED = re.compile(rf" (?P<what>(?:any |the |an? )(?!(?:report|claim|allegation|accusation|it)s?\b){PHRASE})")
_ABOUT = re.compile(r"‹[polct]\d+›")
_OBJECTS = {"him": "he", "her": "she", "it": "it", "them": "they"}
_EMPTY = frozenset("reports the reports report it them claims allegations".split())
SAID_NEAR = 25   # characters between a verb and the day on which it was said
_QUOTE_OPEN = "the quotation stands for what was said: put it into your own words"


def said_facts(sentence: Sentence, saying: Saying, analysis: Analysis) -> Iterator[DraftFact]:
    """The facts of one report of speech."""
    by = refer(sentence, saying.subject, saying.start, analysis)
    if by is None:
        return
    if saying.sort == "called":
        yield from _labels(sentence, saying, by, analysis)
    elif saying.sort == "accused":
        yield from _accusation(sentence, saying, by, analysis)
    elif saying.polarity == "declines":
        yield _refusal(sentence, saying, by, analysis)
    elif saying.polarity == "denies":
        yield _denial(sentence, saying, by, analysis)
    else:
        yield from _assertion(sentence, saying, by, analysis)


def _fact(
    kind: str, slots: dict[str, Slot], sentence: Sentence, saying: Saying, analysis: Analysis,
    text: str = "", words: dict[str, str | bool] | None = None, doubt: str = "",
) -> DraftFact:
    date = date_near(sentence, (saying.start, saying.end), analysis, SAID_NEAR)
    more = {"spoken_by": "who"} if kind == "event" else {}
    return DraftFact(kind, slots, evidence_of(sentence, slots), date, {**more, **(words or {})}, text,
                     doubt=doubt)


def _labels(
    sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    """X called Y “…”, and labelled Z “…”."""
    told = False
    for match in _LABELLED.finditer(sentence.shape.text, saying.start):
        words = quotation(sentence, int(match["q"]), analysis)
        sign = _OBJECTS.get(match["who"] or "", match["who"])
        whom = refer(sentence, sign, match.start(), analysis) if sign else None
        if words and whom and whom.entity != by.entity:
            slots: dict[str, Slot] = {"speaker": by, "subject": whom, "label": words}
            told = True
            yield _fact("characterisation", slots, sentence, saying, analysis)
        elif words and match["what"] and (what := phrase(sentence, analysis, *match.span("what"))):
            told = True
            yield _fact("event", {"who": by, "what": what, "words": words}, sentence, saying, analysis,
                        "{who} called {what} {words} {date:on}")
    if not told and saying.quotes and (words := quotation(sentence, saying.quotes[0], analysis)):
        yield _used_words(sentence, saying, by, words, analysis)


def _accusation(
    sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    match = _ACCUSED.match(sentence.shape.text, saying.start)
    whom = refer(sentence, match["whom"], match.start(), analysis) if match else None
    if match is None or whom is None or whom.entity == by.entity:
        return
    what = (quotation(sentence, int(match["q"]), analysis) if match["q"] else
            phrase(sentence, analysis, *match.span("what")))
    if what:
        yield _fact("event", {"who": by, "whom": whom, "what": what}, sentence, saying, analysis,
                    "{who} accused {whom} of {what} {date:on}", {"accuses": True})


def _refusal(sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis) -> DraftFact:
    found = _TOPIC.search(sentence.shape.text, saying.end)
    topic = phrase(sentence, analysis, *found.span("topic")) if found else None
    if topic and topic.text not in _EMPTY:
        cue: dict[str, str | bool] = {"polarity": "declines", "cue": saying.cue}
        return _fact("statement", {"speaker": by, "topic": topic}, sentence, saying, analysis, "", cue)
    return _fact("event", {"who": by}, sentence, saying, analysis,
                 "{who} did not comment {date:on}", doubt="on what there was no comment")


def _denial(sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis) -> DraftFact:
    found = _DENIED.match(sentence.shape.text, saying.end) if saying.sort == "denies" else None
    what = phrase(sentence, analysis, *found.span("what")) if found else None
    if what:
        return _fact("event", {"who": by, "what": what}, sentence, saying, analysis,
                     "{who} denied {what} {date:on}")
    words = quotation(sentence, saying.quotes[0], analysis) if saying.quotes else None
    if words:
        return _fact("event", {"who": by, "words": words}, sentence, saying, analysis,
                     "{who} issued a denial {date:on}, in the words {words}", doubt="what was denied")
    about = _about(sentence, saying, by, analysis)
    return _concerning(sentence, saying, by, about, analysis, "issued a denial", "what was denied")


def _assertion(
    sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    for number in saying.quotes[:2]:
        words = quotation(sentence, number, analysis)
        if words is None:
            continue
        if _is_clause(sentence, number, words):
            bare = words.text.strip("“”\"‘’").rstrip(",. ")
            content = Phrase(words.start, words.end, f"“{bare}”", _QUOTE_OPEN)
            yield _fact("statement", {"speaker": by, "content": content}, sentence, saying, analysis,
                        "", {"cue": saying.cue})
        else:
            yield _used_words(sentence, saying, by, words, analysis)
    if not saying.quotes:
        about = _about(sentence, saying, by, analysis)
        if about:
            yield _concerning(sentence, saying, by, about, analysis, "made a statement",
                              "what was said")


def _used_words(
    sentence: Sentence, saying: Saying, by: Reference, words: Phrase, analysis: Analysis
) -> DraftFact:
    return _fact("event", {"who": by, "words": words}, sentence, saying, analysis,
                 "{who} used the words {words} {date:on}", doubt="of what these words were said")


def _concerning(
    sentence: Sentence, saying: Saying, by: Reference, about: Reference | None, analysis: Analysis,
    act: str, doubt: str,
) -> DraftFact:
    slots: dict[str, Slot] = {"who": by}
    if about:
        slots["about"] = about
    text = f"{{who}} {act} {{date:on}}" + (" that concerned {about}" if about else "")
    return _fact("event", slots, sentence, saying, analysis, text, doubt=doubt)


def _about(
    sentence: Sentence, saying: Saying, by: Reference, analysis: Analysis
) -> Reference | None:
    """The first that is named in what was said."""
    words = sentence.shape.text
    begin = 0 if saying.trailing else saying.end
    if saying.cue == "told":
        begin = words.find(" that ", begin) if " that " in words[begin:] else len(words)
    for found in _ABOUT.finditer(words, begin):
        held = refer(sentence, found.group(), found.start(), analysis)
        if held and held.entity != by.entity and not saying.start <= found.start() < saying.end:
            return held
    return None


def quotation(sentence: Sentence, number: int, analysis: Analysis) -> Phrase | None:
    """A quotation with curly marks; None where it is too long or could not stand in a sentence."""
    start, end = sentence.shape.quotes[number]
    bare = analysis.text[start + 1 : end - 1].strip().rstrip(",.;: ")
    if not bare or len(bare.split()) > LONGEST_QUOTE or re.search(r"[{}\[\]@|<>“”]", bare):
        return None
    return Phrase(start, end, f"“{bare}”")


def _is_clause(sentence: Sentence, number: int, words: Phrase) -> bool:
    """Whether a quotation is a sentence of its own and no part of the reporter's."""
    at = sentence.shape.text.find(f"‹q{number}›")
    before = sentence.shape.text[:at].rstrip()
    first = words.text[1:2]
    return (first.isupper() and (not before or before[-1] in ",:") and len(words.text.split()) > 2) or (
        bool(re.match(r"“(?:we|I|they|he|she|it) ", words.text)) and len(words.text.split()) > 3)
