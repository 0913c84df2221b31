"""The main links of each role. Rooms above are named by address name only."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role


@dataclass(frozen=True)
class Link:
    """One entry of the bar; `here` marks the room the reader is in."""

    address: str
    label: Any
    here: bool


HOME = ("home", _("Home"))
RULES = ("policy:rules", _("Rules"))
LISTS = ("parties:lists", _("Lists"))
LICENCES = ("licences:register", _("Licences"))
ADVISORIES = ("advisories:advisories", _("Advisories"))
FLOWS = ("flows:flows", _("Flows"))
FOLLOW_UP = ("follow_up:office", _("After the gate"))
END_USERS = ("end_users:register", _("End users"))
REHEARSALS = ("rehearsal:rehearsals", _("Rehearsals"))

NAVIGATION: dict[str, tuple[tuple[str, Any], ...]] = {
    Role.EXPORTER: (
        HOME,
        ("declare:shipments", _("Shipments")),
        ("declare:address_book", _("Address book")),
        ("enduse:statements", _("End-use statements")),
        ("follow_up:reports", _("Reports after release")),
        LICENCES,
        RULES,
    ),
    Role.OFFICER: (
        HOME,
        ("review:queue", _("Queue")),
        ("review:search", _("Shipments")),
        ("review:departures", _("Departures")),
        FOLLOW_UP,
        END_USERS,
        LICENCES,
        ADVISORIES,
        RULES,
        LISTS,
    ),
    Role.AUDITOR: (
        HOME,
        ("review:search", _("Shipments")),
        ("audit:events", _("Event log")),
        FOLLOW_UP,
        END_USERS,
        ("screening:replays", _("Replays")),
        FLOWS,
        REHEARSALS,
        LICENCES,
        ADVISORIES,
        RULES,
        LISTS,
    ),
    Role.POLICY_ADMIN: (
        HOME,
        RULES,
        ("policy:policies", _("Policies")),
        FLOWS,
        END_USERS,
        REHEARSALS,
        LISTS,
        LICENCES,
        ADVISORIES,
    ),
}


HEADS = (FLOWS,)


def links_for(role: str, path: str, is_head: bool = False) -> list[Link]:
    """The role's links, and those of heads of customs offices; the most specific one matching
    `path` marked."""
    names = (*NAVIGATION.get(role, ()), *(HEADS if is_head else ()))
    links = [(reverse(name), label) for name, label in names]
    here = max((address for address, _l in links if _within(path, address)), key=len, default="")
    return [Link(address, label, address == here) for address, label in links]


def _within(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
