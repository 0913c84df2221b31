"""Pages to read, compare, draft and sign policies."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, POLICY_KEEPERS, for_roles
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.listed import listed
from compliance.policy import actions
from compliance.policy.comparison import differences, rows_of
from compliance.policy.forms import PolicyForm
from compliance.policy.models import PolicyState, PolicyVersion
from compliance.policy.parameters import GROUPS
from compliance.policy.versions import policy_on
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form


@require_safe
@for_roles(*CUSTOMS)
def policies(request: PersonRequest) -> HttpResponse:
    """All policies, the newest first, with the one in force today marked."""
    versions = _versions()
    context = {
        "versions": versions,
        "in_force": policy_on(clock.today()).number,
        "newer": versions[0],
        "older": versions[:2][-1],
    }
    return render(request, "policy/policies.html", context)


@require_safe
@for_roles(*CUSTOMS)
def policy(request: PersonRequest, number: int) -> HttpResponse:
    """One policy with all its parameters."""
    version = _version(number)
    body = _body(version)
    groups = [
        (title, [(each, rows_of(each, body)) for each in parameters])
        for _key, title, parameters in GROUPS
    ]
    previous = PolicyVersion.objects.filter(
        number__lt=number, state=PolicyState.SIGNED
    ).values_list("number", flat=True)
    context = {
        "version": version,
        "groups": groups,
        "previous": previous.first(),
        "in_force": policy_on(clock.today()).number,
        "may_edit": request.user.is_policy_admin and version.state == PolicyState.DRAFT,
        "may_sign": request.user.pk != version.drafted_by_id,
    }
    return render(request, "policy/policy.html", context)


@require_safe
@for_roles(*CUSTOMS)
def compare(request: PersonRequest) -> HttpResponse:
    """What changed from policy `from` to policy `to`."""
    older, newer = (_version(_asked(request, name)) for name in ("from", "to"))
    context = {
        "older": older,
        "newer": newer,
        "differences": differences(_body(older), _body(newer)),
        "versions": _versions(),
    }
    return render(request, "policy/compare.html", context)


@require_form
@for_roles(*POLICY_KEEPERS)
def new(request: PersonRequest) -> HttpResponse:
    """A draft that starts from the policy in force today."""
    form = PolicyForm(typed_in(request), policy=policy_on(clock.today()))
    return _answer(
        request, form, None, lambda body, note: actions.draft(body, note=note, by=request.user)
    )


@require_form
@for_roles(*POLICY_KEEPERS)
def edit(request: PersonRequest, number: int) -> HttpResponse:
    """Change a draft."""
    version = _version(number)
    if version.state != PolicyState.DRAFT:
        raise Http404
    initial = {"in_force_from": version.in_force_from, "note": version.note}
    form = PolicyForm(typed_in(request), policy=_body(version), initial=initial)
    return _answer(
        request,
        form,
        version,
        lambda body, note: actions.revise(version, body, note=note, by=request.user),
    )


@require_POST
@for_roles(*POLICY_KEEPERS)
def sign(request: PersonRequest, number: int) -> HttpResponse:
    """Put the draft in force from its date."""
    version = _version(number)
    actions.sign(version, body_sha256=request.POST.get("body_sha256", ""), by=request.user)
    messages.success(request, _("Policy %(number)s is signed.") % {"number": number})
    return redirect("policy:policy", number)


@require_POST
@for_roles(*POLICY_KEEPERS)
def discard(request: PersonRequest, number: int) -> HttpResponse:
    """Give the draft up."""
    actions.discard(_version(number), by=request.user)
    messages.success(request, _("Draft %(number)s is discarded.") % {"number": number})
    return redirect("policy:policies")


def _answer(
    request: PersonRequest,
    form: PolicyForm,
    version: PolicyVersion | None,
    keep: Callable[[Policy, str], PolicyVersion],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = keep(form.drafted_policy(0), form.cleaned_data["note"])
        messages.success(request, _("Draft %(number)s is kept.") % {"number": kept.number})
        if form.merged:
            sentence = _("Kept as a colleague saved it meanwhile: %(fields)s.")
            messages.info(request, sentence % {"fields": listed(form.merged)})
        return redirect("policy:policy", kept.number)
    return render(request, "policy/draft.html", {"form": form, "version": version})


def _versions() -> list[PolicyVersion]:
    return list(PolicyVersion.objects.select_related("drafted_by", "signed_by").defer("body"))


def _version(number: int) -> PolicyVersion:
    people = PolicyVersion.objects.select_related("drafted_by", "signed_by")
    return get_object_or_404(people, number=number)


def _body(version: PolicyVersion) -> Policy:
    return from_plain(version.body, Policy)


def _asked(request: PersonRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Http404
    return int(text)
