"""Who says what in a sentence: speaker, verb and polarity, and the words that are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.standing import Polarity
from quizgen.drafting.lexicon import reporting_verbs
from quizgen.drafting.shape import Shape

_VERBS = "|".join(sorted((v for v, p in reporting_verbs().items() if p == "asserts"), key=len, reverse=True))
# Whoever speaks: a name, a pronoun, or “the club” for one that was named before.
NOUNS = ("club|team|side|group|company|firm|bank|ministry|party|brigade|agency|union|council|institute|"
         "airline|federation|committee|court|newspaper|university|organisation|organization")
SUBJECT = rf"(?P<s>‹[poc]\d+›|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b|\b[Tt]he (?:{NOUNS})\b)"
_OF = r"(?:’s? (?:[a-z]+ ){0,2}(?:army|military|government|police|navy|officials?))?"
APPOSITION = r"(?:,? (?:an?|the|its|his|her|who|\d+|‹[a-z]\d+›’s?)[^,;“”]{0,90},|, \d+,|,)?"
_FROM = r"(?: (?:of|from|at|for|in) ‹[olc]\d+›)?"
_AUX = r"(?: (?:has|have|had|also|later|then|again|earlier|repeatedly|on ‹d\d+›|‹d\d+›)){0,3}"
_MATTER = ("(?:the |these |those |such |all |any )?(?:accusations?|allegations?|claims?|charges?|reports?|"
           "suggestions?|criticism|idea|rumou?rs?)")
# “The agency raised the number of dead to 38”: that is its word, too.
TALLIED = r"(?:raised|lowered|put|revised|increased|reduced|updated|cut)"
TALLY = (r"(?:(?:official|confirmed|death|provisional|estimated|overall) )*"
         r"(?:number|toll|tally|count|total|estimate|forecast)\b")
_POLARITIES: dict[str, Polarity] = {"asserts": "asserts", "denies": "denies", "declines": "declines"}
_RULES: tuple[tuple[str, Polarity, re.Pattern[str]], ...] = tuple(
    (sort, _POLARITIES[polarity], re.compile(pattern)) for sort, polarity, pattern in (
        ("declines", "declines", rf"{SUBJECT}{APPOSITION}{_AUX} (?P<v>declined|refused) to (?:comment|say|"
                                 r"answer|discuss|respond|speak|be drawn)"),
        ("declines", "declines", rf"{SUBJECT}{APPOSITION} (?P<v>would not comment|had no comment|"
                                 r"has no comment|did not (?:immediately )?(?:comment|respond|reply)|"
                                 r"has not commented|could not be reached)"),
        ("denies", "denies", rf"{SUBJECT}{_OF}{APPOSITION}{_AUX} (?P<v>denied|denies|refuted|disputed|disputes)\b"),
        ("denies", "denies", rf"{SUBJECT}{_OF}{APPOSITION}{_AUX} (?P<v>rejected|rejects|dismissed|dismisses) "
                             rf"{_MATTER}\b"),
        ("called", "asserts", rf"{SUBJECT}{APPOSITION}{_AUX} (?P<v>called|described|labell?ed|branded)\b"),
        ("accused", "asserts", rf"{SUBJECT}{APPOSITION}{_AUX} (?P<v>accused)\b"),
        ("according", "asserts", r"(?P<v>[Aa]ccording to) (?P<s>‹[poc]\d+›|the (?:" + NOUNS + r")\b)"),
        ("said", "asserts", rf"{SUBJECT}{_OF}{_FROM}{APPOSITION}{_AUX}(?<!’s) (?P<v>{_VERBS})\b(?! by\b)"),
        ("said", "asserts", rf"(?<=› )(?P<v>said|says|added|announced|wrote|warned|explained) {SUBJECT}"),
        ("said", "asserts", rf"{SUBJECT}{_OF}{_FROM}{APPOSITION}{_AUX} (?P<v>{TALLIED}) (?=(?:the|its|their) {TALLY})"),
        ("adding", "asserts", r", (?P<v>adding|saying|insisting|claiming|warning)\b"),
        ("adding", "asserts", r"(?<=[a-z]),? and (?P<v>said|added|claimed|insisted|warned|announced|promised)\b(?= that\b| it\b| he\b|"
                              r" she\b| they\b| the\b| its\b| his\b| her\b| their\b| ‹|,? ‹q)"),
        ("by", "asserts", r"\b(?:poll|study|report|survey|statement) (?:by|from) (?P<s>‹o\d+›) (?P<v>found|said)"),
    ))
_DENIAL = re.compile(
    r"[“\"‘](?:No|Nobody|None|Nothing|Never|Neither|Not true|Not one)\b|[“\"‘](?:It|This|That)"
    r"(?: is|’s|'s) (?:not true|untrue|false|a lie|nonsense)|"
    r"[“\"‘](?:an? (?:lie|fabrication)|lies|untrue|false|nonsense)\b")
_REFUSAL = re.compile(r"\b(?:no comment|premature|(?:cannot|can’t|can't|will not|won’t|won't|not going to) comment|"
                      r"any comments?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Saying:
    """A report of speech; positions are of the shape.

    `subject` is a sign, a pronoun or “the club”, `quotes` the numbers of the quotations that are
    its own. `trailing`: it follows what is said (“…, police said”).
    """

    sort: str
    subject: str
    polarity: Polarity
    cue: str
    start: int
    end: int
    quotes: tuple[int, ...] = ()
    trailing: bool = False


def find_sayings(shape: Shape, text: str) -> tuple[Saying, ...]:
    """The reports of speech in a sentence, in order, each quotation given to the last one before it."""
    found: list[Saying] = []
    for sort, polarity, pattern in _RULES:
        for match in pattern.finditer(shape.text):
            verb = match.span("v")
            if any(verb[0] < s.end and s.start < verb[1] for s in found):
                continue
            subject = match.groupdict().get("s") or _subject_before(found, verb[0]) or _first(shape.text)
            if subject and _speaks(sort, match, shape.text):
                trailing = sort == "according" or _trails(shape.text, match)
                found.append(Saying(sort, subject, polarity, match["v"].lower(), *verb,
                                    trailing=trailing))
    return tuple(_with_quotes(sorted(found, key=lambda s: s.start), shape, text))


def _speaks(sort: str, match: re.Match[str], words: str) -> bool:
    """Whether a verb with other senses reports speech here."""
    verb, rest = match["v"], words[match.end("v") : match.end("v") + 30]
    if verb in ("pledged", "vowed", "promised"):
        return bool(re.match(r" (?:to|that)\b|,? ?‹q", rest))
    if verb == "declared":
        return bool(re.match(r" that\b|,? ?‹q|[.,]?$| (?:the|it|he|she|they|its|his|her)\b.*", rest))
    if sort == "called":
        return bool(re.match(r" (?!for\b|on\b|off\b|up\b).*", rest)) and "‹q" in words[match.end("v") :]
    if verb in ("found", "noted", "suggested", "indicated", "argued", "revealed", "thinks", "believes",
                "recalled", "estimated", "replied", "concluded", "maintained"):
        return bool(re.match(r" that\b|,? ?‹q|[.,]?$| (?:the|it|he|she|they|a|an)\b.*", rest)) and not (
            verb == "found" and re.match(r" (?:a|an|the) ", rest))
    return not (verb in ("confirmed", "reported") and re.match(r" (?:by|to) ", rest))


def _subject_before(found: Sequence[Saying], at: int) -> str:
    """The speaker of the last report before a place: of “…, adding”."""
    return next((s.subject for s in sorted(found, key=lambda s: -s.start) if s.start < at), "")


def _first(words: str) -> str:
    """The one that a clause begins with."""
    found = re.match(r"‹[poc]\d+›|(?:He|She|It|They)\b", words)
    return found[0] if found else ""


def _trails(words: str, match: re.Match[str]) -> bool:
    """Whether what is said stands before the speaker: “…, police said Friday.”"""
    rest = re.sub(r"‹d\d+›|\b(?:on|in a statement|late|early|night|morning|evening)\b|[ .,]", "",
                  words[match.end("v") :])
    return match.start() > 8 and len(rest) < 4


def _with_quotes(found: Sequence[Saying], shape: Shape, text: str) -> Iterator[Saying]:
    """Each report with its quotations, and as a denial where these deny."""
    owners: dict[int, list[int]] = {}
    for match in re.finditer(r"‹q(\d+)›", shape.text):
        before = [i for i, saying in enumerate(found) if saying.start < match.start()]
        near = before[-1] if before else 0
        if found:
            owners.setdefault(near, []).append(int(match[1]))
    for number, saying in enumerate(found):
        quotes = tuple(owners.get(number, ()))
        polarity = saying.polarity
        for start, end in (shape.quotes[q] for q in quotes if saying.sort != "accused"):
            if polarity == "asserts" and _DENIAL.match(text[start : start + 40]):
                polarity = "denies"
            elif polarity == "asserts" and _REFUSAL.search(text[start:end]):
                polarity = "declines"
        yield replace(saying, polarity=polarity, quotes=quotes)
