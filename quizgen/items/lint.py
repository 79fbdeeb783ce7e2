"""What makes an item bad, as far as a program can see. A rule is a function; its docstring is the rule.

Sources of the rules: Haladyna, Downing and Rodriguez 2002 (H); the NBME's item-writing flaws (N);
Wozniak's twenty rules of formulating knowledge (S). Thresholds are ours where none is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.items.alike import alike_pairs
from quizgen.items.independence import plain
from quizgen.items.item import BLANK, Item
from quizgen.items.pool import Pool
from quizgen.problem import Level, Problem

_CUE = re.compile(rf"\b(a|an) {BLANK}", re.I)
_ALL_OR_NONE = re.compile(r"\b(all|none|both) of (the above|these|them)\b", re.I)
_ACCORDING = re.compile(r"\baccording to\b", re.I)
_PRONOUN = re.compile(r"(he|she|it|they|this|these|those)\b", re.I)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_RESIDUE = re.compile(
    r"[{}<>]|\bNone\b|\b(the|a|an|of|in|on|was|that) \1\b|  | ,|@\w|\?\?")
_DAY = re.compile(
    r"\b(today|yesterday|tomorrow|this (week|month|year)|last (week|month|year)|"
    r"recently|currently|now)\b(?! of)", re.I)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that an item breaks."""

    item: Item
    rule: str
    level: Level
    message: str


class Known:
    """A deck as rules look things up in it, so that none looks at every fact for every item."""

    def __init__(self, deck: Deck) -> None:
        self.facts = deck.facts
        self.entities = deck.entities

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of all persons, in plain words."""
        return frozenset(plain(name) for entity in self.entities.values()
                         if entity.family == "person" for name in entity.names)

    def like(self, fact: Fact, slots: Collection[str]) -> list[Fact]:
        """The other facts of its kind that may be of the same days and name the same in one of these
        slots: in that in which the fewest do.
        """
        named, day, *coarser = fact.references(), *_prefixes(fact.date)
        exact, within = self._named
        found: list[list[Fact]] = []
        for slot in slots:
            key = (fact.kind, slot, named[slot])
            found.append([*within.get((*key, day), ()),
                          *(other for part in coarser for other in exact.get((*key, part), ()))])
        return [other for other in min(found, key=len, default=[]) if other.id != fact.id]

    @cached_property
    def _named(self) -> tuple[_ByDate, _ByDate]:
        """The facts by kind, slot, entity and date; and by the same, its month and its year."""
        exact: _ByDate = defaultdict(list)
        within: _ByDate = defaultdict(list)
        for fact in self.facts.values():
            parts = _prefixes(fact.date)
            for slot, name in fact.references().items():
                exact[fact.kind, slot, name, parts[0]].append(fact)
                for part in parts:
                    within[fact.kind, slot, name, part].append(fact)
        return exact, within


_ByDate = dict[tuple[str, str, str, str], list[Fact]]


def _prefixes(date: FactDate) -> list[str]:
    """A date, and what it is part of: 2023-09-15, 2023-09, 2023."""
    text = str(date).rstrip("~")
    return [text[:length] for length in (10, 7, 4) if len(text) >= length]


Rule = Callable[[Item, Known], Iterator[Finding]]
Progress = Callable[[int, int], None]


def lint_deck(
    deck: Deck, items: Sequence[Item], progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Every problem of all of a deck's items, and of facts that have none.

    `progress` is told how many items of how many have been looked at.
    """
    return tuple(sorted((*lint_items(deck, items, progress), *check_asked(deck, items),
                         *check_true_foils(deck))))


