"""Why a wrong option is wrong: what it is instead, as far as the bank knows.

A reason speaks of the option alone and never names the key, since learning platforms show it while
the question may be tried again. It is the option's gloss, or another fact of the bank in which it
stands, told with whoever says so. Where nothing is known of it, nothing is said.
"""

from __future__ import annotations

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact
from quizgen.bank.wording import EntityValue, Value, as_sentence, value_text
from quizgen.items.fact_words import FactWords
from quizgen.items.pool import Pool, pattern_of

LONGEST = 160  # characters of a sentence that is told as a reason
LOOKED_AT = 8  # facts that an option stands in: the last ones told


def reason_for(pool: Pool, fact: Fact, key: Value, wrong: Value) -> str:
    """What a wrong answer to a question of a fact is; nothing where the bank does not tell."""
    if isinstance(wrong, EntityValue) and wrong.entity.description:
        return as_sentence(f"{wrong.entity.named}: {wrong.entity.description}")
    if isinstance(wrong, FactDate) and not wrong.day:
        return ""  # too much happens in a month
    option, answer = pattern_of(value_text(wrong)), pattern_of(value_text(key))
    told = [other for other in pool.told_of(wrong)[-LOOKED_AT:]
            if other.id != fact.id and (other.references() or not isinstance(wrong, str))]
    homes = pool.deck.homes
    told.sort(key=lambda other: homes[other.id][1] != homes[fact.id][1])  # of the same matter first
    for other in told:
        sentence = _settled(pool, other)
        if option.search(sentence) and not answer.search(sentence) and len(sentence) <= LONGEST:
            return sentence
    return ""


def _settled(pool: Pool, told: Fact) -> str:
    """A fact's sentence, if no later day has changed it and it puts nobody in a bad light."""
    if told.accuses or told.status != "current" or pool.deck.facts.get(told.id) != told:
        return ""
    words = FactWords(pool.deck, told)
    return words.sentence if words.standing != "disputed" else ""
