"""Every box of a licence as the rules read it, and what a draw and its event say, to the unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import LicenceState
from compliance.refusals import Conflict
from shipments.demo.goods import INGOT
from shipments.licences.actions import revoke
from shipments.licences.balance import (
    cited_by,
    draw,
    give_back,
    kg_by_licence,
    quantity_by_licence,
    states_of,
    value_by_licence,
)
from shipments.models import Licence, LicenceDraw, Revision
from tests.builders import a_draft, freeze
from tests.facts_builders import a_controlled_line, a_declaration, a_line
from tests.shipments.licences.conftest import Registered

ALL_BOXES: dict[str, Any] = {
    "number": "26-43-000123",
    "kind": "4",
    "holder_uscc": "91310000MA1FL0001G",
    "hs_codes": ["8112923010"],
    "control_codes": ["3C004.a"],
    "countries": ["KOR", "JPN"],
    "customs_district": "2200",
    "contract_no": "HB-2026-11",
    "end_user": "Hanbit",
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
    "quantity_kg": Decimal(1000),
    "uses": 12,
    "value": Decimal(5000),
    "currency": "USD",
    "form": "general",
    "unit": "036",
    "quantity": Decimal(1_000_000),
}
STATE = LicenceState(
    number="26-43-000123",
    kind="4",
    holder_uscc="91310000MA1FL0001G",
    hs_codes=("8112923010",),
    control_codes=("3C004.a",),
    countries=("KOR", "JPN"),
    customs_district="2200",
    contract_no="HB-2026-11",
    end_user="Hanbit",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    remaining_kg=Decimal(600),
    remaining_uses=9,
    revoked=False,
    remaining_value=Decimal(1000),
    currency="USD",
    form="general",
    used=3,
    unit="036",
    remaining_quantity=Decimal(400_000),
)
CITING = a_declaration(lines=(a_line(licence_no="26-43-000123"), a_line(licence_no="")))


@pytest.fixture
def licence(registered: Registered) -> Licence:
    made = registered(**ALL_BOXES)
    Licence.objects.filter(pk=made.pk).update(
        remaining_kg=600, remaining_uses=9, remaining_value=1000, remaining_quantity=400_000
    )
    made.refresh_from_db()
    return made


def test_the_rules_read_every_box_and_what_is_left(licence: Licence, officer: User) -> None:
    state = replace(STATE, entered_on=clock.today())
    assert states_of(cited_by(CITING)) == (state,)
    assert states_of(cited_by(CITING, told_to="91310000MA1FL0001G")) == (state,)
    assert states_of(cited_by(CITING, told_to="91310000MA1FL0009X")) == ()
    revoke(licence, by=officer, reason="Obtained by fraud.")
    assert states_of(cited_by(CITING)) == (replace(state, revoked=True),)
    assert states_of(cited_by(a_declaration(lines=(a_line(licence_no="26-43-000999"),)))) == ()


def test_licences_come_in_the_order_of_their_numbers(registered: Registered) -> None:
    for number in ("26-43-000200", "26-43-000100"):
        registered(number=number)
    lines = tuple(a_line(licence_no=number) for number in ("26-43-000200", "26-43-000100"))
    states = states_of(cited_by(a_declaration(lines=lines)))
    assert [each.number for each in states] == ["26-43-000100", "26-43-000200"]
    assert {(each.remaining_value, each.remaining_quantity) for each in states} == {(None, None)}


def test_what_is_declared_is_summed_by_licence_currency_and_unit() -> None:
    lines = (
        a_line(licence_no="A", net_weight_kg=Decimal(100), total_price=Decimal(7)),
        a_line(licence_no="A", net_weight_kg=Decimal("0.5"), total_price=Decimal(8)),
        a_line(licence_no="A", currency="EUR", total_price=Decimal(9), net_weight_kg=Decimal(1)),
        a_line(licence_no="B", net_weight_kg=Decimal(2), total_price=Decimal(1)),
        a_line(licence_no="", net_weight_kg=Decimal(4), total_price=Decimal(2)),
    )
    declaration = a_declaration(lines=lines)
    assert kg_by_licence(declaration) == {"A": Decimal("101.5"), "B": Decimal(2)}
    assert value_by_licence(declaration) == {
        ("A", "USD"): Decimal(15),
        ("A", "EUR"): Decimal(9),
        ("B", "USD"): Decimal(1),
        ("", "USD"): Decimal(2),
    }


def test_a_licence_counts_its_own_lines_in_its_own_unit() -> None:
    lines = (
        a_line(licence_no="A", unit="035", quantity=Decimal(2)),
        a_line(licence_no="A", unit="036", quantity=Decimal(5)),
        a_line(licence_no="B", unit="035", quantity=Decimal(100)),
        a_controlled_line(licence_no="A", unit="011", net_weight_kg=Decimal(1)),
    )
    declaration = a_declaration(lines=lines)
    assert quantity_by_licence(declaration, Licence(number="A", unit="036")) == Decimal(3005)
    assert quantity_by_licence(declaration, Licence(number="A", unit="")) == Decimal(0)
    unnamed = replace(declaration, lines=(a_line(licence_no="A", unit="", quantity=Decimal(9)),))
    assert quantity_by_licence(unnamed, Licence(number="A", unit="")) == Decimal(0)
    pieces = replace(declaration, lines=lines[:3])
    assert quantity_by_licence(pieces, Licence(number="A", unit="011")) == Decimal(0)


@pytest.fixture
def revision(exporter: User) -> Revision:
    """400 kg of ingots for 222,000 USD."""
    return freeze(a_draft(exporter, goods=[(INGOT, "400")]), exporter)


def drawn(revision: Revision) -> list[LicenceDraw]:
    with transaction.atomic():
        return draw(revision)


def test_a_draw_and_its_return_are_told_with_what_is_left(
    revision: Revision, registered: Registered
) -> None:
    licence = registered(
        value=Decimal(222_000), currency="USD", unit="036", quantity=Decimal(400_000), uses=2
    )
    with clock.at(clock.now()):
        (made,) = drawn(revision)
        assert made.at == clock.now()
    assert (made.kg, made.value, made.round) == (Decimal(400), Decimal(222_000), 0)
    assert (made.shipment_id, made.revision) == (revision.shipment_id, revision)
    licence.refresh_from_db()
    assert (licence.remaining_value, licence.remaining_quantity) == (0, 0)
    with transaction.atomic():
        (given,) = give_back(revision.shipment)
    assert given.draw == made
    told = {"licence": licence.number, "kg": "400.00000"}
    events = Event.objects.filter(verb__in=("draw_licence", "return_licence")).order_by("seq")
    assert [(each.subject, each.actor, each.detail) for each in events] == [
        (
            revision.shipment.subject,
            None,
            {
                **told,
                "remaining_kg": "600.00000",
                "remaining_uses": 1,
                "remaining_value": "0.0000",
            },
        ),
        (
            revision.shipment.subject,
            None,
            {
                **told,
                "remaining_kg": "1000.00000",
                "remaining_uses": 2,
                "remaining_value": "222000.00",
            },
        ),
    ]


def test_a_licence_without_a_value_keeps_none(revision: Revision, registered: Registered) -> None:
    licence = registered()
    (made,) = drawn(revision)
    assert made.value is None
    with transaction.atomic():
        give_back(revision.shipment)
    licence.refresh_from_db()
    assert (licence.remaining_value, licence.remaining_quantity) == (None, None)
    assert Event.objects.filter(detail__remaining_value="").count() == 2


def test_a_licence_without_kilograms_is_drawn_upon_in_its_unit_alone(
    revision: Revision, registered: Registered
) -> None:
    licence = registered(quantity_kg=None, unit="036", quantity=Decimal(500_000))
    drawn(revision)
    licence.refresh_from_db()
    assert (licence.remaining_kg, licence.remaining_quantity) == (None, Decimal(100_000))


def test_a_value_that_came_after_the_draw_gets_nothing_back_of_it(
    revision: Revision, registered: Registered
) -> None:
    licence = registered()
    drawn(revision)
    Licence.objects.filter(pk=licence.pk).update(value=50, currency="USD", remaining_value=50)
    with transaction.atomic():
        give_back(revision.shipment)
    licence.refresh_from_db()
    assert licence.remaining_value == Decimal(50)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (
            {"quantity_kg": Decimal("399.5")},
            "are 399.5 kg, uses: 12; 400 kg are declared on it.",
        ),
        (
            {"value": Decimal(100), "currency": "USD"},
            "are 100.00 USD; 222000.0000 USD are declared on it.",
        ),
        (
            {"unit": "036", "quantity": Decimal("399999.5")},
            "are 399999.5 gram; 400000 gram are declared on it.",
        ),
    ],
    ids=["kilograms", "value", "its own unit"],
)
def test_whoever_is_refused_reads_what_is_left_and_what_was_declared(
    revision: Revision, registered: Registered, boxes: dict[str, Any], sentence: str
) -> None:
    licence = registered(**boxes)
    with override("en"), pytest.raises(Conflict) as refused:
        drawn(revision)
    assert refused.value.sentence == f"Left on licence {licence.number} {sentence}"
    assert not LicenceDraw.objects.exists()


def test_what_has_no_use_left_says_so(revision: Revision, registered: Registered) -> None:
    licence = registered()
    Licence.objects.filter(pk=licence.pk).update(remaining_uses=0)
    with override("en"), pytest.raises(Conflict) as refused:
        drawn(revision)
    assert "1000 kg, uses: 0; 400 kg" in refused.value.sentence


def test_the_stored_revision_is_what_is_drawn(revision: Revision, registered: Registered) -> None:
    registered(quantity_kg=Decimal(400), uses=1)
    assert from_plain(revision.content, Declaration).lines[0].net_weight_kg == Decimal(400)
    assert [each.kg for each in drawn(revision)] == [Decimal(400)]
    assert drawn(revision) == []
