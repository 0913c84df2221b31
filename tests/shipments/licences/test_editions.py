"""The issuing offices' register: brought in by one, put in force by another, read by the rules."""

from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.licences import edition_actions
from shipments.models import EditionEntry, Licence, RegisterEdition
from tests.shipments.licences.conftest import Prepared, Registered, as_read
from tests.shipments.licences.registers import HEAD, a_file, a_row
from tests.shipments.licences.test_pages import as_person

NEW = "/licences/editions/new/"


def test_one_person_brings_a_register_in_and_another_puts_it_in_force(
    officer: User, second_officer: User, holder: str
) -> None:
    mine, theirs = as_person(officer), as_person(second_officer)
    file = SimpleUploadedFile("register.csv", a_file(a_row(holder)))
    told = {"file": file, "as_of": clock.today().isoformat(), "source": "Letter 12"}
    brought_in = mine.post(NEW, told, follow=True)
    assert "waits for a worker" in brought_in.content.decode()
    edition = RegisterEdition.objects.get()
    early = theirs.post(f"/licences/editions/{edition.pk}/put-in-force/")
    assert early.status_code == HTTPStatus.CONFLICT
    as_read(edition)
    shown = mine.get(f"/licences/editions/{edition.pk}/").content.decode()
    assert "26-53-000901" in shown
    assert "a second person looks at the difference" in shown
    assert not Licence.objects.exists()
    own = mine.post(f"/licences/editions/{edition.pk}/put-in-force/")
    assert own.status_code == HTTPStatus.FORBIDDEN
    assert "waits for a second person" in theirs.get("/").content.decode()
    assert "Licence register of" not in mine.get("/").content.decode()
    theirs.post(f"/licences/editions/{edition.pk}/put-in-force/")
    edition.refresh_from_db()
    assert (edition.state, edition.decided_by) == ("in_force", second_officer)
    licence = Licence.objects.get()
    assert (licence.quantity_kg, licence.remaining_kg) == (Decimal("1500.5"), Decimal("1500.5"))
    assert (licence.valid_until, licence.holder_uscc) == (date(2027, 2, 28), holder)
    verbs = Event.objects.filter(subject=edition.subject).order_by("seq")
    assert [(each.verb, each.actor) for each in verbs] == [
        ("register_brought_in", officer),
        ("register_prepared", officer),
        ("register_in_force", second_officer),
    ]
    assert "0 days old" in theirs.get("/licences/").content.decode()


