"""Facts from reports of speech: labels, accusations, denials, refusals to comment, quotations.

What was said is never taken over but as a short quotation; where nothing is quoted, the fact says
who spoke and of what, and the content stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.contents import content_of
from quizgen.drafting.draft_fact import Asked, DraftFact, Phrase, Reference, Slot
from quizgen.drafting.fill_slots import MOST_WORDS, date_near, evidence_of, phrase, refer
from quizgen.drafting.rules.rule import PHRASE
from quizgen.drafting.sayings import Saying

LEAST_QUOTE = 3   # words; fewer tell nothing of who used them
LONGEST_QUOTE = 16   # words; a longer quotation is not taken over
_LABELLED = re.compile(
    rf"(?:called|described|labell?ed|branded) (?:(?P<who>‹[polct]\d+›|him|her|it|them)|(?P<what>(?:the|a|an) {PHRASE}))"
    r"(?: as)? ‹q(?P<q>\d+)›")
_ACCUSED = re.compile(rf"accused (?P<whom>‹[poc]\d+›)(?: [a-z ]{{0,30}})? of (?:‹q(?P<q>\d+)›|(?P<what>{PHRASE}))")
_ACCUSED_OTHERS = re.compile(rf"accused (?P<target>(?:the|its|an?) {PHRASE}) of ‹q(?P<q>\d+)›")
_TOPIC_WORDS = r"(?P<topic>(?!(?:how|why|when|where|what|it|this|that|them|him|her)\b)[^,.;:“”]{4,90}?)"
_TOPIC_END = r"(?=[,.;:]|$| (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|when|after|but|while|until|because|who|which|saying)\b)"
# Where the words stand that tell on what there was no comment; of the text itself.
_TOPICS = tuple(re.compile(pattern + _TOPIC_WORDS + _TOPIC_END) for pattern in (
    r"\b(?:to|not|has|have|no|any|immediately) comment(?:ed)? (?:publicly )?(?:on|about) (?:reports? (?:of|about|on) )?",
    r"\b(?:to say|to discuss|to disclose|not disclose|not discuss|to reveal|not reveal|to give|not give|to answer) (?=an? |the )",
    r"\b(?:asked|questions|pressed|comments?) (?:on|about|regarding|over) (?:reports? (?:of|about) )?",
))
_DENIED = re.compile(rf" (?P<what>(?:any |the |an? |[a-z]{{3,}}ing (?:any |the |an? |a )?)(?!(?:report|claim|allegation|accusation|it)s?\b){PHRASE})")
_OBJECTS = {"him": "he", "her": "she", "it": "it", "them": "they"}
_EMPTY = frozenset("reports the reports report it them claims allegations".split())
SAID_NEAR = 25   # characters between a verb and the day of what was said
_QUOTE_OPEN = "the quotation stands for what was said: put it into your own words"


def said_facts(clause: Clause, saying: Saying, analysis: Analysis) -> Iterator[DraftFact]:
    """The facts of one report of speech."""
    by = refer(clause, saying.subject, saying.start, analysis)
    if by is None:
        return
    if saying.sort == "called":
        yield from _labels(clause, saying, by, analysis)
    elif saying.sort == "accused":
        yield from _accusation(clause, saying, by, analysis)
    elif saying.polarity == "declines":
        yield from _refusal(clause, saying, by, analysis)
    elif saying.polarity == "denies":
        yield from _denial(clause, saying, by, analysis)
    else:
        yield from _assertion(clause, saying, by, analysis)


def _fact(
    kind: str, slots: dict[str, Slot], clause: Clause, saying: Saying, analysis: Analysis,
    text: str = "", words: dict[str, str | bool] | None = None, doubt: str = "",
    ask: Mapping[str, Asked] | None = None,
) -> DraftFact:
    date = date_near(clause, (saying.start, saying.end), analysis, SAID_NEAR)
    more = {"spoken_by": "who"} if kind == "event" else {}
    return DraftFact(kind, slots, evidence_of(clause, slots), date, {**more, **(words or {})}, text,
                     doubt=doubt, ask=ask or {})


def _labels(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    """X called Y “…”, and labelled Z “…”."""
    told = False
    for match in _LABELLED.finditer(clause.shape.text, saying.start):
        words = quotation(clause, int(match["q"]), analysis)
        sign = _OBJECTS.get(match["who"] or "", match["who"])
        whom = refer(clause, sign, match.start(), analysis) if sign and sign != "it" else None
        if words and whom and whom.entity != by.entity:
            slots: dict[str, Slot] = {"speaker": by, "subject": whom, "label": words}
            told = True
            yield _fact("characterisation", slots, clause, saying, analysis)
        elif words and match["what"] and (what := phrase(clause, analysis, *match.span("what"))):
            told = True
            yield _fact("event", {"who": by, "what": what, "words": words}, clause, saying, analysis,
                        "{who} called {what} {words} {date:on}",
                        ask={"who": Asked("{?who} called {what} {words} {date:on}?")})
    if not told and saying.quotes and (words := quotation(clause, saying.quotes[0], analysis)):
        yield from _used_words(clause, saying, by, words, analysis)


def _accusation(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    match = _ACCUSED.match(clause.shape.text, saying.start)
    if match is None:
        yield from _accused_others(clause, saying, by, analysis)
    whom = refer(clause, match["whom"], match.start(), analysis) if match else None
    if match is None or whom is None or whom.entity == by.entity:
        return
    what = (quotation(clause, int(match["q"]), analysis) if match["q"] else
            phrase(clause, analysis, *match.span("what")))
    if what:
        yield _fact("event", {"who": by, "whom": whom, "what": what}, clause, saying, analysis,
                    "{who} accused {whom} of {what} {date:on}", {"accuses": True},
                    ask={"who": Asked("{?who} accused {whom} of {what} {date:on}?"),
                         "whom": Asked("{?whom:whom} did {who} accuse of {what} {date:on}?")})


def _accused_others(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    """An accusation of those who are no entity: “the port operator”."""
    match = _ACCUSED_OTHERS.match(clause.shape.text, saying.start)
    target = phrase(clause, analysis, *match.span("target")) if match else None
    words = quotation(clause, int(match["q"]), analysis) if match else None
    if target and words:
        yield _fact("event", {"who": by, "target": target, "words": words}, clause, saying, analysis,
                    "{who} accused {target} of {words} {date:on}", {"accuses": True},
                    ask={"who": Asked("{?who} accused {target} of {words} {date:on}?")})


def _refusal(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    """A refusal to comment, where the sentence tells on what."""
    for pattern in _TOPICS:
        for found in pattern.finditer(analysis.text, clause.shape.start, clause.shape.end):
            topic = _topic(found, analysis)
            if topic:
                cue: dict[str, str | bool] = {"polarity": "declines", "cue": saying.cue}
                yield _fact("statement", {"speaker": by, "topic": topic}, clause, saying, analysis, "", cue)
                return


def _denial(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    """What was denied: a clause, a few words, or the denial in its own words."""
    content = content_of(clause, saying, analysis, _is_body(by, analysis))
    if content and saying.sort == "denies":
        yield _fact("statement", {"speaker": by, "content": content}, clause, saying, analysis, "",
                    {"polarity": "denies", "cue": saying.cue})
        return
    found = _DENIED.match(clause.shape.text, saying.end) if saying.sort == "denies" else None
    what = phrase(clause, analysis, *found.span("what")) if found else None
    if what:
        yield _fact("event", {"who": by, "what": what}, clause, saying, analysis,
                    "{who} denied {what} {date:on}",
                    ask={"who": Asked("{?who} denied {what} {date:on}?")})
        return
    words = quotation(clause, saying.quotes[0], analysis) if saying.quotes else None
    if words:
        yield _fact("event", {"who": by, "words": words}, clause, saying, analysis,
                    "{who} issued a denial {date:on}, in the words {words}", doubt="what was denied",
                    ask={"who": Asked("{?who} issued a denial {date:on} in the words {words}?")})


def _assertion(
    clause: Clause, saying: Saying, by: Reference, analysis: Analysis
) -> Iterator[DraftFact]:
    content = content_of(clause, saying, analysis, _is_body(by, analysis))
    if content:
        yield _fact("statement", {"speaker": by, "content": content}, clause, saying, analysis, "",
                    {"cue": saying.cue})
    for number in saying.quotes[:2]:
        words = quotation(clause, number, analysis)
        if words is None or (content and clause.shape.quotes[number][0] < content.end
                             and content.start <= clause.shape.quotes[number][0]):
            continue
        if _is_clause(clause, number, words):
            bare = words.text.strip("“”\"‘’").rstrip(",. ")
            said = Phrase(words.start, words.end, f"“{bare}”", _QUOTE_OPEN)
            yield _fact("statement", {"speaker": by, "content": said}, clause, saying, analysis,
                        "", {"cue": saying.cue})
        else:
            yield from _used_words(clause, saying, by, words, analysis)


def _is_body(by: Reference, analysis: Analysis) -> bool:
    return analysis.cast.members[by.entity].family != "person"


def _used_words(
    clause: Clause, saying: Saying, by: Reference, words: Phrase, analysis: Analysis
) -> Iterator[DraftFact]:
    """Words that tell something of themselves: of one or two nobody could say who used them."""
    if len(words.text.split()) >= LEAST_QUOTE:
        yield _fact("event", {"who": by, "words": words}, clause, saying, analysis,
                    "{who} used the words {words} {date:on}", doubt="of what these words were said",
                    ask={"who": Asked("{?who} used the words {words} {date:on}?")})


def _topic(found: re.Match[str], analysis: Analysis) -> Phrase | None:
    """What there was no comment on: a short noun phrase that stands for itself."""
    words = found["topic"].strip()
    if words.lower() in _EMPTY or sum(w[0].islower() for w in words.split()) > MOST_WORDS + 1 or re.search(r"[{}\[\]@|<>“”]", words):
        return None
    return Phrase(found.start("topic"), found.start("topic") + len(words), words)


def quotation(clause: Clause, number: int, analysis: Analysis) -> Phrase | None:
    """A quotation with curly marks; None where it is too long or could not stand in a clause."""
    start, end = clause.shape.quotes[number]
    bare = analysis.text[start + 1 : end - 1].strip().rstrip(",.;: ")
    if not bare or len(bare.split()) > LONGEST_QUOTE or re.search(r"[{}\[\]@|<>“”]", bare):
        return None
    return Phrase(start, end, f"“{bare}”")


def _is_clause(clause: Clause, number: int, words: Phrase) -> bool:
    """Whether a quotation is a sentence of its own and no part of the reporter's."""
    at = clause.shape.text.find(f"‹q{number}›")
    before = clause.shape.text[:at].rstrip()
    first = words.text[1:2]
    return (first.isupper() and (not before or before[-1] in ",:") and len(words.text.split()) > 2) or (
        bool(re.match(r"“(?:we|I|they|he|she|it) ", words.text)) and len(words.text.split()) > 3)
