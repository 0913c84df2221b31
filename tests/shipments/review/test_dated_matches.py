"""What an officer reads of listings that are suspended, revive or were stopped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.entries import Entry, Period, listing
from compliance.parties.versions import activate_version
from shipments.models import Shipment
from shipments.moves import Status
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import signed_in

CONTROL = "export_control_list"
NAME = "Zephyr Quartz Manufacturing Co., Ltd."
LONG_AGO = date(2025, 1, 2)


def listed(*periods: Period, **fields: object) -> None:
    entry = Entry(
        key="zephyr",
        names=(NAME, "ZQM Crystals"),
        name_en=NAME,
        notice="MOFCOM 2025 No.1",
        listed_on=LONG_AGO,
        periods=(*listing(LONG_AGO), *periods),
    )
    about = {"source": "t", "sha256": "a" * 64, "as_of": clock.today()}
    rows = [replace(entry, **fields)]
    activate_version(CONTROL, rows, accepts_smaller=True, **about)


@pytest.fixture(autouse=True)
def lists(prc_lists: None) -> None:
    """All three lists are there."""


def sent(by: User, name: str = NAME) -> Shipment:
    draft = a_draft(by)
    draft.parties.filter(role="consignee").update(name_en=name, name_zh="")
    freeze(draft, by)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def case_of(shipment: Shipment, officer: User) -> str:
    client = signed_in(officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    content = client.get(f"/review/{shipment.reference}/").content
    return " ".join(html.fromstring(content).text_content().split())


def rules(shipment: Shipment) -> set[str]:
    return {each.rule for each in shipment.screenings.first().findings.all()}


def test_a_suspended_listing_tells_since_when_by_what_and_when_it_revives(
    exporter: User, officer: User
) -> None:
    start = clock.today() - timedelta(days=90)
    end = clock.today() + timedelta(days=400)
    listed(
        Period("suspended", start, "Spokesperson 12", remark_en="Suspended for a year."),
        Period("listed", end, "", verified=False),
    )
    shipment = sent(exporter)
    assert "PTY-05" in rules(shipment)
    assert not rules(shipment) & {"PTY-01", "PTY-02"}
    told = case_of(shipment, officer)
    assert f"Suspended since {start}, until {end}, then: Listed" in told
    assert "Spokesperson 12" in told
    assert "Suspended for a year." in told


def test_a_stopped_listing_is_no_finding_but_an_officer_is_told(
    exporter: User, officer: User
) -> None:
    day = clock.today() - timedelta(days=9)
    listed(Period("stopped", day, "Spokesperson 13", remark_en="Stopped for good."))
    shipment = sent(exporter)
    assert not {rule for rule in rules(shipment) if rule.startswith("PTY")}
    told = case_of(shipment, officer)
    assert "No longer on a list" in told
    assert f"Stopped since {day}" in told
    assert "Stopped for good." in told


def test_a_stopped_listing_changes_neither_lane_nor_facts(exporter: User, officer: User) -> None:
    listed(Period("stopped", clock.today()))
    former, stranger = sent(exporter), sent(exporter, "Nobody Ever Listed Oy")
    assert former.status == stranger.status != Status.SCREENING
    assert former.gravity == stranger.gravity
    assert former.screenings.get().facts["hits"] == []
    assert "No longer on a list" not in case_of(stranger, officer)


def test_a_match_with_a_weak_alias_says_so(exporter: User, officer: User) -> None:
    listed(weak=("ZQM Crystals",))
    assert "Weak alias" in case_of(sent(exporter, "ZQM Crystals"), officer)
    assert "Weak alias" not in case_of(sent(exporter), officer)
