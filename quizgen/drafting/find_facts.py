"""The facts of a sentence: what its shape tells, each value with its place, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.bank.kinds import KINDS
from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.draft_fact import DraftFact, Phrase, Reference, Slot
from quizgen.drafting.fill_slots import (
    add_place,
    date_near,
    evidence_of,
    fill,
    office_before,
    office_left,
)
from quizgen.drafting.numbers import NumberMention
from quizgen.drafting.rules import RULES
from quizgen.drafting.rules.rule import Rule

# What is only wished, feared, denied or to come is no fact.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|not|never|would|could|might|may|will|(?:hopes?|hoped|plans?|planned|wants?|wanted|"
    r"failed|threatened|refused|offered) to|threat|fears?|feared|possible|alleged(?:ly)?|denied|denies)\b", re.I)
_NEVER = re.compile(r"\b(?:if|whether|unless|not|never|failed|threatened|refused|denied|denies|alleged(?:ly)?)\b", re.I)
# “had won the title in 2023”: which one is told elsewhere.
_WHICH_EVENT = re.compile(r"(?:the|an?|his|her|its|their) (?:title|trophy|cup|final|race|match|game|event|competition|"
                          r"championship|tournament|medal|prize|award)s?", re.I)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|on|from|with|by|to|near|for|between|against|than|occupied|over|under|across|around|through|into|onto|along|"
    r"outside|inside|behind|beside|beyond|about|off|above|below|among|without|towards?|like|as|via|despite) $")
_OPTIONAL = frozenset("place injured agent".split())   # of an event
_TOLD_IN_FULL = ("matter", "act", "subject", "office", "deed")
_GOES_ON = re.compile(r" (?!to (?:succeed|replace)\b)(?:of|on|for|against|to|that|which|aimed) (?!‹d)")
_DEED_GOES_ON = re.compile(r" (?:of|on|for|against|to|that|which|in|at|from|with|by) (?!‹d)")


def find_facts(clause: Clause, analysis: Analysis) -> Iterator[tuple[DraftFact, tuple[int, int]]]:
    """The facts that rules find, each with the span of the shape that it was read from."""
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(clause.shape.text):
            if any(a < match.end() and match.start() < b for a, b in taken) and rule.kind not in (
                "damage", "meeting"):  # two are lost, “visited … and met”
                continue
            before = clause.shape.text[max(match.start() - 12, 0) : match.start()]
            unreal = _NEVER if rule.ahead else _UNREAL
            if unreal.search(_around(clause, match)) or (
                    match.group()[0] == "‹" and _PREPOSITION.search(before)):
                continue
            fact = _build(rule, match, clause, analysis)
            if fact:
                taken.append(match.span())
                yield fact, match.span()


def _around(clause: Clause, match: re.Match[str]) -> str:
    """The words just before a match in its clause, after any denial, and those up to its verb."""
    words = clause.shape.text
    begun = max(match.start() - 40, 0)
    begun = max([begun, *(words.rfind(sign, begun, match.start()) + 1 for sign in ",;:")])
    denial = [s.end for s in clause.sayings if s.polarity == "denies" and s.end <= match.start()]
    verb = match.start("v") if "v" in match.re.groupindex else match.start() + 40
    return words[max([begun, *denial]) : min(verb, match.end())]


def _build(
    rule: Rule, match: re.Match[str], clause: Clause, analysis: Analysis
) -> DraftFact | None:
    """The fact of a match; None where what it needs cannot be filled."""
    slots: dict[str, Slot] = {}
    model = KINDS[rule.kind]
    for name, value in match.groupdict().items():
        if name == "v" or value is None:
            continue
        refers = model.slots().get(name) if rule.kind != "event" else None
        slot = fill(name, match, clause, analysis, refers, rule.kind == "event")
        if slot is None and name == "office":
            slot = (office_before(match["person"], clause, analysis) if "predecessor" not in match.groupdict()
                    else office_left(match, clause, analysis))
        if slot is None:
            if _may_miss(rule.kind, name):
                continue
            return None
        if name == "event" and isinstance(slot, Phrase) and _WHICH_EVENT.fullmatch(slot.text):
            return None
        slots[name] = _cut_short(slot, match, name)
        if name == "chamber" and isinstance(slot, Phrase):
            slots[name] = replace(slot, doubt=f"which body is {slot.text}? with an entity for it, this is a vote")
    if rule.kind == "vote" and _only_takes_part(slots, match, analysis):
        return None
    if rule.place and "place" not in slots and ("place" in model.slots() or rule.kind == "event"):
        add_place(slots, match, clause, analysis, rule)
    people = [s.entity for s in slots.values() if isinstance(s, Reference)]
    if len(people) != len(set(people)):
        return None
    words: dict[str, str | bool] = {"accuses": True} if rule.accuses else {}
    if rule.verb:
        words[rule.verb] = rule.words[match["v"]]
    if rule.kind in ("control", "figure", "casualties"):
        words["perishable"] = True
    doubt = _units(rule, slots)
    if _is_bare_toll(rule, slots):
        doubt = "in what, and where"
    asked = {name: replace(ask, stem=_placed(_counting(ask.stem, slots[name]), slots))
             for name, ask in rule.ask.items() if name in slots}
    return DraftFact(rule.kind, slots, evidence_of(clause, slots), date_near(clause, match.span(), analysis),
                     words, _placed(rule.text, slots), doubt=doubt, ask=asked)


def _only_takes_part(slots: dict[str, Slot], match: re.Match[str], analysis: Analysis) -> bool:
    """Whether the one who votes is a party or a country among others, and decides nothing alone."""
    body = slots.get("body")
    kind = analysis.cast.members[body.entity].type if isinstance(body, Reference) else ""
    stands_alone = match.string[match.end("body") : match.end("body") + 1] != "’"
    return kind == "PoliticalParty" or (
        kind == "Country" and stands_alone and "ayes" not in slots and " voted " in match[0])


def _cut_short(slot: Slot, match: re.Match[str], name: str) -> Slot:
    """The slot, with a doubt where its words go on in the article: “a tax” of “a tax of 2 cents on beer”."""
    after = match.string[match.end(name) :]
    goes_on = _DEED_GOES_ON if name == "deed" else _GOES_ON
    if isinstance(slot, Phrase) and not slot.doubt and name in _TOLD_IN_FULL and goes_on.match(after):
        return replace(slot, doubt="its words go on in the article: which one is it?")
    return slot


def _may_miss(kind: str, name: str) -> bool:
    """Whether a fact of the kind stands without that slot."""
    field = KINDS[kind].model_fields.get(name)
    return name in _OPTIONAL if field is None else not field.is_required()


def _placed(template: str, slots: dict[str, Slot]) -> str:
    """The template with the place where there is one, and without what has no slot."""
    if "place" in slots:
        template = template.replace(" {date:on}", " {place:in} {date:on}")
    return re.sub(r"\[([^\[\]]*\{([a-z_]+)\}[^\[\]]*)\]", lambda m: m[1] if m[2] in slots else "", template)


def _counting(stem: str, slot: Slot) -> str:
    """The question for a count, of those that are counted: “how many officers were injured”."""
    unit = slot.unit if isinstance(slot, NumberMention) else None
    return stem.replace("how many people", f"how many {unit}") if unit else stem


def _is_bare_toll(rule: Rule, slots: dict[str, Slot]) -> bool:
    """Whether the dead are counted without a word on where they died, or of what."""
    if rule.kind == "figure":
        indicator = slots.get("indicator")
        return isinstance(indicator, Phrase) and bool(re.search(r"\b(?:death toll|dead|deaths)$", indicator.text))
    counted = {"killed", "injured", "arrested", "detained"} & slots.keys()
    return rule.kind == "event" and bool(counted) and "place" not in slots


def _units(rule: Rule, slots: dict[str, Slot]) -> str:
    """What is left out of a count of people, whose kind says “people” itself."""
    left = ""
    for name in ("killed", "injured") if rule.kind == "casualties" else ():
        count = slots.get(name)
        if isinstance(count, NumberMention):
            if count.unit not in (None, "people"):
                left = f"are the {count.unit} to be told as people"
            slots[name] = replace(count, unit=None)
    return left
