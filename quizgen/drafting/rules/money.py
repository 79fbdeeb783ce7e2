"""Figures, what rose and fell, and what was bought."""

from __future__ import annotations

from quizgen.drafting.rules.rule import COUNT, DONE, OBJECT, PHRASE, party, rule
from quizgen.drafting.sayings import TALLIED, TALLY

_MOVED = (
    r"(?:rose|fell|dropped|climbed|increased|risen|fallen|declined|stood|slowed|eased|"
    r"jumped|dipped|surged|"
    r"grew|grown|shrank|sank|slid|edged up|edged down|came|widened|narrowed|swelled|tumbled|soared)"
)
_BY = r"(?: by [^.,;“”]{3,24}?)?"
_INDICATOR = rf"(?P<indicator>(?:{OBJECT} ){{0,3}}{OBJECT}(?: (?:in|of) ‹[lco]\d+›)?)"
_SET = r"(?:left|kept|raised|cut|lowered|put|held|maintained|increased|reduced)"
_UP = r"(?P<moved>rose|climbed|increased|jumped|surged|grew)"
_DOWN = r"(?P<moved>fell|dropped|declined|dipped|sank|slid|slumped|tumbled)"
_WHAT = (
    rf"(?P<what>[Ss]hares (?:of|in) ‹o\d+›|(?:‹[oc]\d+›’s? )?(?:{OBJECT} ){{0,3}}{OBJECT}(?: "
    rf"(?:in|of) ‹[lco]\d+›)?)"
)
_TAKINGS = (
    r"(?P<indicator>(?:net |operating |annual |quarterly |record |pre-tax )?(?:profit|"
    r"loss|revenue|turnover|income|sales|profits|losses|revenues))"
)

MONEY = (
    rule(
        "event",
        rf"{party('buyer')}{DONE} (?:agreed to buy|bought|acquired|agreed to acquire|"
        rf"took over) (?:its |the |a )?"
        rf"(?:[a-z-]+ ){{0,2}}(?P<bought>‹[ot]\d+›)(?: for (?P<price>{COUNT}))",
        text="{buyer} agreed to buy {bought} for {price} {date:on}",
        place=False,
        ask={
            "bought": "which company was {buyer} to buy for {price}, as agreed {date:on}?",
            "buyer": "which company agreed to buy {bought} for {price} {date:on}?",
            "price": "for how much was {buyer} to buy {bought}, as agreed {date:on}?",
        },
    ),
    # A count that somebody gives is no figure of theirs: it is their word.
    rule(
        "figure",
        rf"\b{TALLIED} (?:its|their|the) (?P<indicator>{TALLY}(?: (?:of|for) {PHRASE})?)"
        rf"{_BY} (?:at|to) (?P<value>{COUNT})",
        place=False,
    ),
    rule(
        "figure",
        rf"(?P<subject>‹[poc]\d+›){DONE} {_SET} (?:its|their|the) (?!{TALLY})(?P<indicator>{PHRASE})"
        rf"(?: (?:unchanged|steady|on hold))?{_BY} (?:at|to) "
        rf"(?P<value>{COUNT})",
        place=False,
    ),
    rule(
        "figure",
        rf"(?P<subject>‹[oc]\d+›){DONE} (?:reported|posted|made|recorded|announced) "
        rf"(?:an? )?{_TAKINGS} of "
        rf"(?P<value>{COUNT})",
        place=False,
    ),
    rule("figure", rf"{_INDICATOR}{DONE} {_MOVED}{_BY} (?:to|at) (?P<value>{COUNT})", place=False),
    rule(
        "figure",
        rf"(?P<indicator>[Tt]he (?:{OBJECT} ){{0,3}}{OBJECT}(?: (?:in|of) ‹[lco]\d+›)"
        rf"?) (?:reached|hit|was|totalled|"
        rf"stood at) (?P<value>{COUNT})(?! (?:to|higher|lower|up|down|of|short|times|as|more|less|and)"
        rf"\b)",
        place=False,
    ),
    rule(
        "event",
        rf"{_WHAT}{DONE} {_UP}(?: by)? (?P<change>{COUNT})",
        text="{what} rose by {change} {date:on}",
        place=False,
        ask={"change": "by how much did {what} rise {date:on}?"},
    ),
    rule(
        "event",
        rf"{_WHAT}{DONE} {_DOWN}(?: by)? (?P<change>{COUNT})",
        text="{what} fell by {change} {date:on}",
        place=False,
        ask={"change": "by how much did {what} fall {date:on}?"},
    ),
    rule(
        "event",
        rf"(?P<who>‹o\d+›){DONE} (?:employs|employed) (?P<count>{COUNT})",
        place=False,
        text="{who} had {count} on its payroll {date:on}",
        ask={"count": "how many people did {who} employ {date:on}?"},
    ),
)
