"""Rows that some addresses need and demo data lacks."""

from datetime import timedelta

from django.utils import timezone

from compliance.accounts.models import SignedIn, User
from compliance.notify.models import Kind, MailState, Notice
from shipments.models import DeclarationTemplate, Shipment, StandingVerdict

SAID = {"reference": "G49-SAMPLE00", "verb": "released"}


def a_session(user: User) -> SignedIn:
    """One of the person's sessions."""
    told = {"user": user, "at": user.date_joined, "address": "192.0.2.1", "agent": "A browser"}
    return SignedIn.objects.get_or_create(session_key=f"sample-{user.pk}", defaults=told)[0]


def a_notice(user: User) -> Notice:
    """One of the person's messages."""
    told = {
        "kind": Kind.DECISION,
        "words": {"message": "Declaration %(reference)s: %(verb)s.", "parameters": SAID},
        "address": "/",
        "at": user.date_joined,
        "mail": MailState.NONE,
    }
    return Notice.objects.get_or_create(user=user, key="sample", defaults=told)[0]


def a_standing_verdict(case: Shipment) -> StandingVerdict:
    """A verdict that later shipments rest on, of an officer of the case's office."""
    return StandingVerdict.objects.create(
        shipment=case,
        party_digest="a" * 64,
        list_code="watch_list",
        entry_key="sample",
        entry_digest="b" * 64,
        party_ref="consignee-1",
        party_name="Sample Trading",
        listed_name="Sample Holdings",
        reason_code="other_name",
        text="The names differ in every word but one.",
        by=User.objects.filter(office=case.office).earliest("pk"),
        since=case.created_at,
        until=timezone.localdate(case.created_at) + timedelta(days=365),
    )


def a_template(draft: Shipment) -> DeclarationTemplate:
    """The draft's declaration kept under a name."""
    known = {"exporter": draft.exporter, "shipment": draft}
    return DeclarationTemplate.objects.get_or_create(name="Sample", **known)[0]
