"""The seal over the log's end: made with today's key, known by an earlier one, by no other."""

from typing import Any

import pytest
from django.core.signing import Signer
from django.db import transaction

from compliance.audit.log import record, seal_fits, seal_of
from compliance.audit.models import Head

TODAY, EARLIER, STRANGE = "today" * 12, "earlier" * 8, "strange" * 8
SALT = "compliance.audit.head"


@pytest.fixture(autouse=True)
def keys(db: None, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = TODAY, [EARLIER]


def test_the_end_is_sealed_with_todays_key_and_not_with_an_earlier_one() -> None:
    with transaction.atomic():
        event = record("note", by=None, subject="shipment:G49-TEST")
    end = Head.objects.get()
    assert end.seal == Signer(key=TODAY, salt=SALT).signature(f"{event.seq}:{event.hash}")
    assert end.seal == seal_of(event.seq, event.hash)
    assert (end.seq, end.hash) == (event.seq, event.hash)


@pytest.mark.parametrize(("key", "fits"), [(TODAY, True), (EARLIER, True), (STRANGE, False)])
def test_a_seal_fits_by_todays_key_or_an_earlier_one(key: str, fits: bool) -> None:
    seal = Signer(key=key, salt=SALT).signature("7:" + "a" * 64)
    assert seal_fits(Head(seq=7, hash="a" * 64, seal=seal)) is fits


@pytest.mark.parametrize(("seq", "hash_"), [(8, "a" * 64), (7, "b" * 64)])
def test_a_seal_fits_no_other_end(seq: int, hash_: str) -> None:
    seal = Signer(key=TODAY, salt=SALT).signature("7:" + "a" * 64)
    assert not seal_fits(Head(seq=seq, hash=hash_, seal=seal))


def test_a_seal_made_for_another_purpose_does_not_fit() -> None:
    seal = Signer(key=TODAY, salt="sessions").signature("7:" + "a" * 64)
    assert not seal_fits(Head(seq=7, hash="a" * 64, seal=seal))
