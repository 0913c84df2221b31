"""Which verbs of the table of moves the sequences of one officer alone play: written by hand, so
that a new verb is played or has a reason why not."""

import random
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from compliance.accounts.models import User
from shipments.access import require
from shipments.models import Shipment
from shipments.moves import MOVES, Status
from tests.shipments.review.test_one_officer_alone import (
    ACTS,
    REFUSALS,
    grave,  # noqa: F401 - a fixture
    hold,
    resubmit,
)

NOT_PLAYED = {
    "edit": "what the exporter changes in a returned draft is another declaration, screened afresh",
    **dict.fromkeys(("withdraw", "refuse", "refuse_question"), "ends the case for good"),
    "clear": "the machine's own, and none of these sequences makes the case a green one",
    **dict.fromkeys(("report", "request_change", "refuse_change"), "of goods let go already"),
    **dict.fromkeys(("question_report", "record_visit"), "of goods let go already"),
    "accept_report": "of goods let go already; test_own_entries has what it changes elsewhere",
}


def test_every_verb_is_played_or_left_out_for_a_reason(
    grave: Shipment,  # noqa: F811
    officer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Played is what comes to the door, whether it is let through or not."""
    at_the_door, chance = set[str](), random.Random(0)

    def asked(by: User | None, verb: str, shipment: Shipment) -> None:
        at_the_door.add(verb)
        require(by, verb, shipment)

    monkeypatch.setattr("shipments.door.require", asked)
    returned = [("draft", resubmit), *[("in_review", hold)] * 3]  # by a ground chosen by chance
    for status, act in (*((Status.IN_REVIEW, each) for each in ACTS), *returned):
        Shipment.objects.filter(pk=grave.pk).update(status=status)
        with suppress(*REFUSALS, ObjectDoesNotExist), transaction.atomic():
            act(Shipment.objects.get(pk=grave.pk), officer, chance)
            transaction.set_rollback(True)
    assert at_the_door | set(NOT_PLAYED) == set(MOVES)
    assert not at_the_door & set(NOT_PLAYED)
