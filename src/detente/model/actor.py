"""Who acts: states, organisations and groups, and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One political actor by its code.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-3 code of the state that the actor belongs to, or None for what belongs to no state.
    body
        Code of an international actor without a country (``UNO``, ``ECOWAS``, ``IMG`` ...), or None.
    role
        PLOVER sector (``GOV``, ``MIL``, ``REB`` ...); None for the state as such.
    name
        The actor's own name where one is known: a person, a group or an organisation.
    """

    country: str | None = None
    body: str | None = None
    role: str | None = None
    name: str | None = None

    @property
    def code(self) -> str:
        """Country or body, followed by the role: ``MLIGOV``, ``ECOWAS``, ``MLI``."""
        return f"{self.country or self.body or '---'}{self.role or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in a sentence that stand for an actor.

    Attributes
    ----------
    span, text
        Where the words stand in the document, and the words.
    sentence
        Which sentence of the document, from 0.
    head
        Index of the mention's head token in that sentence.
    actor
        Whom the words stand for.
    person
        Full name of the person meant, or None.
    office
        The office as worded ("foreign minister"), or None.
    how
        What settled it: ``name``, ``demonym``, ``capital``, ``office``, ``leader``, ``article``,
        ``pronoun``...
    """

    span: Span
    text: str
    sentence: int
    head: int
    actor: Actor
    person: str | None = None
    office: str | None = None
    how: str = "name"
