"""Drafting, editing, discarding and signing policies: the only writes, each an audited event."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.policy import Policy
from compliance.policy.models import PolicyState, PolicyVersion
from compliance.refusals import Conflict, NotAllowed

NUMBERING_LOCK = 490_050  # advisory lock: one draft at a time takes the next number


@transaction.atomic
def draft(policy: Policy, *, note: str, by: User) -> PolicyVersion:
    """Keep the policy as a new draft under the next number, whatever number it carries."""
    _only_policy_admins(by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
    number = (PolicyVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PolicyVersion(
        number=number,
        state=PolicyState.DRAFT,
        drafted_by=by,
        drafted_at=clock.now(),
        note=note,
        **_body(policy, number),
    )
    version.save()
    _record("policy_drafted", version, by)
    return version


@transaction.atomic
def revise(version: PolicyVersion, policy: Policy, *, note: str, by: User) -> PolicyVersion:
    """Change a draft; whoever changes it counts as its drafter. A rehearsal no longer holds.

    Raises Conflict when it is not what `version` says any more.
    """
    _only_policy_admins(by)
    locked = _locked_draft(version)
    if version.body_sha256 != locked.body_sha256:
        raise Conflict(_("The draft was changed meanwhile: save it again."))
    for name, value in _body(policy, locked.number).items():
        setattr(locked, name, value)
    locked.note, locked.rehearsal = note, None
    locked.drafted_by, locked.drafted_at = by, clock.now()
    locked.save()
    _record("policy_revised", locked, by)
    return locked


@transaction.atomic
def attach_rehearsal(version: PolicyVersion, result: dict[str, Any], *, by: User) -> PolicyVersion:
    """Keep what a rehearsal of the draft found, as JSON."""
    _only_policy_admins(by)
    locked = _locked_draft(version)
    if result.get("body_sha256", locked.body_sha256) != locked.body_sha256:
        raise Conflict(_("The draft was changed after this rehearsal began."))
    locked.rehearsal = result
    locked.save(update_fields=["rehearsal"])
    _record("policy_rehearsed", locked, by)
    return locked


@transaction.atomic
def sign(version: PolicyVersion, *, body_sha256: str, by: User) -> PolicyVersion:
    """Put a draft in force from its date. `body_sha256` says which content was read.

    Raises Conflict when it was decided or changed meanwhile, was not rehearsed or would begin in
    the past, and NotAllowed for its own drafter.
    """
    _only_policy_admins(by)
    locked = _locked_draft(version)
    if locked.drafted_by_id == by.pk:
        raise NotAllowed(_("Whoever drafted a policy cannot sign it."))
    if locked.body_sha256 != body_sha256:
        raise Conflict(_("The draft was changed after you read it. Read it again, then sign."))
    if locked.rehearsal is None:
        raise Conflict(_("Rehearse the draft over past shipments before it is signed."))
    if locked.in_force_from < clock.today():
        raise Conflict(_("A policy cannot begin in the past. Change the date of the draft first."))
    locked.state = PolicyState.SIGNED
    locked.signed_by, locked.signed_at = by, clock.now()
    locked.save()
    _record("policy_signed", locked, by)
    return locked


@transaction.atomic
def discard(version: PolicyVersion, *, by: User) -> PolicyVersion:
    """Give a draft up; its number is not used again."""
    _only_policy_admins(by)
    locked = _locked_draft(version)
    locked.state = PolicyState.DISCARDED
    locked.save(update_fields=["state"])
    _record("policy_discarded", locked, by)
    return locked


def _only_policy_admins(by: User) -> None:
    if not by.is_policy_admin:
        raise NotAllowed(_("Only policy administrators draft and sign policies."))


def _locked_draft(version: PolicyVersion) -> PolicyVersion:
    locked = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if locked.state != PolicyState.DRAFT:
        sentence = _("Policy %(number)s is no longer a draft: %(state)s.")
        raise Conflict(sentence % {"number": locked.number, "state": locked.get_state_display()})
    return locked


def _body(policy: Policy, number: int) -> dict[str, Any]:
    plain = to_plain(policy) | {"number": number}
    return {
        "body": plain,
        "body_sha256": sha256_of(plain),
        "in_force_from": policy.in_force_from,
    }


def _record(verb: str, version: PolicyVersion, by: User) -> None:
    record(
        verb,
        by=by,
        subject=f"policy:{version.number}",
        body_sha256=version.body_sha256,
        in_force_from=version.in_force_from.isoformat(),
    )
