"""Who may read which part of the law as code."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.law.rule import Rule
from compliance.refusals import NotAllowed

View = Callable[..., HttpResponse]


def may_read_undisclosed(user: User) -> bool:
    """Officers, auditors and policy administrators; never exporters."""
    return user.is_officer or user.is_auditor or user.is_policy_admin


def readable_rules(rules: dict[str, Rule], user: User) -> list[Rule]:
    """The rules this person may know of, in catalogue order."""
    return [rule for rule in rules.values() if rule.disclosed or may_read_undisclosed(user)]


def staff_only(view: View) -> View:
    """404 for exporters: policies show what customs looks for."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_undisclosed(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def policy_admins_only(view: View) -> View:
    """404 for exporters, 403 for everybody else who keeps no policies."""

    @staff_only
    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_policy_admin:
            raise NotAllowed(_("Only policy administrators draft and sign policies."))
        return view(request, *args, **kwargs)

    return guarded
