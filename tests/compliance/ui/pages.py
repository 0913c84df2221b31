"""The site's addresses and three more: a form, one that only takes posts, and a fault."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from compliance.refusals import Conflict, NotAllowed
from compliance.ui import error_pages
from compliance.ui.fields import CodeField
from compliance.ui.kept_posts import take_kept_post

PAGE = """{% extends "base.html" %}{% block main %}<form method="post">{% csrf_token %}{{ form }}
<button>Save</button></form>{% endblock %}"""

handler400, handler403 = error_pages.bad_request, error_pages.forbidden
handler404, handler500 = error_pages.not_found, error_pages.server_error


class ContractForm(forms.Form):
    contract = forms.CharField(required=False)
    goods = forms.MultipleChoiceField(
        choices=[("ingot", "Ingot"), ("shot", "Shot")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    country = CodeField("countries", required=False)


def contract(request: HttpRequest) -> HttpResponse:
    form = ContractForm(request.POST or take_kept_post(request) or None)
    if request.method == "POST" and form.is_valid():
        return redirect("home")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    return redirect("home")


def fault(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    raise {"conflict": Conflict, "forbidden": NotAllowed}[kind]("Too late for that.")


urlpatterns = [
    path("contract/", contract),
    path("note/", note),
    path("fault/", fault),
    path("refused/<str:kind>/", refused),
    path("", include("compliance.urls")),
]
