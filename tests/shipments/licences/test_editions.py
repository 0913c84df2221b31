"""The issuing offices' register: brought in by one, put in force by another, read by the rules."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from openpyxl import Workbook

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.licences import edition_actions
from shipments.licences.register_file import BadRegister, read_register
from shipments.models import EditionEntry, Licence, RegisterEdition, Shipment
from shipments.review import actions
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, freeze
from tests.shipments.licences.conftest import Registered
from tests.shipments.licences.test_pages import as_person

HEAD = "许可证号,监管证件代码,统一社会信用代码,商品编号,发证日期,有效截止日期,数量,计量单位,状态"
NEW = "/licences/editions/new/"
Prepared = Callable[..., RegisterEdition]


def a_row(holder: str, number: str = "26-53-000901", **cells: str) -> str:
    boxes = {
        "kind": "4",
        "codes": "8112923010;8112993000",
        "since": "2026-09-01",
        "until": "2027-02-28",
        "quantity": "1500.5",
        "unit": "千克",
        "status": "有效",
        **cells,
    }
    return ",".join([number, boxes.pop("kind"), boxes.pop("uscc", holder), *boxes.values()])


def a_file(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *rows)).encode()


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def holder(exporter: User) -> str:
    return str(exporter.exporter.uscc)


@pytest.fixture
def prepared(officer: User) -> Prepared:
    def prepare(*rows: str, as_of: date | None = None, by: User = officer) -> RegisterEdition:
        return edition_actions.prepare(
            a_file(*rows),
            by=by,
            filename="register.csv",
            as_of=as_of or clock.today(),
            source="Letter 12",
        )

    return prepare


@pytest.fixture
def in_force(prepared: Prepared, second_officer: User) -> Prepared:
    def put(*rows: str, **how: Any) -> RegisterEdition:
        return edition_actions.put_in_force(prepared(*rows, **how), by=second_officer)

    return put


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy relies on a register of the last thirty days."""

    def on(day: date) -> Any:
        return replace(policy_on(day), licence_register_connected=True, licence_register_days=30)

    for room in ("screening.facts", "alarms", "numbers_for_watchmen", "licences.views"):
        monkeypatch.setattr(f"shipments.{room}.policy_on", on)


def judged(exporter: User) -> Shipment:
    """A declaration that cites the exporter's licence, screened."""
    draft = a_draft(exporter)
    freeze(draft, exporter)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def found_in(shipment: Shipment) -> dict[str, int]:
    found = shipment.screenings.latest("number").findings.filter(rule__startswith="LIC-2")
    return dict(found.order_by("effect").values_list("rule", "effect"))


def cited(exporter: User) -> str:
    return str(a_draft(exporter).lines.get().licence_no)


def test_one_person_brings_a_register_in_and_another_puts_it_in_force(
    officer: User, second_officer: User, holder: str
) -> None:
    mine, theirs = as_person(officer), as_person(second_officer)
    file = SimpleUploadedFile("register.csv", a_file(a_row(holder)))
    told = {"file": file, "as_of": clock.today().isoformat(), "source": "Letter 12"}
    page = mine.post(NEW, told, follow=True)
    edition = RegisterEdition.objects.get()
    shown = page.content.decode()
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
        edition_actions.prepare(
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


def _as_workbook(text: bytes) -> bytes:
    book = Workbook()
    for line in text.decode().splitlines():
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "saved_as",
    [
        lambda text: text,
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("gb18030"),
        lambda text: text.decode().encode("utf-16"),
        _as_workbook,
    ],
    ids=["UTF-8", "UTF-8 with a mark", "GBK of Chinese Excel", "UTF-16", "XLSX"],
)
def test_the_file_may_be_saved_in_any_usual_way(
    holder: str, saved_as: Callable[[bytes], bytes]
) -> None:
    row = a_row(holder) + ",韩国韩光靶材料株式会社"
    (read,) = read_register(saved_as(a_file(row, head=HEAD + ",最终用户")))
    assert read.boxes["end_user"] == "韩国韩光靶材料株式会社"
    assert (read.number, read.boxes["quantity_kg"]) == ("26-53-000901", "1500.5")


