"""The API told to people: every operation and shape of the OpenAPI schema as a plain page."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shipments.api.schema import described

VERBS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One verb on one address; `takes` and `gives` name shapes, "" for none; the examples are JSON
    text, as indented as it is read."""

    verb: str
    path: str
    purpose: str
    takes: str
    gives: str
    needs_token: bool
    example_taken: str = ""
    example_given: str = ""


@dataclass(frozen=True)
class Property:
    """One field of a shape; `shape` names another shape it consists of."""

    name: str
    kind: str
    shape: str
    is_required: bool


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """All operations, then the shapes they take and give."""
    operations, shapes = _described(get_language() or "")
    return render(request, "api/docs.html", {"operations": operations, "shapes": shapes})


@cache
def _described(language: str) -> tuple[list[Operation], dict[str, list[Property]]]:
    """The schema does not change while the process lives; titles follow the language."""
    schema = described(language)
    shapes = schema["components"]["schemas"]
    whole = {name: shape for name, shape in shapes.items() if "properties" in shape}
    return list(_operations(schema["paths"])), {
        name: [_property(field, told, shape, whole) for field, told in shape["properties"].items()]
        for name, shape in whole.items()
    }


def _operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[Operation]:
    for path, verbs in paths.items():
        for verb in VERBS:
            if verb in verbs:
                yield _operation(path, verb, verbs[verb])


def _operation(path: str, verb: str, told: Mapping[str, Any]) -> Operation:
    answers = told["responses"]
    good: Mapping[str, Any] = next(
        (answers[code] for code in sorted(answers) if code.startswith("2")), {}
    )
    return Operation(
        verb.upper(),
        path,
        told.get("description", ""),
        _shape_of(told.get("requestBody", {})),
        _shape_of(good),
        bool(told.get("security")),
        _example_of(told.get("requestBody", {})),
        _example_of(good),
    )


def _example_of(body: Mapping[str, Any]) -> str:
    content: Mapping[str, Any] = next(iter(body.get("content", {}).values()), {})
    example = content.get("example")
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)


def _shape_of(body: Mapping[str, Any]) -> str:
    content: Mapping[str, Any] = next(iter(body.get("content", {}).values()), {})
    return _named(content.get("schema", {}))


def _property(
    name: str, value: Mapping[str, Any], owner: Mapping[str, Any], whole: Mapping[str, Any]
) -> Property:
    """A code of a table is told as a word: its shape is a mere list."""
    shape = _named(value)
    kind = value.get("format") or _type_of(value) or ("" if shape in whole else "code")
    return Property(name, kind, shape if shape in whole else "", name in owner.get("required", ()))


def _type_of(value: Mapping[str, Any]) -> str:
    """OpenAPI 3.1 names several where a value may be null."""
    told = value.get("type") or ""
    return told if isinstance(told, str) else " / ".join(told)


def _named(value: Mapping[str, Any]) -> str:
    """The shape a value refers to, itself or its items; "" for a plain value."""
    inner = [value, value.get("items", {}), *value.get("allOf", ()), *value.get("oneOf", ())]
    names = (each["$ref"].rpartition("/")[2] for each in inner if "$ref" in each)
    return next(names, "")
