"""Whom a phrase stands for: country or organisation of its owner, and the sector that its words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.phrase import Phrase
from detente.model.actor import Actor
from detente.model.sentence import Sentence
from detente.tables.names import Name
from detente.tables.offices import Offices

STAYS = frozenset({"MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors that an organisation can have of its own; its other staff is the organisation itself."""
TURNS = frozenset({"GOV", "CVL", "MIL", "LEG", "PTY", "OPP"})
"""Sectors that a word before the office may change: "opposition lawmakers", "rebel forces"."""


def sector(phrase: Phrase, offices: Offices) -> str:
    """Give the PLOVER sector of a phrase by its office and the words before it.

    Government forces are forces.
    """
    former = phrase.office.former or bool(offices.former & set(phrase.words))
    if former and phrase.office.sort == "person":
        return "ELI"
    if phrase.office.role in TURNS and " " not in phrase.office.words:
        for word in phrase.words[:2]:
            role = offices.roles.get(word)
            kept = role == "CVL" and phrase.office.sort == "body"
            if role and not kept and (phrase.office.role, role) != ("MIL", "GOV"):
                return role
    return phrase.office.role


def own_people(phrase: Phrase, offices: Offices) -> str | None:
    """Give the state of a people named before the office ("Tuareg rebels"), or None."""
    return next((code for word in phrase.words if (code := offices.peoples.get(word))), None)


def owned(name: Name, role: str, person: str | None) -> Actor:
    """Give the actor of an office that belongs to a named state, organisation or group."""
    if name.kind == "group":
        return Actor(country=name.country, body=name.body, role=name.role, name=person or name.own)
    if name.country is None:
        kept = role if role in STAYS else name.role
        return Actor(body=name.body, role=kept, name=person or name.own)
    return Actor(country=name.country, role=name.role if name.role == "PRE" else role, name=person)


def named(name: Name) -> Actor:
    """Give the actor that a name alone stands for."""
    if name.kind == "seat":
        return Actor(country=name.country, role=name.role or "GOV")
    return Actor(country=name.country, body=name.body, role=name.role, name=name.own)


def people(sentence: Sentence, first: int, name: Name) -> Actor:
    """Give the actor of a people's noun: "the Russians" act as the state, "four Malians" are civilians."""
    before = sentence.tokens[first - 1] if first else None
    as_state = before is not None and before.text.lower() == "the"
    return Actor(country=name.country, role=name.role or (None if as_state else "CVL"))


def owners_of(phrase: Phrase) -> Sequence[Name]:
    """Give the names that may own the phrase: a capital does not own an embassy that stands in it."""
    abroad = phrase.office.rank in ("mission", "ambassador", "envoy")
    return [
        hit.name
        for hit in phrase.owners
        if not (abroad and hit.name.kind in ("capital", "city")) and hit.name.kind != "prefix"
        and not (hit.name.kind == "capital" and hit.name.sense == "shared")
    ]  # fmt: skip


def in_role(actor: Actor, role: str) -> Actor:
    """Give the actor with another sector; a breakaway entity and an armed group keep theirs."""
    return actor if actor.role in ("PRE", "REB") else replace(actor, role=role)