# One kilogram is a thousand grams, one tonne a thousand kilograms; a piece is no mass.
@pytest.mark.parametrize(
    ("quantity", "unit", "kilograms", "own"),
    [
        ("1500.5", "千克", "1500.5", ("", None)),
        ("1500.5", "035", "1500.5", ("", None)),
        ("2500", "克", "2.5", ("", None)),
        ("1.25", "吨", "1250", ("", None)),
        ("600", "片", None, ("020", "600")),
    ],
)
def test_units_of_mass_are_one_and_pieces_are_none(
    holder: str, quantity: str, unit: str, kilograms: str | None, own: tuple[str, str | None]
) -> None:
    (read,) = read_register(a_file(a_row(holder, quantity=quantity, unit=unit)))
    assert read.boxes["quantity_kg"] == kilograms
    assert (read.boxes["unit"], read.boxes["quantity"]) == own


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"unit": ""}, ["第 2 行", "计量单位"]),
        ({"unit": "箩筐"}, ["第 2 行", "计量单位"]),
        ({"quantity": ""}, ["第 2 行", "数量"]),
        ({"quantity": "0"}, ["第 2 行", "数量"]),
        ({"quantity": "=1+1"}, ["第 2 行", "数量"]),
        ({"until": "2026-08-31"}, ["第 2 行", "有效截止日期"]),
        ({"until": "soon"}, ["第 2 行", "有效截止日期"]),
        ({"kind": "9"}, ["第 2 行", "监管证件代码"]),
        ({"uscc": "123"}, ["第 2 行", "统一社会信用代码"]),
        ({"status": "挂起"}, ["第 2 行", "挂起"]),
        ({"number": ""}, ["第 2 行", "许可证号"]),
    ],
)
def test_a_mistake_is_named_by_row_and_column_and_nothing_is_taken(
    holder: str, cells: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(BadRegister) as refused:
        read_register(a_file(a_row(holder, **cells), a_row(holder, "26-53-000902")))
    (sentence,) = refused.value.sentences
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD.encode(),
        a_file("1,2", head="许可证号,神秘的列"),
        a_file("1", head="许可证号"),
        a_file("1,2", head="许可证号,Licence number"),
        b"PK\x03\x04 no workbook",
        b"\xff\xfe\xff",
    ],
    ids=["nothing", "only headings", "strange", "too few", "twice", "no workbook", "no text"],
)
def test_what_is_no_register_is_refused_with_a_sentence(officer: User, data: bytes) -> None:
    file = SimpleUploadedFile("register.csv", data)
    told = {"file": file, "as_of": clock.today().isoformat(), "source": "Letter 12"}
    answer = as_person(officer).post(NEW, told)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["mistakes"] or answer.context["form"].errors
    assert not RegisterEdition.objects.exists()


def test_a_number_that_is_there_twice_is_refused(holder: str) -> None:
    with pytest.raises(BadRegister, match="26-53-000901"):
        read_register(a_file(a_row(holder), a_row(holder, "２６-53-000901")))


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
    assert answer.status_code == HTTPStatus.CONFLICT
    client.post(f"/licences/editions/{shrunken.pk}/put-in-force/", {"reason": "They ended."})
    shrunken.refresh_from_db()
    assert (shrunken.state, shrunken.reason) == ("in_force", "They ended.")


def test_a_licence_that_agrees_with_a_fresh_register_is_no_finding(
    exporter: User, in_force: Prepared, holder: str, prc_lists: None, connected: None
) -> None:
    in_force(a_row(holder, cited(exporter)))
    assert found_in(judged(exporter)) == {}


def test_what_the_register_lacks_or_calls_otherwise_is_found(
    exporter: User,
    officer: User,
    in_force: Prepared,
    registered: Registered,
    holder: str,
    prc_lists: None,
    connected: None,
) -> None:
    registered()
    number = cited(exporter)
    shipment = judged(exporter)
    assert found_in(shipment) == {"LIC-24": 2}
    in_force(a_row(holder, "26-53-000999"))
    rescreen(shipment.pk)
    assert found_in(shipment) == {"LIC-25": 2}
    in_force(a_row(holder, number, quantity="300"), a_row(holder, "26-53-000999"))
    rescreen(shipment.pk)
    assert found_in(shipment) == {"LIC-26": 2}
    told = shipment.screenings.latest("number").findings.filter(rule="LIC-26")
    differing = {each.params["box"]: (each.params["here"], each.params["there"]) for each in told}
    assert differing["数量（千克） / quantity (kg)"] == ("1000", "300")


def test_an_old_register_is_found_and_said_everywhere(
    exporter: User, officer: User, in_force: Prepared, holder: str, prc_lists: None, connected: None
) -> None:
    in_force(a_row(holder, cited(exporter)), as_of=clock.today() - timedelta(days=31))
    shipment = judged(exporter)
    assert found_in(shipment) == {"LIC-24": 2}
    client = as_person(officer)
    case = client.get(f"/review/{shipment.reference}/").content.decode()
    assert "31 days old" in case
    assert "31 days old" in client.get("/").content.decode()
    assert "31 days old" in client.get("/licences/").content.decode()


def test_a_case_is_screened_again_when_the_register_ages_or_changes(
    exporter: User, in_force: Prepared, holder: str, prc_lists: None, connected: None
) -> None:
    in_force(a_row(holder, cited(exporter)), as_of=clock.today() - timedelta(days=10))
    shipment = judged(exporter)
    turns_on = shipment.screenings.latest("number").facts["turns_on"]
    # Of ten days ago and good for thirty: in twenty-one days it is too old.
    assert date.fromisoformat(turns_on) <= clock.today() + timedelta(days=21)
    in_force(a_row(holder, cited(exporter), quantity="2"))
    shipment.refresh_from_db()
    if shipment.status == "in_review":
        assert shipment.is_stale


def test_a_register_in_force_stops_the_release_of_what_was_judged_before(
    exporter: User, officer: User, in_force: Prepared, registered: Registered, holder: str
) -> None:
    registered()
    shipment = judged(exporter)  # no lists: it waits for an officer
    in_force(a_row(holder, cited(exporter), status="撤销"))
    shipment.refresh_from_db()
    assert shipment.is_stale
    with pytest.raises((Conflict, NotAllowed)):
        actions.release(shipment, by=officer, reason="All papers agree.")
    rescreen(shipment.pk)
    assert found_in(shipment)["LIC-26"] == 3
    assert Licence.objects.get().is_revoked


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


def test_a_register_is_read_and_judged_in_bounded_time_and_queries(
    holder: str, prepared: Prepared, django_assert_max_num_queries: Any
) -> None:
    rows = [a_row(holder, f"26-53-{place:06d}") for place in range(300)]
    with django_assert_max_num_queries(20):
        prepared(*rows)
    assert EditionEntry.objects.count() == 300
