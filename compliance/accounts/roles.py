"""Which roles a page is for: one guard, and one answer each for strangers and for colleagues."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from compliance.accounts.models import Role, User
from compliance.accounts.requests import PersonRequest
from compliance.refusals import NotAllowed

# For whom the rooms of customs are: a new role joins those it is let into, here and nowhere else.
CUSTOMS = (Role.OFFICER, Role.AUDITOR, Role.POLICY_ADMIN)
CASE_OFFICERS = (Role.OFFICER,)
CASE_READERS = (Role.OFFICER, Role.AUDITOR)
FLOW_READERS = (Role.AUDITOR, Role.POLICY_ADMIN)
LICENCE_KEEPERS = (Role.OFFICER, Role.POLICY_ADMIN)
LOG_READERS = (Role.AUDITOR,)
POLICY_KEEPERS = (Role.POLICY_ADMIN,)
REHEARSAL_READERS = (Role.POLICY_ADMIN, Role.AUDITOR)

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[PersonRequest, P], R]


def reads_flows(user: User) -> bool:
    """Whether the person reads where the metal goes: FLOW_READERS and heads of customs offices."""
    return user.role in FLOW_READERS or user.is_head


def for_roles(*roles: Role, and_heads: bool = False) -> Callable[[View[P, R]], View[P, R]]:
    """The page is for these roles, and for heads of customs offices where it says so.

    To strangers, exporters before customs and customs before exporters, it does not exist (404);
    a colleague in another role is told whom it is for (403).
    """
    may_know = set(CUSTOMS) if set(CUSTOMS) & set(roles) else set()

    def guard(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if request.user.role in roles or (and_heads and request.user.is_head):
                return view(request, *args, **kwargs)
            if request.user.role in may_know:
                raise NotAllowed(_whose(roles, and_heads))
            raise Http404

        return _admitting(roles, guarded)

    return guard


def for_everybody(view: View[P, R]) -> View[P, R]:
    """Whoever has signed in opens the page: it shows their own things, or what `visible_to` lets
    through."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return view(request, *args, **kwargs)

    return _admitting(tuple(Role), guarded)


def says_for_whom(view: Callable[..., Any]) -> bool:
    """Whether a page names its readers: by a guard of this module, or as open to strangers."""
    return hasattr(view, "admits") or getattr(view, "login_required", True) is False


def _admitting(roles: tuple[Role, ...], view: View[P, R]) -> View[P, R]:
    view.admits = roles  # type: ignore[attr-defined]
    return view


def _whose(roles: tuple[Role, ...], and_heads: bool) -> str:
    heads = [_("Head of a customs office")] if and_heads else []
    labels = " / ".join([*(str(role.label) for role in roles), *heads])
    return _("This page is only for: %(roles)s.") % {"roles": labels}
