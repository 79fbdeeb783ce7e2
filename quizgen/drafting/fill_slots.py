"""What the parts of a sentence mean: the entity, words, number, office, place or date for a slot."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import FAMILIES
from quizgen.bank.fact import Refers
from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.draft_fact import Phrase, Reference, Slot
from quizgen.drafting.numbers import NumberMention
from quizgen.drafting.rules.rule import Rule
from quizgen.drafting.shape import SIGN

MOST_WORDS = 6   # of the article's own beside names in a slot: a longer run would be a copy
_APART = re.compile(r"\b(?:which|who|whose|that|after|before|since|until|from)\b|[;“”]")
_OBJECTS = {"him": "he", "her": "she"}
_SPAN = re.compile(r"(?:since|until|by|from|before|after|next)\b", re.I)   # no day of the fact itself
NEAR = 60   # characters between a fact and its date
_PLACE = re.compile(
    r"(?: (?!in |at |on |near |from |to |by |said)[\w’-]+| ‹[dnt]\d+›"
    r"| (?:in|at|on) (?:an?|the) [a-z]+){0,6}? (?:in|at|on) (?P<place>‹[lc]\d+›)")
_PLACE_BEFORE = re.compile(r"(?:[^.;“”]{0,40}? )?(?:in|at|In|At) (?P<place>‹[lc]\d+›)")
OFFICIAL = re.compile(
    r"\b(?:president|premier|minister|chancellor|secretary(?:-general)?|governor|mayor|senator|ambassador|"
    r"envoy|spokes(?:person|man|woman)|king|queen|pope|chief|head|leader|chair(?:man|woman|person)?|"
    r"director(?:-general)?|executive|ceo|commissioner|judge|captain|coach|manager|representative|"
    r"commander|prosecutor)\b", re.I)


def fill(
    name: str, match: re.Match[str], clause: Clause, analysis: Analysis, refers: Refers | None,
    event: bool,
) -> Slot | None:
    """What a group of a match puts into a slot; None where it does not fit there."""
    if name in ("ayes", "noes") and match[name].isdigit():
        at = clause.shape.back(match.start(name))
        return NumberMention(at, at + len(match[name]), int(match[name]), None, None)
    if name == "predecessor" and match[name] in _OBJECTS:
        return _predecessor(match, clause, analysis)
    sign = SIGN.fullmatch(match[name])
    if sign and sign[1] == "n":
        return clause.shape.numbers[int(sign[2])]
    if refers is None and not (event and sign):
        found = phrase(clause, analysis, *match.span(name))
        if found is None and name == "cause":   # “a strike on a bus station near …”: the strike
            short = re.match(r".{6,60}?(?= (?:on|at|in|off|of|near) )", match[name])
            begun = match.start(name)
            found = short and phrase(clause, analysis, begun, begun + short.end())
        its = re.search(r"\b(?:its|their|the) $", match.string[: match.start(name)])
        if found and name == "indicator":
            bare = re.sub(r" (?:unchanged|steady|on hold)$", "", found.text)
            found = replace(found, text=f"the {bare}" if its else bare)
        return found
    held = _as_told(refer(clause, match[name], match.start(name), analysis), match, name, analysis)
    kind = analysis.cast.members[held.entity].type if held else "Thing"
    if refers and not (FAMILIES[kind] in refers.families or kind in refers.types):
        return None
    return held


def _as_told(
    held: Reference | None, match: re.Match[str], name: str, analysis: Analysis
) -> Reference | None:
    """The entity, with a doubt where the words tell of a part of it: “Karsovia’s army”."""
    words, (start, end) = match.string, match.span(name)
    part = re.match(r"’s? [a-z ]{3,24}(?= )", words[end:]) or re.search(
        r"[a-z]+ (?:of|from|loyal to) $", words[:start])
    if held is None or held.doubt or not part or not (
            words[end : end + 1] == "’" or match.start() < start):
        return held
    whole = analysis.cast.members[held.entity].name
    return replace(held, doubt=f"a part of {whole} is meant: does the whole stand for it?")


def refer(clause: Clause, sign: str, at: int, analysis: Analysis) -> Reference | None:
    """The entity that a sign or pronoun at a place of the shape means."""
    subject = clause.subject(sign, at)
    if subject is None:
        return None
    member = analysis.cast.members[subject.entity]
    doubt = f"“{sign}” is taken for {member.name}" if subject.guessed else ""
    mention = clause.shape.mention(sign)
    if mention and mention.others:
        doubt = (f"“{analysis.text[mention.start : mention.end]}” may be another: "
                 f"{', '.join(mention.others)}")
    return Reference(subject.entity, subject.named, doubt)


def phrase(clause: Clause, analysis: Analysis, start: int, end: int) -> Phrase | None:
    """The words of a span of the shape; None where they are too many to be taken over."""
    shape = clause.shape
    own = SIGN.sub(" ", shape.text[start:end]).split()
    if len([w for w in own if re.search(r"\w", w)]) > MOST_WORDS or start == end:
        return None
    if re.search(r"‹[qd]\d+›", shape.text[start:end]):
        return None
    a, b = shape.back(start), shape.back(end, last=True)
    words = analysis.text[a:b]
    if start == 0 and shape.text[0] != "‹" and not words[:2].isupper():
        words = words[:1].lower() + words[1:]  # its capital is the sentence's
    if not shape.is_whole(start, end):
        return None
    if not words or len(words) > 160 or words.endswith(("’s", "'s")) or re.search(
            r"[{}\[\]@|<>]", words):
        return None
    return Phrase(a, b, words)


def office_before(sign: str, clause: Clause, analysis: Analysis) -> Phrase | None:
    """The office that stands before a person's name."""
    mention = clause.shape.mention(sign)
    name = analysis.names.get(mention.start) if mention else None
    if name is None or not name.title or not OFFICIAL.search(name.title):
        return None
    start = analysis.text.find(name.title, name.title_start, name.start)
    return Phrase(start, start + len(name.title), name.title) if start >= 0 else None


