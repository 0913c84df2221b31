"""What an officer sees of a case before reading it: verdict, quantities, route, files, roles."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review.borne_out import papers_beside
from shipments.review.case import Case
from shipments.review.glance import earlier_lots, route_of, verdict_of
from shipments.review.quantities import quantities_of
from shipments.review.same_party import first_refs
from tests.builders import a_draft, a_finding, a_shipment, disposed, freeze, store_screening
from tests.facts_builders import a_declaration, a_line, a_party, a_statement, attachments
from tests.shipments.review.posts import page

POLICY = default_policy()


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def test_a_party_under_two_roles_is_the_same_where_a_name_and_the_country_agree() -> None:
    first = a_party(ref="a", name_en="Hanbit Co.", name_zh="韩光", country="KOR")
    shouted = replace(first, ref="b", name_en="HANBIT CO.", name_zh="", role="end_user")
    abroad = replace(first, ref="c", country="JPN")
    other = replace(first, ref="d", name_en="Dekker B.V.", name_zh="")
    assert first_refs([first, shouted, abroad, other]) == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_nameless_parties_are_not_taken_for_one() -> None:
    nobody = a_party(ref="a", name_en="", name_zh="")
    assert first_refs([nobody, replace(nobody, ref="b")]) == {"a": "a", "b": "b"}


def test_the_year_is_measured_against_the_least_limit() -> None:
    statement = a_statement(end_use="ito", annual_consumption_kg=Decimal(1000))
    line = a_line(net_weight_kg=Decimal(500))
    declaration = a_declaration(lines=(line,), statement=statement)
    found = quantities_of(declaration, {"received_kg": "800"}, POLICY)
    assert found is not None
    assert found.excess_kg == 300
    own, year, stated, *_usual = found.bars
    assert (own.kg, year.kg, year.earlier_kg, stated.kg) == (500, 1300, 800, 1000)
    ratio = Decimal(stated.length) / Decimal(year.length)
    assert Decimal("0.76") < ratio < Decimal("0.78"), "1,000 kg of 1,300 kg"


def test_without_a_statement_there_is_nothing_to_measure_against() -> None:
    assert quantities_of(a_declaration(statement=None), {}, POLICY) is None


def test_a_place_declared_twice_stands_once_on_the_route() -> None:
    declaration = a_declaration(
        exit_port="310301", destination_country="KOR", final_destination="KOR", statement=None
    )
    places = [stop.place for stop in route_of(declaration, POLICY)]
    assert len([place for place in places if place.startswith("KOR ")]) == 1
    stop = next(each for each in route_of(declaration, POLICY) if each.place.startswith("KOR "))
    assert stop.labels == "Destination country · Final destination"


def test_the_earlier_declarations_of_the_watched_days_are_listed_newest_first() -> None:
    day = date(2026, 3, 20)
    declaration = a_declaration(declared_on=day, reference="OWN")
    policy = replace(POLICY, structuring_days=14)
    ages = {"OLD": 15, "EDGE": 14, "NEW": 1, "OWN": 0}
    rows = [
        [name, (day - timedelta(days=age)).isoformat(), "120", True] for name, age in ages.items()
    ]
    found = earlier_lots(declaration, {"earlier": rows}, policy)
    assert [lot.reference for lot in found] == ["NEW", "EDGE"]


def test_a_file_stands_beside_what_it_should_bear_out() -> None:
    declaration = a_declaration(invoice_no="INV-7", attachments=attachments("invoice", "other"))
    invoice, other = papers_beside(declaration, POLICY)
    assert "INV-7" in [each.value for each in invoice.values]
    assert other.values == ()


@pytest.mark.parametrize(
    ("status", "effects", "waits", "expected"),
    [
        (Status.RELEASED, [3], False, ""),
        (Status.IN_REVIEW, [], False, "Nothing of hold grade: one officer may release."),
        (Status.IN_REVIEW, [1, 1], False, "Nothing of hold grade: one officer may release."),
        (
            Status.IN_REVIEW,
            [2, 3, 1],
            False,
            "2 findings of hold grade or above: a release takes two officers.",
        ),
        (Status.IN_REVIEW, [3], True, "A release waits for a second officer."),
    ],
)
def test_the_verdict_line_says_what_a_release_takes(
    exporter: User, officer: User, status: Status, effects: list[int], waits: bool, expected: str
) -> None:
    findings = [a_finding(effect=effect, line=1) for effect in effects]
    views = Case(a_shipment(exporter, findings=findings), officer).findings
    assert verdict_of(status, views, None, waits_for_second=waits) == expected


def a_case_with_one_party_in_two_roles(exporter: User) -> Shipment:
    draft = a_draft(exporter)
    consignee = draft.parties.get(role="consignee")
    names = {"name_en": consignee.name_en, "name_zh": "", "country": consignee.country}
    draft.parties.filter(role="end_user").update(**names)
    revision = freeze(draft, exporter)
    params = {"name": "Hanbit", "listed": "Hanbyt", "notice": "No. 7", "score": "0.91"}
    findings = tuple(
        a_finding("PTY-02", effect=2, disclosed=False, party_ref=party["ref"], params=params)
        for party in revision.content["parties"]
        if party["role"] in ("consignee", "end_user")
    )
    assert len(findings) == 2
    store_screening(revision, 2, findings)
    Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW, gravity=2)
    return Shipment.objects.get(pk=draft.pk)


def test_a_party_in_two_roles_is_one_panel_and_still_disposed_of_twice(
    exporter: User, officer: User
) -> None:
    shipment = a_case_with_one_party_in_two_roles(exporter)
    (concern,) = Case(shipment, officer).concerns
    assert concern.title.startswith("Consignee · End user · Payer: ")
    assert len(concern.findings) == 1
    assert len(disposed(shipment)) == 2


def test_the_decision_stands_before_the_findings_and_the_next_case_one_click_away(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter, findings=[a_finding(line=1)])
    shown = page(officer, f"/review/{shipment.reference}/", "en").content.decode()
    assert shown.index("What you can do") < shown.index("Take the next case")
    assert shown.index("Take the next case") < shown.index(">Findings<")


def test_a_counted_declaration_is_linked_under_the_finding(exporter: User, officer: User) -> None:
    counted = a_finding("QTY-13", field_name="contract_no", params={"count": "2", "days": "14"})
    draft = a_draft(exporter)
    revision = freeze(draft, exporter)
    facts = {"earlier": [["GX-EARLIER-1", revision.content["declared_on"], "120", True]]}
    store_screening(revision, 1, (counted,), facts)
    Shipment.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW, gravity=1)
    shown = page(officer, f"/review/{draft.reference}/", "en").content.decode()
    assert "/review/GX-EARLIER-1/" in shown
