"""Why a wrong option is wrong: what it is instead, as far as the bank knows.

A reason speaks of the option alone and never names the key, since learning platforms show it while
the question may be tried again: not in a gloss, nor by an alias or a surname. It is the option's
gloss, or another fact of the bank in which it stands, told with whoever says so. Where nothing is
known of it, nothing is said.
"""

from __future__ import annotations

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact
from quizgen.bank.wording import EntityValue, Value, as_sentence, value_text
from quizgen.items.fact_words import FactWords
from quizgen.items.independence import plain
from quizgen.items.pool import Pool

LONGEST = 160  # characters of a sentence that is told as a reason
LOOKED_AT = 3  # facts that an option stands in: the last ones told


def reason_for(pool: Pool, fact: Fact, key: Value, wrong: Value) -> str:
    """What a wrong answer to a question of a fact is; nothing where the bank does not tell."""
    gloss = wrong.entity.description if isinstance(wrong, EntityValue) else None
    if gloss and not _names(gloss, key):
        return as_sentence(f"{value_text(wrong)}: {gloss}")
    if isinstance(wrong, FactDate) and not wrong.day:
        return ""  # too much happens in a month
    option = value_text(wrong).casefold()
    told = [other for other in pool.told_of(wrong)[-LOOKED_AT:]
            if other.id != fact.id and (not isinstance(wrong, str) or other.references())]
    homes = pool.deck.homes
    told.sort(key=lambda other: homes[other.id][1] is not homes[fact.id][1])  # of the same matter first
    for other in told:
        sentence = _settled(pool, other)
        if option in sentence.casefold() and not _names(sentence, key) and len(sentence) <= LONGEST:
            return sentence
    return ""


def _names(text: str, key: Value) -> bool:
    """Whether a text has the key in it, by any of its names: “the UK’s” for the United Kingdom."""
    names = [value_text(key)]
    if isinstance(key, EntityValue):
        names += [*key.entity.names, key.entity.surname or key.entity.name]
    words = f" {plain(text)} "
    return any(f" {plain(name)} " in words for name in names)


def _settled(pool: Pool, told: Fact) -> str:
    """A fact's sentence, if no later day has changed it and it puts nobody in a bad light."""
    if told.id not in pool.sentences:
        pool.sentences[told.id] = _sentence(pool, told)
    return pool.sentences[told.id]


def _sentence(pool: Pool, told: Fact) -> str:
    now = pool.deck.facts[told.id]
    if told.accuses or told.status != "current" or not (now is told or now == told):
        return ""
    words = FactWords(pool.deck, told)
    return words.sentence if words.standing != "disputed" else ""