def _predecessor(match: re.Match[str], clause: Clause, analysis: Analysis) -> Reference | None:
    """Whom “to succeed him” means: not whoever is named to, but one before, if there is one alone."""
    word, at = _OBJECTS[match["predecessor"]], clause.shape.back(match.start("predecessor"))
    person = clause.shape.mention(match["person"])
    own = {subject.entity: subject for known, subject in clause.own
           if known == word and subject.named[1] <= at and person and subject.entity != person.entity}
    found = next(iter(own.values())) if len(own) == 1 else None if own else clause.context.get(word)
    if found is None or (person and found.entity == person.entity):
        return None
    said = f"“{match['predecessor']}” is taken for {analysis.cast.members[found.entity].name}"
    return Reference(found.entity, found.named, said)


def office_left(match: re.Match[str], clause: Clause, analysis: Analysis) -> Phrase | None:
    """The office that stands before the name of whoever is succeeded, wherever that is named."""
    left = fill("predecessor", match, clause, analysis, None, True)
    if not isinstance(left, Reference):
        return None
    for mention in analysis.cast.mentions:
        name = analysis.names.get(mention.start) if mention.entity == left.entity else None
        if name and name.title and OFFICIAL.search(name.title) and not mention.others:
            start = analysis.text.find(name.title, name.title_start, name.start)
            if start >= 0:
                member = analysis.cast.members[left.entity].name
                return Phrase(start, start + len(name.title), name.title,
                              f"is this the office in which {member} is succeeded?")
    return None


def add_place(
    slots: dict[str, Slot], match: re.Match[str], clause: Clause, analysis: Analysis, rule: Rule
) -> None:
    """The place that is named next in the same clause, or before it where it counts the dead."""
    words = clause.shape.text
    found = _PLACE.match(words, match.end())
    if found is None and rule.kind == "casualties":
        found = _PLACE_BEFORE.match(words)
    mention = clause.shape.mention(found["place"]) if found else None
    used = {s.entity for s in slots.values() if isinstance(s, Reference)}
    if found and mention and mention.entity not in used:
        held = refer(clause, found["place"], found.start("place"), analysis)
        if held:
            slots["place"] = held


def date_near(
    clause: Clause, span: tuple[int, int], analysis: Analysis, reach: int = NEAR
) -> FactDate | None:
    """The date that stands nearest to a span of the shape in its clause; none that is to come."""
    best: tuple[int, FactDate] | None = None
    start, end = clause.shape.back(span[0]), clause.shape.back(span[1], last=True)
    for number in clause.days:
        date = clause.shape.dates[number]
        value = date.value
        between = analysis.text[min(end, date.end) : max(date.start, start)]
        gap = len(between) if not start <= date.start < end else 0
        if gap > reach or (gap and _APART.search(between)) or _SPAN.match(analysis.text, date.start):
            continue
        if value and value.first_day <= analysis.today and (best is None or gap < best[0]):
            best = (gap, value)
    return best[1] if best else None


def evidence_of(clause: Clause, slots: dict[str, Slot]) -> tuple[tuple[int, int], ...]:
    """The clause, and before it the names that its pronouns stand for."""
    whole = (clause.shape.start, clause.shape.end)
    outside = [s.named for s in slots.values() if isinstance(s, Reference)
               and not (whole[0] <= s.named[0] and s.named[1] <= whole[1])]
    outside += [(s.start, s.end) for s in slots.values() if isinstance(s, Phrase)
                and not (whole[0] <= s.start and s.end <= whole[1])]
    return (whole, *dict.fromkeys(outside))
