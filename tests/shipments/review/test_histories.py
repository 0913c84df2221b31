"""A party's and an entry's history: every shipment, role, match and verdict one may see."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.models import ListedParty
from compliance.parties.versions import activate_version, entries_in_force
from shipments.models import Appearance, HitDecision, Shipment
from shipments.review.match_verdicts import find_match, judge_hit
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in

CONTROL = "export_control_list"
PARTY = reverse("review:party")


@pytest.fixture
def listed(prc_lists: None) -> ListedParty:
    rows = ListedParty.objects.filter(version__list_code=CONTROL).exclude(name_en="")
    return rows.order_by("id").first()


def sent(by: User, name: str, **others: str) -> Shipment:
    """Submitted and really screened, with a consignee of that name."""
    draft = a_draft(by)
    draft.parties.filter(role="consignee").update(name_en=name, name_zh="", **others)
    freeze(draft, by)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def judged(shipment: Shipment, listed: ListedParty, by: User, **others: str) -> HitDecision:
    match = find_match(shipment, "consignee-1", CONTROL, listed.key)
    assert match is not None
    words = {
        "verdict": "dismissed",
        "reason_code": "other_address",
        "text": "They sit in another town.",
    }
    return judge_hit(shipment, by=by, hit=match.hit, **{**words, **others})


def said(by: User, address: str, **asked: str) -> str:
    client = signed_in(by)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(address, asked)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(html.fromstring(answer.content).text_content().split())


def entry_address(listed: ListedParty) -> str:
    return reverse("review:entry", args=[CONTROL, listed.key])


def test_a_party_is_found_in_every_exporters_shipment_however_it_is_written(
    exporter: User, rival_exporter: User, officer: User, prc_lists: None
) -> None:
    first = sent(exporter, "Blue Harbour Métals Co., Ltd.")
    second = sent(rival_exporter, "BLUE HARBOUR METALS CO LTD")
    other = sent(exporter, "Quite Another Buyer GmbH")
    told = said(officer, PARTY, name="Blue Harbour Metals Co. Ltd.")
    for text in (first.reference, second.reference, "Consignee", str(second.exporter)):
        assert text in told
    assert other.reference not in told


def test_the_history_tells_matches_and_verdicts_with_their_words(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    judged(shipment, listed, officer)
    for told in (
        said(officer, PARTY, name=listed.name_en),
        said(officer, entry_address(listed)),
    ):
        for text in (
            shipment.reference,
            listed.name_en,
            "PRC export control list",
            "Another party",
            "Another address",
            "They sit in another town.",
            str(officer),
            "Still counts",
        ):
            assert text in told


def test_an_officer_sees_the_own_office_only_and_an_auditor_everything(
    exporter: User, other_office_officer: User, auditor: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    judged(shipment, listed, officer)
    for address, asked in ((PARTY, {"name": listed.name_en}), (entry_address(listed), {})):
        elsewhere = said(other_office_officer, address, **asked)
        assert shipment.reference not in elsewhere
        assert "They sit in another town." not in elsewhere
        assert shipment.reference in said(auditor, address, **asked)


@pytest.mark.parametrize(("who", "status"), [("exporter", 404), ("policy", 403)])
def test_nobody_else_reads_the_pages(
    people: dict[str, User], who: str, status: int, listed: ListedParty
) -> None:
    client = signed_in(people[who])
    assert client.get(PARTY).status_code == status
    assert client.get(entry_address(listed)).status_code == status


def test_an_entry_no_list_ever_had_is_not_found(officer: User, prc_lists: None) -> None:
    address = reverse("review:entry", args=[CONTROL, "nobody|"])
    assert signed_in(officer).get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_later_verdict_replaces_the_earlier_one(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    judged(shipment, listed, officer)
    judged(shipment, listed, officer, verdict="confirmed", reason_code="same_address")
    told = said(officer, entry_address(listed))
    assert told.index("Still counts") < told.index("Replaced by a later verdict")


def test_a_verdict_ends_when_the_party_is_declared_anew(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    judged(shipment, listed, officer)
    shipment.parties.filter(role="consignee").update(address="3 New Road")
    freeze(shipment, exporter)
    screen(shipment.pk)
    assert "declared with other particulars" in said(officer, entry_address(listed))


def test_a_verdict_ends_when_the_entry_changes_or_goes(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    judged(shipment, listed, officer)
    others = [each for each in entries_in_force(CONTROL) if each.key != listed.key]
    (mine,) = [each for each in entries_in_force(CONTROL) if each.key == listed.key]
    activate_version(
        CONTROL,
        [*others, replace(mine, address="4 Moved Street")],
        source="t",
        sha256="a" * 64,
        as_of=clock.today(),
    )
    assert "The list entry has changed since" in said(officer, entry_address(listed))
    activate_version(CONTROL, others, source="t", sha256="b" * 64, as_of=clock.today())
    assert "no longer on the list" in said(officer, entry_address(listed))


def test_an_entry_page_tells_what_each_version_changed(officer: User, listed: ListedParty) -> None:
    before = list(entries_in_force(CONTROL))
    moved = [
        replace(each, address="4 Moved Street") if each.key == listed.key else each
        for each in before
    ]
    gone = [each for each in before if each.key != listed.key]
    for number, rows in enumerate((before, moved, gone, moved, gone)):
        digest = str(number) * 64
        activate_version(CONTROL, rows, source="t", sha256=digest, as_of=clock.today())
    told = said(officer, reverse("parties:entry", args=[listed.pk]))
    for text in (
        "1–2",
        "4 Moved Street",
        "Back after versions without it",
        "version 5 was the last",
    ):
        assert text in told


def test_names_alike_and_other_names_of_one_number_are_offered(
    exporter: User, officer: User, prc_lists: None
) -> None:
    sent(exporter, "Blue Harbour Metals", registration_no="HRB 4711")
    sent(exporter, "Blue Harbour Metal Trading", registration_no="")
    sent(exporter, "Red Desert Salt", registration_no="HRB 4711")
    shown = page(officer, PARTY + "?name=Blue Harbour Metals")
    assert [each.name for each in shown.context["same_number"]] == ["Red Desert Salt"]
    assert "Blue Harbour Metal Trading" in [each.name for each in shown.context["alike"]]


def test_screening_again_notes_nobody_twice(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    noted = Appearance.objects.count()
    assert noted > 4
    assert rescreen(shipment.pk) is not None
    assert Appearance.objects.count() == noted


def test_both_pages_ask_no_more_with_more_shipments(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    client = signed_in(officer)
    addresses = (f"{PARTY}?name={listed.name_en}", entry_address(listed))

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    judged(sent(exporter, listed.name_en), listed, officer)
    asked()
    few = asked()
    for _number in range(3):
        judged(sent(exporter, listed.name_en), listed, officer)
    assert asked() == few


def test_the_case_page_links_both_histories(
    exporter: User, officer: User, listed: ListedParty
) -> None:
    shipment = sent(exporter, listed.name_en)
    content = page(officer, f"/review/{shipment.reference}/").content.decode()
    assert entry_address(listed) in content
    assert f"{PARTY}?name=" in content
