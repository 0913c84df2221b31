"""The officer reads kind, country and number of a match as parts of its score, beside the words."""

from typing import get_args

import pytest
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from compliance.parties.matching.values import Relation
from compliance.parties.search import RELATIONS
from compliance.parties.versions import activate_version
from shipments.models import Shipment
from shipments.screening.actions import screen
from shipments.templatetags.review import relation_name
from tests.builders import a_draft, freeze
from tests.compliance.parties.conftest import an_entry
from tests.shipments.review.posts import page

LISTED, DECLARED = "Orvanta Kelmir Instruments", "Orvanta Kelmyra Optics"
NUMBER = "7736050003"


@pytest.fixture
def shipment(prc_lists: None, exporter: User) -> Shipment:
    listed = an_entry(LISTED, kind="entity", country="USA", remark=f"Company number {NUMBER}")
    about = {"source": "t", "sha256": "b" * 64, "as_of": clock.today()}
    activate_version("export_control_list", [listed], accepts_smaller=True, **about)
    draft = a_draft(exporter)
    draft.parties.filter(role="consignee").update(
        name_en=DECLARED, name_zh="", country="USA", registration_no=NUMBER,
        business_kind="manufacturer",
    )  # fmt: skip
    freeze(draft, exporter)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def test_kind_country_and_number_are_lines_of_the_score(shipment: Shipment, officer: User) -> None:
    facts = shipment.screenings.first().facts
    hit = next(from_plain(each, PartyHit) for each in facts["hits"])
    names = [shipment.reference, hit.party_ref, hit.list_code, hit.entry_key]
    shown = page(officer, reverse("review:match", args=names))
    parts = {part.relation: part for part in shown.context["comparison"].parts}
    for relation in ("kind", "country", "number"):
        assert parts[relation].contribution > 0
    total = sum(part.contribution for part in shown.context["comparison"].parts)
    assert total == pytest.approx(float(hit.score), abs=0.001)
    written = shown.content.decode()
    for words in ("kind of party", "country or region", "registration number", NUMBER):
        assert written.count(words)


def test_every_reason_has_a_name_on_both_pages_that_explain_a_score() -> None:
    reasons = get_args(Relation)
    assert set(reasons) == set(RELATIONS)
    assert relation_name("date") == RELATIONS["date"]
    same_in_english = {"same", "contradicts", "address"}
    assert {each for each in reasons if relation_name(each) == each} <= same_in_english
