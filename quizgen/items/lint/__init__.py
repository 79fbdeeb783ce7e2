"""What makes an item bad, as far as a program can see. A rule is a function; its docstring is the rule.

Sources of the rules: Haladyna, Downing and Rodriguez 2002 (H); the NBME's item-writing flaws (N);
Wozniak's twenty rules of formulating knowledge (S). Thresholds are ours where none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from quizgen.bank.deck import Deck
from quizgen.items.item import Item
from quizgen.items.lint.across import check_asked, check_interference, check_true_foils
from quizgen.items.lint.attribution import check_as_of, check_attribution, check_source
from quizgen.items.lint.clang import check_clang
from quizgen.items.lint.known import Finding, Known, Rule
from quizgen.items.lint.options import (
    check_absolutes,
    check_all_or_none,
    check_duplicate_options,
    check_homogeneous,
    check_key_length,
    check_living_persons,
    check_option_count,
    check_overlap,
)
from quizgen.items.lint.residue import check_residue
from quizgen.items.lint.sets import check_matching, check_ordering
from quizgen.items.lint.stems import (
    check_grammar_cue,
    check_list_answer,
    check_minimum,
    check_negative,
    check_one_answer,
    check_stands_alone,
)
from quizgen.problem import Problem

Progress = Callable[[int, int], None]

RULES: tuple[Rule, ...] = (
    check_duplicate_options, check_key_length, check_homogeneous, check_grammar_cue, check_clang,
    check_all_or_none, check_negative, check_absolutes, check_option_count, check_overlap,
    check_stands_alone, check_residue, check_one_answer, check_minimum, check_list_answer,
    check_source, check_as_of, check_attribution, check_ordering, check_matching,
    check_living_persons,
)


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
    return tuple(sorted(_problems(deck, found)))


OF_OPTIONS = ("longest-key", "homogeneous", "options", "duplicate-option", "all-or-none", "absolutes",
              "overlap", "living-person")


def _place_of(deck: Deck, finding: Finding) -> str:
    """The key of where a finding is mended: the author's own options or stem, or else the fact."""
    item = finding.item
    if len(item.facts) > 1:
        return f"set:{item.fact}"
    fields = ("foils",) if finding.rule in OF_OPTIONS else ("questions", "ask")
    keys = [f"fact:{item.fact}.{field}.{item.question}" for field in fields]
    return next((key for key in keys if key in deck.positions), f"fact:{item.fact}")


def _problems(deck: Deck, found: Iterable[Finding]) -> Iterator[Problem]:
    """The findings at their lines, less those waived; and the waivers that none of them needs."""
    used: set[tuple[str, str]] = set()
    waived = {(w.rule, name) for w in deck.header.waivers for name in w.items}
    for finding in found:
        key = (finding.rule, finding.item.id)
        if finding.level == "warning" and key in waived:
            used.add(key)
            continue
        place = deck.position(_place_of(deck, finding))
        yield Problem(place.path, place.line, f"{finding.item.id}: {finding.message}",
                      finding.rule, finding.level)
    place = deck.position("deck")
    for rule, name in sorted(waived - used):
        yield Problem(place.path, place.line, f"a waiver of {rule} for {name} is not needed",
                      "waiver", "warning")
