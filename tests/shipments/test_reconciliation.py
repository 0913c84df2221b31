"""The demonstration's forty shipments, played through the real actions, agree with the log."""

import pytest
from django.core.management import call_command

from compliance.audit.models import Event
from compliance.audit.verification import sentence_of, verify
from shipments.models import Shipment


@pytest.mark.django_db
def test_everything_the_demonstration_did_agrees_with_the_log() -> None:
    call_command("seed_demo", verbosity=0)
    assert Shipment.objects.count() > 20
    assert Event.objects.count() > 100
    assert [sentence_of(fault) for fault in verify().faults] == []
