"""Who may see the lists: everybody but exporters; and who may change them."""

from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from compliance.accounts.requests import PersonRequest
from compliance.policy.access import View, staff_only
from compliance.refusals import NotAllowed

__all__ = ["keepers_only", "staff_only"]


def keepers_only(view: View) -> View:
    """404 for exporters, 403 for officers and auditors."""

    @staff_only
    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_policy_admin:
            raise NotAllowed(_("Only policy administrators keep the lists."))
        return view(request, *args, **kwargs)

    return guarded
