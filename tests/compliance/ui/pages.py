"""The site's addresses and three more: a form, one that only takes posts, and a fault."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from compliance.ui import errors
from compliance.ui.fields import CodeField
from compliance.ui.held import take_held_post

PAGE = """{% extends "base.html" %}{% block main %}<form method="post">{% csrf_token %}{{ form }}
<button>Save</button></form>{% endblock %}"""

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


class ContractForm(forms.Form):
    contract = forms.CharField(required=False)
    goods = forms.MultipleChoiceField(
        choices=[("ingot", "Ingot"), ("shot", "Shot")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    country = CodeField("countries", required=False)


def contract(request: HttpRequest) -> HttpResponse:
    form = ContractForm(request.POST or take_held_post(request) or None)
    if request.method == "POST" and form.is_valid():
        return redirect("home")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    return redirect("home")


def fault(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    raise {"conflict": errors.Conflict, "forbidden": errors.NotAllowed}[kind]("Too late for that.")


urlpatterns = [
    path("contract/", contract),
    path("note/", note),
    path("fault/", fault),
    path("refused/<str:kind>/", refused),
    path("", include("compliance.urls")),
]
