"""Asks again for what a small form on another page lacked, with what was typed there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from compliance.ui.forms import TypedForm


def ask_again(
    request: HttpRequest, form: TypedForm, *, heading: Any, back: tuple[str, Any]
) -> HttpResponse:
    """The form on a page of its own, each mistake beside its box; `back` is address and label."""
    context = {"form": form, "heading": heading, "back": back[0], "back_label": back[1]}
    return render(request, "ui/ask_again.html", context)
