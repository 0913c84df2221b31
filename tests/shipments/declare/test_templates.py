"""A declaration kept under a name: started from, renamed, removed; only by its own exporter."""

import io
from http import HTTPStatus
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from compliance.accounts.models import User
from shipments.models import DeclarationTemplate, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def kept(shipment: Shipment, name: str) -> DeclarationTemplate:
    return DeclarationTemplate.objects.create(
        exporter=shipment.exporter, shipment=shipment, name=name
    )


def test_a_declaration_of_any_status_is_kept_and_started_from(exporter: User) -> None:
    client = signed_in(exporter)
    for status in (Status.IN_REVIEW, Status.REFUSED, Status.WITHDRAWN):
        shipment = a_shipment(exporter, status)
        client.post(reverse("declare:keep", args=[shipment.reference]), {"name": f"Our {status}"})
        page = client.get(reverse("declare:start")).content.decode()
        assert f"Our {status}" in page
        assert reverse("declare:copy", args=[shipment.reference]) in page
    copy = reverse("declare:copy", args=[shipment.reference])
    client.post(copy, {"creation_key": str(uuid4())})
    draft = Shipment.objects.filter(status=Status.DRAFT).get()
    goods = [line.net_weight_kg for line in shipment.lines.all()]
    assert [line.net_weight_kg for line in draft.lines.all()] == goods


def test_a_name_is_taken_once_and_spaces_do_not_make_another(exporter: User) -> None:
    shipment, client = a_shipment(exporter), signed_in(exporter)
    address = reverse("declare:keep", args=[shipment.reference])
    client.post(address, {"name": "Monthly to Dekker"})
    again = client.post(address, {"name": " Monthly  to Dekker "})
    assert again.status_code == HTTPStatus.OK
    assert DeclarationTemplate.objects.count() == 1


def test_a_template_is_renamed_and_removed_and_the_declaration_stays(exporter: User) -> None:
    template, client = kept(a_shipment(exporter), "Old"), signed_in(exporter)
    address = reverse("declare:template", args=[template.pk])
    fields = client.get(address).context["form"].initial
    client.post(address, {**fields, "name": "New", "save_anyway": "1"})
    assert DeclarationTemplate.objects.get().name == "New"
    client.post(reverse("declare:remove_template", args=[template.pk]))
    assert not DeclarationTemplate.objects.exists()
    assert Shipment.objects.count() == 1


def test_a_draft_that_is_kept_is_not_deleted_from_under_its_name(exporter: User) -> None:
    draft, client = a_draft(exporter), signed_in(exporter)
    template = kept(draft, "Half done")
    address = reverse("declare:delete", args=[draft.reference])
    assert client.post(address).status_code == HTTPStatus.CONFLICT
    template.delete()
    assert client.post(address).status_code == HTTPStatus.FOUND
    assert not Shipment.objects.exists()


def test_nobody_else_sees_keeps_or_removes_it(exporter: User, rival_exporter: User) -> None:
    shipment = a_shipment(exporter)
    template, rival = kept(shipment, "Secret buyer"), signed_in(rival_exporter)
    assert "Secret buyer" not in rival.get(reverse("declare:start")).content.decode()
    for address in (
        reverse("declare:template", args=[template.pk]),
        reverse("declare:remove_template", args=[template.pk]),
        reverse("declare:keep", args=[shipment.reference]),
    ):
        assert rival.post(address, {"name": "Mine"}).status_code == HTTPStatus.NOT_FOUND
    assert DeclarationTemplate.objects.get().name == "Secret buyer"


def test_an_earlier_declaration_is_found_by_what_one_remembers(exporter: User) -> None:
    mine, other = a_shipment(exporter), a_shipment(exporter)
    Shipment.objects.filter(pk=mine.pk).update(contract_no="G49-LOOKFOR-7")
    page = signed_in(exporter).get(reverse("declare:start"), {"q": "LOOKFOR"}).content.decode()
    assert mine.reference in page
    assert other.reference not in page


def test_the_list_is_a_workbook_whose_weights_are_numbers_and_whose_text_is_harmless(
    exporter: User,
) -> None:
    shipment = a_shipment(exporter)
    Shipment.objects.filter(pk=shipment.pk).update(contract_no="=1+1")
    answer = signed_in(exporter).get(reverse("declare:download_workbook"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    heading, row = sheet.iter_rows(values_only=True)
    assert row[0] == shipment.reference
    assert row[4] == "'=1+1"
    weight = sum(line.net_weight_kg for line in shipment.lines.all())
    assert row[8] == float(weight)
    assert len(heading) == len(row)