def test_the_database_knows_that_it_takes_two(prepared: Prepared, holder: str) -> None:
    edition = prepared(a_row(holder))
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEdition.objects.filter(pk=edition.pk).update(
            state="in_force", decided_by=edition.prepared_by
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionEntry.objects.update(number="26-53-000999")


@pytest.mark.parametrize("who", ["exporter", "auditor"])
def test_nobody_else_brings_one_in(request: pytest.FixtureRequest, who: str, holder: str) -> None:
    person = request.getfixturevalue(who)
    assert as_person(person).get(NEW).status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    with pytest.raises(NotAllowed):
        edition_actions.bring_in(
            a_file(a_row(holder)), by=person, filename="x", as_of=clock.today(), source="x"
        )


def test_an_exporter_learns_of_no_edition(
    exporter: User, rival_exporter: User, in_force: Prepared, holder: str
) -> None:
    rival = rival_exporter.exporter.uscc
    edition = in_force(a_row(holder), a_row(rival, "26-53-000902"))
    client = as_person(exporter)
    for page in ("", f"{edition.pk}/", "columns.csv"):
        assert client.get(f"/licences/editions/{page}").status_code == HTTPStatus.NOT_FOUND
    shown = client.get("/licences/").content.decode()
    assert "26-53-000901" in shown
    assert "26-53-000902" not in shown
    assert "register:" not in shown


def test_an_older_register_replaces_none(
    in_force: Prepared, prepared: Prepared, holder: str
) -> None:
    in_force(a_row(holder))
    with pytest.raises(Conflict):
        prepared(a_row(holder), as_of=clock.today() - timedelta(days=1))


def test_two_prepared_at_once_cannot_both_come_into_force(
    prepared: Prepared, second_officer: User, holder: str
) -> None:
    first, second = prepared(a_row(holder)), prepared(a_row(holder, quantity="3"))
    edition_actions.put_in_force(first, by=second_officer)
    with pytest.raises(Conflict):
        edition_actions.put_in_force(second, by=second_officer)
    with pytest.raises(Conflict):
        edition_actions.put_in_force(first, by=second_officer)
    assert RegisterEdition.objects.get(state="in_force") == first


def test_a_register_that_loses_too_many_needs_a_reason(
    in_force: Prepared, prepared: Prepared, second_officer: User, holder: str
) -> None:
    numbers = [f"26-53-0009{place:02d}" for place in range(10)]
    in_force(*(a_row(holder, number) for number in numbers))
    # Two of ten are the fifth that the policy lets go; three are more.
    assert not prepared(*(a_row(holder, number) for number in numbers[2:])).is_shrunken
    shrunken = prepared(*(a_row(holder, number) for number in numbers[3:]))
    assert shrunken.difference["lost"]["first"] == numbers[:3]
    client = as_person(second_officer)
    assert (
        "more than the policy lets go"
        in client.get(f"/licences/editions/{shrunken.pk}/").content.decode()
    )
    answer = client.post(f"/licences/editions/{shrunken.pk}/put-in-force/", {"reason": " "})
    assert 'id="id_reason_error"' in answer.content.decode()
    with pytest.raises(Conflict, match="may lose so many"):
        edition_actions.put_in_force(shrunken, by=second_officer, reason=" ")
    client.post(f"/licences/editions/{shrunken.pk}/put-in-force/", {"reason": "They ended."})
    shrunken.refresh_from_db()
    assert (shrunken.state, shrunken.reason) == ("in_force", "They ended.")


def test_a_keeper_takes_over_what_the_register_says_and_what_was_drawn_stays_drawn(
    exporter: User, officer: User, in_force: Prepared, registered: Registered, holder: str
) -> None:
    licence = registered()
    Licence.objects.filter(pk=licence.pk).update(remaining_kg=Decimal(600), remaining_uses=11)
    in_force(a_row(holder, licence.number, quantity="900", until="2027-01-31"))
    client = as_person(officer)
    page = client.get(f"/licences/{licence.number}/").content.decode()
    assert "it says otherwise" in page
    shown = client.post(f"/licences/{licence.number}/take-over/", follow=True).content.decode()
    assert "it says the same" in shown
    licence.refresh_from_db()
    # 400 of 1,000 kg were drawn: of 900 are left 500.
    assert (licence.quantity_kg, licence.remaining_kg) == (Decimal(900), Decimal(500))
    assert (licence.valid_until, licence.remaining_uses) == (date(2027, 1, 31), 11)
    event = Event.objects.get(verb="licence_taken_over")
    assert event.detail["quantity_kg"] == "1000 → 900"
    again = client.post(f"/licences/{licence.number}/take-over/")
    assert again.status_code == HTTPStatus.CONFLICT


def test_less_than_was_drawn_leaves_nothing_and_never_less(
    officer: User, in_force: Prepared, registered: Registered, holder: str
) -> None:
    licence = registered()
    Licence.objects.filter(pk=licence.pk).update(remaining_kg=Decimal(100))
    in_force(a_row(holder, licence.number, quantity="500"))
    edition_actions.take_over(licence, by=officer)
    licence.refresh_from_db()
    assert (licence.quantity_kg, licence.remaining_kg) == (Decimal(500), Decimal(0))


def test_a_licence_of_pieces_is_kept_in_pieces(
    auditor: User, in_force: Prepared, holder: str
) -> None:
    in_force(a_row(holder, "26-53-000905", quantity="600", unit="片"))
    licence = Licence.objects.get()
    assert (licence.quantity_kg, licence.unit, licence.remaining_quantity) == (None, "020", 600)
    for page in ("/licences/", f"/licences/{licence.number}/"):
        shown = as_person(auditor).get(page).content.decode()
        assert "600" in shown
        assert "None" not in shown


BARE = {
    "control_codes": [],
    "countries": [],
    **dict.fromkeys(("form", "customs_district", "contract_no", "end_user", "currency"), ""),
    **dict.fromkeys(("quantity_kg", "remaining_kg", "value", "remaining_value"), None),
    "kind": "4",
    "hs_codes": ["8112923010", "8112993000"],
    "valid_from": date(2026, 9, 1),
    "valid_until": date(2027, 2, 28),
    "quantity": 600,
    "remaining_quantity": 600,
    "unit": "020",
    "uses": 1,
    "remaining_uses": 1,
    "is_revoked": False,
}
FULL = {
    "kind": "3",
    "form": "general",
    "hs_codes": ["2853904051"],
    "control_codes": ["3C004.a", "3C004.b"],
    "countries": ["KOR", "DEU"],
    "customs_district": "22",
    "contract_no": "HB-1",
    "end_user": "Hanbit; Aoba",
    "quantity": None,
    "remaining_quantity": None,
    "unit": "",
    **dict.fromkeys(("quantity_kg", "remaining_kg"), Decimal("1500.5")),
    "uses": 12,
    "remaining_uses": 12,
    "currency": "USD",
    **dict.fromkeys(("value", "remaining_value"), Decimal("1000.5")),
}


def test_every_box_of_the_register_is_entered_with_its_full_balance(
    second_officer: User, in_force: Prepared, holder: str
) -> None:
    head = (
        f"{HEAD},许可种类,出口管制编码,进口国（地区）,报关口岸,合同号,最终用户,使用次数,总值,币制"
    )
    more = "通用,3C004.a;3C004.b,KOR;DEU,22,HB-1,Hanbit; Aoba,12,1000.5,USD"
    full = f"{a_row(holder, kind='3', codes='2853904051')},{more}"
    bare = f"{a_row(holder, '26-53-000902', quantity='600', unit='片')},,,,,,,,,"
    in_force(full, bare, head=head)
    who = {"holder_uscc": holder, "registered_by_id": second_officer.pk}
    for number, expected in (("26-53-000902", BARE), ("26-53-000901", {**BARE, **FULL})):
        licence = Licence.objects.get(number=number)
        assert {name: getattr(licence, name) for name in (*expected, *who)} == {**expected, **who}
