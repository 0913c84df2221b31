"""The API is told to people too, without a script, and nothing of the schema is left out."""

import re

import pytest
from django.test import Client
from lxml import html

pytestmark = pytest.mark.django_db


def test_every_operation_and_shape_of_the_schema_stands_there(client: Client) -> None:
    client.cookies["django_language"] = "en"
    schema = client.get("/api/schema/?format=json").json()
    page = html.fromstring(client.get("/api/docs/").content)
    told = {" ".join(cell.text_content().split()) for cell in page.cssselect("tbody th")}
    operations = {
        f"{verb.upper()} {path}" for path, verbs in schema["paths"].items() for verb in verbs
    }
    assert "POST /api/shipments/{reference}/submit/" in operations
    assert operations <= told
    for name, shape in schema["components"]["schemas"].items():
        assert set(shape.get("properties", ())) <= told, name


def test_every_link_to_a_shape_leads_to_it(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    targets = set(re.findall(r'href="#(\w+)"', page)) - {"main"}
    assert "NewShipmentRequest" in targets
    assert targets <= set(re.findall(r'id="(\w+)"', page))
