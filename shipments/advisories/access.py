"""Who keeps advisories and who may read them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_roles
from compliance.refusals import NotAllowed

View = Callable[..., HttpResponse]
HEADQUARTERS = "00"
"""The last two digits of the code of a customs district itself, as in 2200 上海海关."""


def may_keep(user: User) -> bool:
    """Policy administrators, and officers of a district's headquarters."""
    is_at_headquarters = bool(user.office and user.office.code.endswith(HEADQUARTERS))
    return user.is_policy_admin or (user.is_officer and is_at_headquarters)


def require_keeper(user: User) -> None:
    """Raises NotAllowed for everybody else."""
    if not may_keep(user):
        raise NotAllowed(
            _("Only officers of the headquarters and policy administrators keep advisories.")
        )


def keepers_only(view: View) -> View:
    """404 for exporters, 403 for everybody else who keeps no advisories."""

    @for_roles(*CUSTOMS)
    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_keeper(request.user)
        return view(request, *args, **kwargs)

    return guarded
