"""Internal notes on a case. @ and an officer's account or name tells that officer of it."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance import limits
from compliance.accounts.models import User
from compliance.accounts.roles import CASE_OFFICERS
from compliance.listed import listed
from shipments.door import move
from shipments.models import Note, Shipment

# An address of mail is no mention; between Chinese characters no space is to be expected.
AT = re.compile(r"(?<![A-Za-z0-9._-])[@＠]")
WORD = re.compile(r"[A-Za-z0-9_]")


def write_note(shipment: Shipment, *, by: User, text: str) -> Note:
    """Keep a note and tell whom it mentions. Raises ValidationError for a blank one and for a
    mention of nobody who works at the office, Conflict when the case has as many as it may."""
    with move("note", shipment, by=by) as case:
        if not text.strip():
            raise ValidationError({"text": _("Write the note first.")})
        limits.notes_left(case.row.notes.count())
        mentioned = mentioned_in(text, colleagues_at(case.row))
        note = Note.objects.create(
            shipment=case.row, by=by, at=case.at, text=text.strip(), mentioned=mentioned
        )
        case.tell(note=note.text, mentioned=mentioned)
    return note


def colleagues_at(shipment: Shipment) -> list[User]:
    """Who can be mentioned: the officers who can open the case."""
    people = User.objects.filter(role__in=CASE_OFFICERS, office=shipment.office_id, is_active=True)
    return list(people.order_by("username"))


def mentioned_in(text: str, people: Iterable[User]) -> list[str]:
    """Account names of those mentioned, once each, in order. Raises ValidationError when an @
    names nobody of them, so that nobody waits for an answer of somebody who was never told."""
    names = {name.casefold(): each.username for each in people for name in _names(each)}
    found = [_named(text[at.end() :], names) for at in AT.finditer(text)]
    if None in found:
        raise ValidationError(
            {
                "text": _("An @ names nobody of this office. Write one of: %(people)s.")
                % {"people": listed(f"@{name}" for name in sorted(set(names.values())))}
            }
        )
    return list(dict.fromkeys(name for name in found if name))


def _names(person: User) -> set[str]:
    return {name for name in (person.username, person.display_name) if name}


def _named(rest: str, names: dict[str, str]) -> str | None:
    """The longest name the text begins with; one of letters ends where the word does."""
    for name in sorted(names, key=len, reverse=True):
        after = rest[len(name) : len(name) + 1]
        is_whole = not (WORD.match(name[-1]) and WORD.match(after))
        if rest[: len(name)].casefold() == name and is_whole:
            return names[name]
    return None