def lint_items(
    deck: Deck, items: Sequence[Item], progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Every problem of a deck's items, at the line of the fact, less the waived warnings.

    A waiver that no finding needs is a problem itself.
    """
    known = Known(deck)
    found: list[Finding] = []
    for number, item in enumerate(items):
        for check in RULES:
            found.extend(check(item, known))
        if progress and number % 1000 == 0:
            progress(number, len(items))
    found += check_interference(items)
    problems = []
    used: set[tuple[str, str]] = set()
    waived = {(w.rule, name) for w in deck.header.waivers for name in w.items}
    for finding in found:
        key = (finding.rule, finding.item.id)
        if finding.level == "warning" and key in waived:
            used.add(key)
            continue
        what = "set" if len(finding.item.facts) > 1 else "fact"
        place = deck.position(f"{what}:{finding.item.fact}")
        problems.append(Problem(place.path, place.line, f"{finding.item.id}: {finding.message}",
                                finding.rule, finding.level))
    place = deck.position("deck")
    for rule, name in sorted(waived - used):
        problems.append(Problem(place.path, place.line, f"a waiver of {rule} for {name} is not "
                                "needed", "waiver", "warning"))
    return tuple(sorted(problems))



def check_duplicate_options(item: Item, deck: Known) -> Iterator[Finding]:
    """No two options are the same, and none is another name of the key (H)."""
    keys = {plain(name) for name in (item.key, *item.accept)}
    seen: set[str] = set()
    for distractor in item.distractors:
        text = plain(distractor.text) or distractor.text
        if text in keys or text in seen:
            yield Finding(item, "duplicate-option", "error", f"“{distractor.text}” stands twice")
        seen.add(text)


def check_key_length(item: Item, deck: Known) -> Iterator[Finding]:
    """The key is not conspicuously the longest: 1.5 × the median distractor warns, 2 × fails (N)."""
    if item.kind != "multiple-choice" or item.family == "standing":
        return
    usual = median(len(d.text) for d in item.distractors)
    longer = len(item.key) - usual
    if longer >= 10 and len(item.key) >= 1.5 * usual:
        level: Level = "error" if len(item.key) >= 2 * usual else "warning"
        yield Finding(item, "longest-key", level, f"the key is {len(item.key) / usual:.1f} × as "
                      "long as the other options")


def check_homogeneous(item: Item, deck: Known) -> Iterator[Finding]:
    """Options are of one kind: all quotations or none, dates of one precision (H, N)."""
    if item.kind != "multiple-choice":
        return
    quoted = {"“" in text for text in item.options}
    if len(quoted) > 1 and item.question != "content":
        yield Finding(item, "homogeneous", "warning", "some options are quotations, some are not")


def check_grammar_cue(item: Item, deck: Known) -> Iterator[Finding]:
    """The stem's end fits every option: no “a” or “an” before the blank that gives the key away (N)."""
    if _CUE.search(item.stem):
        yield Finding(item, "grammar-cue", "error", "“a” or “an” before the blank is a cue: put "
                      "it into the slot")


def check_clang(item: Item, deck: Known) -> Iterator[Finding]:
    """No content word stands in the stem and in the key alone (N)."""
    if item.family == "standing" or item.kind in ("true-false", "matching", "ordering"):
        return
    asked = item.stem if item.number is None else _WRITTEN_DATE.sub(" ", item.stem)
    if f" {plain(item.key)} " in f" {plain(asked)} ":
        yield Finding(item, "clang", "error", "the whole key stands in the stem")
        return
    if item.kind != "multiple-choice":
        return
    stem, others = set(_content(item.stem)), set(_content(" ".join(
        d.text for d in item.distractors)))
    for word in dict.fromkeys(_content(item.key)):
        if word in stem and word not in others:
            proper = any(word == w.casefold() and w[0].isupper() for w in _words(item.stem))
            yield Finding(item, "clang", "error" if proper else "warning",
                          f"“{word}” stands in the stem and in the key alone")


def check_all_or_none(item: Item, deck: Known) -> Iterator[Finding]:
    """No “all of the above”, no “none of the above” (H)."""
    for text in item.options:
        if _ALL_OR_NONE.search(text):
            yield Finding(item, "all-or-none", "error", f"“{text}” is no option")


def check_negative(item: Item, deck: Known) -> Iterator[Finding]:
    """A stem asks what is so; a negative one says NOT in capitals (H)."""
    asks = item.stem.endswith("?")
    if asks and re.search(r"\b(which|who|what)\b[^?]*\b(is|was|did|were|does) not\b",
                          item.stem.split(" that ")[0], re.I):
        yield Finding(item, "negative-stem", "warning", "the stem asks what is not so")


def check_absolutes(item: Item, deck: Known) -> Iterator[Finding]:
    """Absolute words do not stand in distractors alone, hedges not in the key alone (N)."""
    if item.kind != "multiple-choice":
        return
    absolute = r"\b(always|never|all|every|only|nobody|everybody)\b"
    hedge = r"\b(usually|often|(?<!\d )may(?! \d)|might|some|sometimes|generally)\b"
    wrong = [d.text for d in item.distractors]
    if all(re.search(absolute, text, re.I) for text in wrong) \
            and not re.search(absolute, item.key, re.I):
        yield Finding(item, "absolutes", "error", "only the distractors are absolute")
    if re.search(hedge, item.key, re.I) and not any(re.search(hedge, t, re.I) for t in wrong):
        yield Finding(item, "absolutes", "error", "only the key is hedged")


def check_option_count(item: Item, deck: Known) -> Iterator[Finding]:
    """Multiple choice has two or three distractors (Rodriguez 2005)."""
    if item.kind == "multiple-choice" and not 2 <= len(item.distractors) <= 4:
        yield Finding(item, "options", "warning", f"{len(item.distractors)} distractors")


def check_overlap(item: Item, deck: Known) -> Iterator[Finding]:
    """No distractor lies within the tolerance of a numerical key (H)."""
    if item.kind != "multiple-choice" or item.number is None:
        return
    for distractor in item.distractors:
        match = re.match(r"-?[\d,]*\.?\d+", distractor.text)
        if match and abs(float(match.group().replace(",", "")) - item.number) <= item.tolerance:
            yield Finding(item, "overlap", "error", f"“{distractor.text}” is within the tolerance")


def check_stands_alone(item: Item, deck: Known) -> Iterator[Finding]:
    """A stem needs nothing but itself: no “today”, no “this week”, no pronoun without its noun."""
    match = _DAY.search(item.stem)
    if match:
        yield Finding(item, "stands-alone", "error", f"“{match.group()}” depends on the day of "
                      "reading: give the date")
    if _PRONOUN.match(item.stem):
        yield Finding(item, "stands-alone", "error", "the stem begins with a pronoun")


def check_residue(item: Item, deck: Known) -> Iterator[Finding]:
    """No empty slot, brace, “None” or doubled word is left of a template."""
    for text in (item.stem, item.key, item.sentence, *item.options):
        match = _RESIDUE.search(text)
        if match:
            yield Finding(item, "residue", "error", f"“{match.group()}” in “{text[:60]}”")
    if not item.stem or not item.key:
        yield Finding(item, "residue", "error", "an empty stem or key")


def check_one_answer(item: Item, deck: Known) -> Iterator[Finding]:
    """What the stem gives fits one answer of the bank; no other fact answers it otherwise (S)."""
    fact = deck.facts.get(item.fact)
    if fact is None or item.entity is None or item.question not in fact.references():
        return
    if fact.kind in ("event", "statement"):
        return
    shown = [slot for slot, name in fact.references().items() if slot != item.question
             and name in deck.entities and deck.entities[name].name in item.stem]
    for other in deck.like(fact, shown):
        if _answers(other, fact, item, shown, deck):
            yield Finding(item, "ambiguous", "error", f"{other.id} gives another answer to it: "
                          "put what tells them apart into the stem")


def _answers(
    other: Fact, fact: Fact, item: Item, shown: Collection[str], deck: Known
) -> bool:
    mine, theirs = fact.references(), other.references()
    if theirs.get(item.question) in (None, mine[item.question]):
        return False
    if not fact.date.overlaps(other.date):
        return False
    if not all(theirs.get(slot) == mine[slot] for slot in shown):
        return False
    return not any(isinstance(value, str) and value in item.stem
                   for value in fact.values(deck.entities).values())


def check_minimum(item: Item, deck: Known) -> Iterator[Finding]:
    """A typed answer has at most five words, a cloze one blank (S)."""
    if item.kind in ("short-answer", "cloze") and len(item.key.split()) > 5:
        yield Finding(item, "minimum", "warning", "more than five words to type")
    if item.kind == "cloze" and item.stem.count(BLANK) != 1:
        yield Finding(item, "minimum", "error", f"{item.stem.count(BLANK)} blanks")


def check_list_answer(item: Item, deck: Known) -> Iterator[Finding]:
    """A typed answer is one thing, not a list (S)."""
    if item.kind in ("short-answer", "cloze") and item.entity is None \
            and re.search(r", \w+.* and |; ", item.key):
        yield Finding(item, "list-answer", "error", "the answer is a list: split the fact")


def check_source(item: Item, deck: Known) -> Iterator[Finding]:
    """Every item has its source and a sentence that explains the answer."""
    if not item.source.publisher or not item.explanation:
        yield Finding(item, "feedback", "error", "no source or no explanation")


def check_as_of(item: Item, deck: Known) -> Iterator[Finding]:
    """What time overtakes is asked with its date in the stem."""
    if item.perishable and FactDate.parse(item.as_of).words() not in item.stem:
        yield Finding(item, "as-of", "error", "the fact is perishable and the stem has no date")


def check_attribution(item: Item, deck: Known) -> Iterator[Finding]:
    """What only a party asserts is never asked or stated as a plain fact."""
    fact = deck.facts.get(item.fact)
    if fact is None or fact.names_speaker() or item.standing == "reported" or item.family != "content":
        return
    if not _ACCORDING.search(item.stem):
        yield Finding(item, "attribution", "error", f"{item.standing}, but asked as a plain fact")


def check_ordering(item: Item, deck: Known) -> Iterator[Finding]:
    """An order has three to five events, and no two that could be on the same day."""
    if item.kind != "ordering":
        return
    if not 3 <= len(item.sequence) <= 5:
        yield Finding(item, "ordering", "error", f"{len(item.sequence)} events")
    dates = sorted((deck.facts[name].date for name in item.facts), key=lambda d: d.first_day)
    for one, other in pairwise(dates):
        if one.overlaps(other):
            yield Finding(item, "ordering", "error", f"{one} and {other} cannot be told apart")


def check_matching(item: Item, deck: Known) -> Iterator[Finding]:
    """A matching has four to eight premises, a surplus response and one valid assignment."""
    if item.kind != "matching":
        return
    if not 4 <= len(item.pairs) <= 8:
        yield Finding(item, "matching", "error", f"{len(item.pairs)} premises")
    responses = [response for _, response in item.pairs]
    if len({plain(r) for r in responses}) != len(responses):
        yield Finding(item, "matching", "error", "two premises have the same response")
    if not item.distractors:
        yield Finding(item, "matching", "error", "no surplus response")


def check_living_persons(item: Item, deck: Known) -> Iterator[Finding]:
    """Where a fact speaks of a crime, no other person is offered for whoever it names."""
    fact = deck.facts.get(item.fact)
    if fact is None or not fact.accuses:
        return
    for distractor in item.distractors:
        if plain(distractor.text) in deck.persons:
            yield Finding(item, "living-person", "error", f"{distractor.text} is offered in a "
                          "fact that accuses")


RULES: tuple[Rule, ...] = (
    check_duplicate_options, check_key_length, check_homogeneous, check_grammar_cue, check_clang,
    check_all_or_none, check_negative, check_absolutes, check_option_count, check_overlap,
    check_stands_alone, check_residue, check_one_answer, check_minimum, check_list_answer,
    check_source, check_as_of, check_attribution, check_ordering, check_matching,
    check_living_persons,
)

def check_asked(deck: Deck, items: Sequence[Item]) -> Iterator[Problem]:
    """A fact that is current is asked something, itself or in a set."""
    asked = {name for item in items for name in (item.fact, *item.facts)}
    for fact in deck.facts.values():
        if fact.status == "current" and fact.id not in asked:
            place = deck.position(f"fact:{fact.id}")
            yield Problem(place.path, place.line, f"{fact.id}: no question can be made of it: fill "
                          "in more of its slots, or write foils", "not-asked", "warning")


def check_true_foils(deck: Deck) -> Iterator[Problem]:
    """No foil that an author wrote is true by another fact of the bank: exactly one key (H)."""
    with_foils = [fact for fact in deck.facts.values() if fact.foils]
    if not with_foils:
        return
    pool = Pool(deck)
    for fact in with_foils:
        for name, foils in fact.foils.items():
            for foil in foils:
                entity = deck.entities.get(foil) if isinstance(foil, str) else None
                if entity and any(entity.id in some for some in
                                  pool.true_in(fact, name.replace("-", "_"))):
                    place = deck.position(f"fact:{fact.id}.foils.{name}")
                    yield Problem(place.path, place.line, f"{fact.id}: the foil `{foil}` of "
                                  f"`{name}` is true by another fact", "true-foil")


ALIKE = 85.0


def check_interference(items: Sequence[Item]) -> Iterator[Finding]:
    """Two prompts that are alike (85 of 100) do not have different answers (S)."""
    by_kind: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.kind in ("multiple-choice", "cloze") and item.family != "standing":
            by_kind[item.kind, item.development].append(item)
    for group in by_kind.values():
        for one, two, score in alike_pairs([item.stem for item in group], ALIKE):
            item, other = group[one], group[two]
            if plain(other.key) != plain(item.key) and other.fact != item.fact:
                yield Finding(other, "interference", "warning", f"its stem is {score:.0f} % "
                              f"that of {item.id}, with another answer")


# The day of a date is no number that anybody asks for.
_WRITTEN_DATE = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
                           r"|October|November|December)(?: \d{4})?\b")
# Words that carry no content: a clang is not among these.
_STOP = frozenset((
    "a", "about", "according", "after", "against", "also", "among", "an", "and", "any", "are", "as",
    "at", "be", "been", "before", "being", "between", "by", "called", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "his", "how", "in", "into", "is", "it", "its",
    "no", "not", "of", "on", "or", "out", "over", "said", "say", "she", "should", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "under", "until",
    "up", "was", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why",
    "with", "within", "would",
))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _content(text: str) -> list[str]:
    return [w.casefold() for w in _words(text) if w.casefold() not in _STOP and len(w) > 2
            and not w.isdigit()]
