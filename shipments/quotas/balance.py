"""How much of the policy's quotas is used, and drawing on them when goods are released (配额核销).

The monthly sums of the flows are the account: a release adds to them in its transaction, and a
recall, an amendment or a withdrawal takes from them, so that a quota is never counted twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from zlib import crc32

from django.db import connection
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from compliance import clock
from compliance.audit.log import record
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.policy import Policy
from compliance.law.quotas import Consignment, Quota, QuotaState, quota_of
from compliance.law.rule import Effect
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.end_users.entries import keys_of
from shipments.flows.contained import contained_in
from shipments.flows.keeping import user_key
from shipments.models import FlowEntry, Revision, Shipment
from shipments.moves import LET_GO

NONE = Decimal(0)
RULE = "QTY-20"
LOCKS = 4_900_002  # first half of the keys of the advisory locks of quotas


def consignment_of(declaration: Declaration) -> Consignment:
    """The declaration as quotas see it: as the flows count it."""
    return Consignment(
        declared_on=declaration.declared_on,
        country=declaration.final_destination,
        exporter=declaration.exporter.uscc,
        end_user=user_key(declaration),
        uses=tuple(
            (part.statement.end_use if part.statement else "", contained_in(line).kg)
            for part in declaration.by_statement()
            for line in part.lines
        ),
    )


def states_of(
    shipment: Shipment, declaration: Declaration, policy: Policy
) -> tuple[QuotaState, ...]:
    """The quotas that the declaration has to keep within, by code, as they stand without it."""
    consignment = consignment_of(declaration)
    found = _met_by(consignment, policy)
    return _states(found, consignment, has_own=shipment.status in LET_GO)


def draw(revision: Revision) -> None:
    """Use the quotas for a release, inside its transaction and after its flows were written.

    Whoever releases what meets the same quota waits until then. Raises Conflict where it does not
    fit, unless the officers knew (a finding of their screening says so) and the grade lets them
    decide: nobody goes beyond a quota of grade BLOCK.
    """
    declaration = from_plain(revision.content, Declaration)
    policy, consignment = policy_on(clock.today()), consignment_of(declaration)
    found = _met_by(consignment, policy)
    _lock(found, consignment.declared_on)
    known = _known_to_officers(revision) if found else set()
    for state in _states(found, consignment, has_own=True):
        quota = _named(policy, state.code, consignment)
        may_exceed = state.code in known and Effect[quota.effect] < Effect.BLOCK
        if state.exceeds(quota.kg) and not may_exceed:
            raise Conflict(_short(quota, state))
        drawn = replace(state, used_kg=state.used_kg + state.declared_kg)
        _record("draw_quota", revision.shipment, quota, drawn)


def tell_of_return(revision: Revision) -> None:
    """Write down that a release no longer uses the quotas, after its flows were written."""
    declaration = from_plain(revision.content, Declaration)
    policy, consignment = policy_on(clock.today()), consignment_of(declaration)
    for state in _states(_met_by(consignment, policy), consignment, has_own=False):
        _record("return_quota", revision.shipment, _named(policy, state.code, consignment), state)


def _met_by(consignment: Consignment, policy: Policy) -> list[Quota]:
    """In the order of their codes, which is that of the locks."""
    on = consignment.declared_on
    standing = [each for each in policy.quotas if each.stands_on(on)]
    if any(each.end_user for each in standing):
        main = keys_of(consignment.end_user)[0]
        consignment = replace(consignment, end_user=main)
        standing = [_with_main_key(each) for each in standing]
    return sorted((each for each in standing if each.counts(consignment)), key=attrgetter("code"))


def _with_main_key(quota: Quota) -> Quota:
    """What officers merged in the register of end users is one user."""
    return replace(quota, end_user=keys_of(quota.end_user)[0]) if quota.end_user else quota


def _states(
    quotas: Sequence[Quota], consignment: Consignment, *, has_own: bool
) -> tuple[QuotaState, ...]:
    """One query whatever the number of quotas; `has_own` where the sums hold the shipment too."""
    if not quotas:
        return ()
    on = consignment.declared_on
    sums = {
        f"quota_{number}": Sum("indium_kg", filter=_of_quota(quota, on), default=NONE)
        for number, quota in enumerate(quotas)
    }
    begins = min(quota.first_day(on) for quota in quotas)
    used = FlowEntry.objects.filter(status__in=LET_GO, month__gte=begins).aggregate(**sums)
    here = [consignment.kg_for(quota.end_use) for quota in quotas]
    return tuple(
        QuotaState(quota.code, quota.first_day(on), used[name] - (kg if has_own else NONE), kg)
        for name, quota, kg in zip(sums, quotas, here, strict=True)
    )


def _of_quota(quota: Quota, on: date) -> Q:
    wanted = {
        "country": quota.country,
        "exporter__uscc": quota.exporter,
        "end_use": quota.end_use,
        "end_user__in": keys_of(quota.end_user) if quota.end_user else (),
    }
    narrowed = {name: value for name, value in wanted.items() if value}
    return Q(month__gte=quota.first_day(on), month__lte=quota.last_month(on), **narrowed)


def _lock(quotas: Iterable[Quota], on: date) -> None:
    """Until the transaction ends, in the order of the keys, so that no two wait for each other."""
    names = {f"{quota.code} {quota.period_name(quota.first_day(on))}" for quota in quotas}
    keys = sorted(crc32(name.encode()) - 2**31 for name in names)
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, key])


def _known_to_officers(revision: Revision) -> set[str]:
    """Codes of the quotas that the latest run found too small."""
    latest = revision.screenings.order_by("-number").first()
    found = latest.findings.filter(rule=RULE) if latest else ()
    return {finding.params["quota"] for finding in found}


def _named(policy: Policy, code: str, consignment: Consignment) -> Quota:
    quota = quota_of(policy.quotas, code, consignment.declared_on)
    assert quota is not None  # noqa: S101 - it was found by that very code and day
    return quota


def _record(verb: str, shipment: Shipment, quota: Quota, state: QuotaState) -> None:
    """`used_kg` is what is used after the event."""
    record(
        verb,
        by=None,
        subject=shipment.subject,
        quota=quota.code,
        period=quota.period_name(state.begins),
        kg=str(state.declared_kg),
        used_kg=str(state.used_kg),
        limit_kg=str(quota.kg),
    )


def _short(quota: Quota, state: QuotaState) -> str:
    sentence = _(
        "Quota %(code)s, %(period)s: %(used)s of %(limit)s kg of contained indium are used; this "
        "shipment holds %(kg)s kg. Screen again to see the finding."
    )
    return sentence % {
        "code": quota.code,
        "period": quota.period_name(state.begins),
        "used": _plain(state.used_kg),
        "limit": _plain(quota.kg),
        "kg": _plain(state.declared_kg),
    }


def _plain(kg: Decimal) -> str:
    return format(kg.normalize(), "f")
