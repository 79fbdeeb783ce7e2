"""Whom “he”, “it” and “the club” mean: somebody who was named before, or nobody that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.drafting.lexicon import first_names, pronouns
from quizgen.drafting.members import Cast, Member
from quizgen.drafting.shape import SIGN, Shape

_NOUN_TYPES = {
    "club": ("SportsTeam",),
    "team": ("SportsTeam",),
    "side": ("SportsTeam",),
    "company": ("Corporation",),
    "firm": ("Corporation",),
    "bank": ("Corporation",),
    "airline": ("Corporation",),
    "party": ("PoliticalParty",),
    "newspaper": ("NewsMediaOrganization",),
    "group": ("Organization", "Corporation"),
    "organisation": ("Organization", "GovernmentOrganization"),
    "organization": ("Organization", "GovernmentOrganization"),
    "university": ("EducationalOrganization",),
}
_SHE = re.compile(r"(?:woman|\b(?:Mrs|Ms|Queen|Princess|Dame|Lady|Actress|Sister|Widow))\b", re.I)
_HE = re.compile(
    r"(?:[a-z]man|\b(?:Mr|King|Prince|Sir|Lord|Pope|Actor|Brother|Sheikh|Emir|"
    r"Sultan))\b",
    re.I,
)
MOST_NAMED = 20  # in a sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sign or a pronoun means; `guessed` where the text does not name them there.

    `named` is where the entity is named: in the sentence itself, or before it.
    """

    entity: str
    named: tuple[int, int]
    guessed: bool = False


Meant = Mapping[str, Subject]


def words_meant(shape: Shape, cast: Cast) -> tuple[tuple[str, Subject], ...]:
    """Each word that can mean one of those named in a sentence, outside its quotations.

    “It” after “India’s space agency” is not India.
    """
    owners = {int(found[1]) for found in re.finditer(r"‹c(\d+)›’", shape.text)}
    return tuple(
        (word, Subject(mention.entity, (mention.start, mention.end), guessed=True))
        for number, mention in enumerate(shape.mentions[:MOST_NAMED])
        if number not in owners
        for word in _words_for(cast.members[mention.entity])
    )


def find_subject(
    word: str, place: int, own: Sequence[tuple[str, Subject]], first: str | None, before: Meant
) -> Subject | None:
    """Whom a word at a place of the text means: who is named before it in the sentence, else who was
    meant before. None where two persons could be.

    `own` are the words of the sentence as of `words_meant`, `first` the entity that it begins with.
    """
    found = [s for known, s in own if known == word and s.named[1] <= place]
    return _chosen(word, found, first) if found else before.get(word)


def remember(
    before: Meant, own: Sequence[tuple[str, Subject]], first: str | None, speakers: Iterable[str]
) -> dict[str, Subject]:
    """Whom the words mean after a sentence: who spoke, else who it began with, else the only one."""
    after = dict(before)
    spoke = next(iter(speakers), None)
    for word in dict.fromkeys(word for word, _ in own):
        found = [subject for known, subject in own if known == word]
        chosen = _chosen(word, found, spoke) or _chosen(word, found, first)
        if chosen:
            after[word] = chosen
        else:
            after.pop(word, None)
    return after


def subject_of(shape: Shape) -> str | None:
    """The entity that a clause begins with."""
    sign = SIGN.match(shape.text)
    mention = shape.mention(sign[0]) if sign else None
    return mention.entity if mention else None


def _chosen(word: str, found: Sequence[Subject], first: str | None) -> Subject | None:
    if chosen := next((s for s in found if s.entity == first), None):
        return chosen
    if word in ("he", "she") and len({s.entity for s in found}) > 1:
        return None
    return found[0] if found else None


def _words_for(member: Member) -> tuple[str, ...]:
    """The words that can mean an entity which was named before."""
    if member.family == "person":
        return _pronouns_for(member)
    if member.type == "Country":
        return ("it",)
    if member.family != "organisation":
        return ()
    nouns = [f"the {noun}" for noun, kinds in _NOUN_TYPES.items() if member.type in kinds]
    return ("it", "they", f"the {member.name.rsplit(maxsplit=1)[-1].lower()}", *nouns)


def _pronouns_for(member: Member) -> tuple[str, ...]:
    """“he”, “she”, or both where neither office nor given name tells."""
    title = member.title or ""
    if _SHE.search(title):
        return ("she",)
    if _HE.search(title):
        return ("he",)
    given = member.name.split(maxsplit=1)[0]
    if " " not in member.name or (kind := pronouns().get(given, "")) == "open":
        return ("he", "she")
    if kind == "she":
        return ("she",)
    return ("he",) if given in first_names() else ("he", "she")
