"""Reviewing in the terminal: one record on the screen, one key for each thing a person can do to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.review_screen import KEYS, item_lines
from detente.cli.terminal import one_line, printable
from detente.model.errors import UsageError

if TYPE_CHECKING:
    from detente.model.event import Telling
    from detente.pipeline import Item


class Session:
    """One person going through the records of a store.

    Parameters
    ----------
    pair
        Two states, or twice None for all records.
    everything
        Show what was decided on before, too.
    """

    def __init__(
        self,
        store_path: Path,
        pair: tuple[str | None, str | None],
        *,
        author: str,
        everything: bool = False,
        kind: str | None = None,
    ) -> None:
        self.store_path, self.pair, self.author = store_path, pair, author
        self.everything, self.kind = everything, kind
        self.items: Sequence[Item] = ()
        self.mine: frozenset[str] = frozenset()
        self.place = 0
        self.message = ""
        self.acts: Mapping[str, Callable[[Item], None]] = {
            "a": self._accept, "r": self._reject, "t": self._type, "p": self._parties, "d": self._day,
            "m": self._modality, "l": self._place, "n": self._person, "k": self._link, "j": self._join,
            "s": self._split, "o": self._note,
        }  # fmt: skip

    def run(self) -> None:
        """Show records and take keys until the person quits."""
        self._begin()
        while True:
            self._show()
            key = click.getchar()
            self.message = ""
            if key in ("q", "\x03", "\x04", ""):
                return
            try:
                self._take(key)
            except UsageError as error:
                self.message = str(error)

    def _take(self, key: str) -> None:
        if key in ("\r", "\n", " ", ">"):
            self.place = min(self.place + 1, len(self.items))
        elif key == "<":
            self.place = max(self.place - 1, 0)
        elif key == "u":
            self._undo()
        elif key == "c":
            self._conflicts()
        elif key == "?":
            self.message = "\n".join(f"{name}  {what}" for name, what in KEYS.items())
        elif key in self.acts and self.place < len(self.items):
            self.acts[key](self.items[self.place])
        else:
            self.message = f"no key {key!r}; ? shows the keys"

    def _begin(self) -> None:
        """Read the records to go through: they stay on the list whatever is decided on them."""
        from detente.pipeline import review_items

        self.items = review_items(self.store_path, *self.pair, everything=self.everything, kind=self.kind)
        self.mine = frozenset(telling.id for item in self.items for telling in item.record.tellings)

    def _load(self) -> None:
        """Read the records anew, and show again the one that was shown."""
        from detente.pipeline import review_items

        shown = self.items[self.place].record.tellings if self.place < len(self.items) else ()
        stay = {telling.id for telling in shown}
        found = review_items(self.store_path, *self.pair, everything=True)
        self.items = [item for item in found if self.mine & {one.id for one in item.record.tellings}]
        names = [{telling.id for telling in item.record.tellings} for item in self.items]
        at = next((place for place, ids in enumerate(names) if stay & ids), None)
        self.place = min(self.place, len(self.items)) if at is None else at

    def _show(self) -> None:
        if sys.stdout.isatty():
            click.clear()
        if self.place >= len(self.items):
            click.echo(f"no more records to look at ({len(self.items)} shown); u undo, < back, q quit")
        else:
            click.echo(f"record {self.place + 1} of {len(self.items)}, reviewed by {one_line(self.author)}")
            for line in item_lines(self.items[self.place]):
                click.echo(printable(line))
        if self.message:
            click.echo(printable(f"\n{self.message}"))

    # What a key does

    def _accept(self, item: Item) -> None:
        self._decide("accept", item.record.tellings)
        self._next("accepted")

    def _reject(self, item: Item) -> None:
        self._decide("reject", self._which(item, "reject"))
        self._next("rejected")

    def _type(self, item: Item) -> None:
        from detente.tables.kinds import load_kinds

        text = self._ask("kind", item.record.best.kind)
        like = [name for name in load_kinds().events if text and text in name]
        if text not in load_kinds().events and len(like) != 1:
            raise UsageError(f"no kind {text!r}; there are {', '.join(like[:30]) or 'none like it'}")
        self._change(item, kind=like[0] if text not in load_kinds().events else text)

    def _parties(self, item: Item) -> None:
        source, target = (
            "|".join(f"{one.actor.country}/{one.actor.role}" if one.actor.country and one.actor.role
                     else one.actor.country or f"IGO:{one.actor.body}" for one in side)
            for side in (item.record.best.source, item.record.best.target)
        )  # fmt: skip
        self._change(item, source=self._ask("who", source), target=self._ask("whom", target))

    def _day(self, item: Item) -> None:
        day = item.record.when.start
        self._change(item, day=self._ask("day (2024-01-24, 2024-01 or 2024)", str(day) if day else ""))

    def _modality(self, item: Item) -> None:
        self._change(item, modality=self._ask("modality", str(item.record.best.modality)))

    def _place(self, item: Item) -> None:
        self._change(item, place=self._ask("place", item.record.best.place or ""))

    def _person(self, item: Item) -> None:
        self._change(item, person=self._ask("person", item.record.best.part("person") or ""))

    def _link(self, item: Item) -> None:
        from detente.pipeline import link_person

        told = self._ask("person as told", item.record.best.part("person") or "")
        link_person(self.store_path, told, self._ask("is the one called", ""), author=self.author)
        self._stay("linked, in the whole store")

    def _join(self, item: Item) -> None:
        from detente.pipeline import near_items, review_items

        near = near_items(item, review_items(self.store_path, *self.pair, everything=True))
        if not near:
            raise UsageError("no other record of these states lies near; nothing to join")
        for number, other in enumerate(near, 1):
            click.echo(printable(f"{number}  {other.record.when.start or 'no day'}  {other.line}"))
        chosen = near[self._number("join with", len(near)) - 1]
        self._decide("merge", item.record.tellings, others=chosen.record.tellings)
        self._stay("joined to one act")

    def _split(self, item: Item) -> None:
        tellings = item.record.tellings
        if len(tellings) < 2:
            raise UsageError("this record has one telling; there is nothing to split")
        alone = tellings[self._number("which telling is another act", len(tellings)) - 1]
        rest = [telling for telling in tellings if telling.id != alone.id]
        self._decide("split", [alone], others=rest)
        self._stay("split")

    def _note(self, item: Item) -> None:
        self._decide("note", item.record.tellings[:1], note=self._ask("note", ""))
        self._stay("noted")

    def _undo(self) -> None:
        from detente.pipeline import undo

        undone = undo(self.store_path, author=self.author)
        self._load()
        self.message = f"taken back: {', '.join(f'decision {one.undoes}' for one in undone)}"

    def _conflicts(self) -> None:
        from detente.pipeline import disputes

        lines = [
            f"{conflict.about}: "
            + " against ".join(
                f"{one.author} ({one.action}, decision {one.id})" for one in conflict.decisions
            )
            for conflict in disputes(self.store_path)
        ]
        self.message = "\n".join(lines) or "no two people differ"

    # How it is asked and stored

    def _which(self, item: Item, what: str) -> Sequence[Telling]:
        """Give the tellings meant: all, or one of several."""
        tellings = item.record.tellings
        if len(tellings) == 1:
            return tellings
        text = self._ask(f"{what} which telling (0 for all)", "0")
        if not text.isdigit() or int(text) > len(tellings):
            raise UsageError(f"{text!r} is no number from 0 to {len(tellings)}")
        return tellings if text == "0" else [tellings[int(text) - 1]]

    def _change(self, item: Item, **changes: str) -> None:
        self._decide("change", item.record.tellings, changes=changes)
        self._stay(", ".join(f"{field} is now {value or 'empty'}" for field, value in changes.items()))

    def _decide(
        self,
        action: str,
        tellings: Sequence[Telling],
        *,
        others: Sequence[Telling] = (),
        changes: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> None:
        from detente.pipeline import decide

        decide(
            self.store_path, action, tellings, author=self.author, others=others, changes=changes, note=note
        )

    def _stay(self, message: str) -> None:
        self._load()
        self.message = message

    def _next(self, message: str) -> None:
        self.place += 1
        self.message = message

    def _ask(self, what: str, current: str) -> str:
        return str(click.prompt(what, default=current, show_default=bool(current))).strip()

    def _number(self, what: str, most: int) -> int:
        return int(click.prompt(what, type=click.IntRange(1, most)))
