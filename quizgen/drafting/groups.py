"""Names that mean the same entity put together, with what speaks for its type."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from quizgen.bank.entity import FAMILIES, Family
from quizgen.drafting.lexicon import COMMON, adjectives, countries
from quizgen.drafting.names import Name

MOST_ENTITIES = 400
MOST_ALIKE = 20  # names that share a word
# Types of entities that go by the beginning of their name: “Corvus” for “Corvus Lines”.
_SHORTENED = ("Corporation", "SportsTeam", "Organization", "Vehicle")
_GENERIC = frozenset(
    "Bank University Ministry Council Team New High National Supreme European House Union "
    "City International General Royal State North South East West Third Second First".split()
)
_HONORIFICS = re.compile(r"^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Prof)\.? )+")


@dataclass(slots=True)
class Group:
    """The mentions of one new entity while they are gathered."""

    name: str
    votes: Counter[str] = field(default_factory=Counter)
    strongest: Counter[str] = field(default_factory=Counter)  # what most speaks for a type by itself
    titles: list[str] = field(default_factory=list)
    subtypes: list[str] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    article: bool = False
    country: str | None = None


class Groups(dict[str, Group]):
    """The new entities by name, and their names by first and last word."""

    def __init__(self) -> None:
        super().__init__()
        self.by_first: dict[str, list[str]] = {}
        self.by_last: dict[str, list[str]] = {}

    def named(self, key: str, country: str | None) -> Group | None:
        """The entity of a name, new where there is none; None where there are too many."""
        if key not in self:
            if len(self) >= MOST_ENTITIES:
                return None
            self[key] = Group(key, country=country)
            self.by_first.setdefault(key.split(maxsplit=1)[0], []).append(key)
            self.by_last.setdefault(key.rsplit(maxsplit=1)[-1], []).append(key)
        return self[key]


def bare(name: str) -> str:
    """The name without “Mr”, “Dr” and the like."""
    return _HONORIFICS.sub("", name)


def add_name(groups: Groups, name: Name, text: str) -> None:
    """Count a name to the entity that it means, or to a new one."""
    words = bare(name.text)
    if not words or words.lower() in COMMON:
        return
    country = countries().get(words)
    key = country.name if country else words
    if not country:
        keys = [] if _is_town(name) else find_keys(groups, words)
        if len(keys) > 1:
            return  # cannot be told which
        key = keys[0] if keys else words
    group = groups.named(key, country.name if country else None)
    if group is None:
        return
    for kind, weight in name.votes:
        group.votes[kind] += weight
        group.strongest[kind] = max(group.strongest[kind], weight)
    if name.title:
        group.titles.append(name.title)
    if name.subtype:
        group.subtypes.append(name.subtype)
    if words != group.name:
        group.aliases[words] = None
    if re.search(r"\b[Tt]he $", text[max(0, name.start - 5) : name.start]):
        group.article = True


def find_keys(groups: Groups, words: str) -> list[str]:
    """The keys of the entities that a name may mean: itself, or what it is a part of."""
    country = countries().get(words)
    if country and country.name in groups:
        return [country.name]
    if words in groups:
        return [words]
    if words in adjectives() or len(words) < 3:
        return []
    return [key for key in _candidates(groups, words) if _is_part(words, groups[key])]


def _is_town(name: Name) -> bool:
    """Whether a name is said to be a place: “the town of Merrow” is not short for Merrow Rovers."""
    return any(weight >= 7 and FAMILIES[kind] == "place" for kind, weight in name.votes)


def _is_part(words: str, group: Group) -> bool:
    """Whether a name is a shorter one of an entity: “Kovan”, “Corvus” of “Corvus Lines”, “Kim”."""
    key, family = group.name, family_of(group)
    if group.country or len(words) >= len(key):
        return False
    ends, begins = key.endswith(" " + words), key.startswith(words + " ")
    if family == "person":
        # The family name comes first in “Kim Jong Un”.
        return ends or (begins and len(key.split()) == 3 and len(words) < 5)
    if family == "organisation" and ends and " " in words:
        return True
    return (
        begins
        and type_of(group)[0] in _SHORTENED
        and (words.lower() not in COMMON and words not in _GENERIC)
    )


def _candidates(groups: Groups, words: str) -> list[str]:
    """The keys that begin or end with the first or last word of a name, a few at most."""
    parts = words.split()
    found = dict.fromkeys(
        (
            *groups.by_last.get(parts[-1], ())[:MOST_ALIKE],
            *groups.by_first.get(parts[0], ())[:MOST_ALIKE],
        )
    )
    return [key for key in found if key in groups]


def type_of(group: Group) -> tuple[str, int]:
    """The type that most speaks for, and how much the best single sign does: many weak ones are no
    proof.
    """
    if group.country:
        return "Country", 20
    if not group.votes:
        return ("Person", 1) if 1 < len(group.name.split()) < 4 else ("Thing", 0)
    best = max(group.votes.values())
    kind = next(kind for kind, weight in group.votes.items() if weight == best)
    if kind == "Person" and group.article and group.strongest[kind] < 6:
        return "Organization", 0  # “the Red Cross”: nobody is called so
    rival = max((w for k, w in group.strongest.items() if FAMILIES[k] != FAMILIES[kind]), default=0)
    return kind, group.strongest[kind] if rival < group.strongest[kind] else 0


def family_of(group: Group) -> Family:
    """Person, organisation, place or thing, as far as can be told."""
    return FAMILIES[type_of(group)[0]]
