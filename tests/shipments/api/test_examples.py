"""Every operation of the OpenAPI document has an example of what it takes and gives, and each keeps
to its schema."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema_rs import Draft202012Validator
from rest_framework.test import APIClient

from compliance.accounts.models import User
from shipments.api.examples import EXAMPLES


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for verbs in document()["paths"].values():
        for operation in verbs.values():
            yield operation["operationId"], operation


def mistakes(schema: dict[str, Any], value: Any) -> list[str]:
    """What speaks against the value; names of shapes are looked up in the document."""
    whole = {**schema, "components": document()["components"]}
    return [each.message for each in Draft202012Validator(whole).iter_errors(value)]


def places() -> list[Any]:
    """Each body and each answer in JSON, by operation."""
    found = []
    for name, operation in operations():
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            found.append(pytest.param(content, id=f"{name} takes {kind}"))
        for code, answer in operation["responses"].items():
            content = answer.get("content", {}).get("application/json")
            if content is not None:
                found.append(pytest.param(content, id=f"{name} gives {code}"))
    return found


def test_every_operation_is_told_of_and_no_other() -> None:
    assert set(EXAMPLES) == {name for name, _operation in operations()}


def test_every_body_and_every_answer_has_an_example_that_keeps_to_its_schema() -> None:
    wrong = {
        place.id: mistakes(content["schema"], content.get("example"))
        for place in places()
        for content in place.values
    }
    assert len(wrong) > 80
    assert {name: told for name, told in wrong.items() if told} == {}


def test_a_wrong_example_would_be_noticed() -> None:
    reason = {"$ref": "#/components/schemas/SubmitRequest"}
    assert mistakes(reason, {"expected_revision": "first"})
    assert mistakes(reason, {})
    assert not mistakes(reason, {"expected_revision": 0})


def test_every_part_of_a_path_has_an_example() -> None:
    for name, operation in operations():
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                assert "example" in parameter, (name, parameter["name"])


def test_one_kind_of_body_an_operation() -> None:
    """A program that is made from the document could not tell which of two to send."""
    for name, operation in operations():
        assert len(operation.get("requestBody", {}).get("content", {"": None})) == 1, name


@pytest.mark.django_db
def test_the_example_of_a_new_declaration_is_accepted_as_it_stands(exporter: User) -> None:
    program = APIClient()
    program.force_authenticate(exporter)
    answer = program.post("/api/shipments/", EXAMPLES["shipments_create"].takes, format="json")
    assert answer.status_code == 201, answer.json()
    schema = {"$ref": "#/components/schemas/WholeShipment"}
    assert mistakes(schema, answer.json()) == []
