"""The API is told to people too, without a script, and nothing of the schema is left out."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from lxml import html

from shipments.api.schema import described

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


def test_the_schema_is_described_once_a_language_whatever_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may ask, as often as he likes: none of it may cost a second each."""
    made = []
    generate = SchemaGenerator.get_schema

    def counted(*told: Any, **more: Any) -> Any:
        made.append(get_language())
        return generate(*told, **more)

    monkeypatch.setattr(SchemaGenerator, "get_schema", counted)
    described.cache_clear()
    for ending in ("?format=json", "", "?lang=en", "?lang=en&version=7", "?lang=en&format=json"):
        assert client.get(f"/api/schema/{ending}").status_code == 200
    assert made == ["zh-hans", "en"]
    for nonsense in ("xx", "../..", "e" * 9_000, "en\u0130"):
        answer = client.get("/api/schema/", {"lang": nonsense, "format": "json"})
        assert answer.status_code in {200, 400}
    assert described.cache_info().currsize <= 4


# Where a heading in English says no more than the field's name, there is none.
@pytest.mark.parametrize("order", [("en", "zh-hans"), ("zh-hans", "en")], ids="-".join)
def test_each_language_has_its_own_headings_whichever_is_asked_for_first(
    order: tuple[str, str], client: Client
) -> None:
    described.cache_clear()
    found = {}
    for language in order:
        schema = client.get("/api/schema/", {"lang": language, "format": "json"}).json()
        shapes = schema["components"]["schemas"]
        fields = [("Attachment", "kind"), ("FiledReport", "message"), ("Attachment", "number")]
        found[language] = [shapes[shape]["properties"][name].get("title") for shape, name in fields]
    expected = {"zh-hans": ["类型", "说明", "单证编号"], "en": [None, None, "Document number"]}
    assert found == expected


def test_every_link_to_a_shape_leads_to_it(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    targets = set(re.findall(r'href="#(\w+)"', page)) - {"main"}
    assert "NewShipmentRequest" in targets
    assert targets <= set(re.findall(r'id="(\w+)"', page))
