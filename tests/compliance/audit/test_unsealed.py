"""What is added to the log, or put back, with the application's password and without its key."""

import json
from dataclasses import replace

from compliance.audit.chain import Fault, hash_of
from compliance.audit.models import Event, Head
from compliance.audit.verification import links_of, sentence_of, verify
from tests.compliance.audit.test_attacks import connected, kinds, log, note

__all__ = ["log"]  # the fixture


def test_an_event_added_beside_the_program_is_not_covered_by_the_next_seal(log: None) -> None:
    """The application's role may add events; with the right number and hash, but without a seal."""
    last = list(links_of(Event.objects.all()))[-1]
    forged = replace(last, seq=7, previous_hash=last.hash)
    with connected("gate49_app") as application:
        application.execute(
            "INSERT INTO audit_event (seq, at, actor_name, actor_role, verb, subject, detail,"
            " previous_hash, hash) VALUES (7, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                forged.at,
                forged.actor_name,
                forged.actor_role,
                forged.verb,
                forged.subject,
                json.dumps(forged.detail),
                forged.previous_hash,
                hash_of(forged),
            ],
        )
    assert verify().faults == (Fault("beyond_head", 7),)
    note(2)
    told = Event.objects.get(verb="log_end_unsealed")
    assert (told.seq, told.detail) == (8, {"sealed": 6, "found": 7})
    faults = verify().faults
    assert faults == (Fault("resealed", 8),), "once, and from then on"
    assert "第8条" in sentence_of(faults[0])


def test_a_head_put_back_to_an_earlier_one_is_told(log: None) -> None:
    earlier = Head.objects.get()
    note(1)
    with connected("gate49_app") as application:
        application.execute(
            "UPDATE audit_head SET seq = %s, hash = %s, seal = %s",
            [earlier.seq, earlier.hash, earlier.seal],
        )
    note(1)
    assert {"resealed"} == kinds()
