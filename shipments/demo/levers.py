"""The demo's policy: the shipped one with a yearly quota, shown on the cases of one exporter."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.law.quotas import YEAR, Quota
from compliance.policy.actions import draft, sign
from compliance.policy.versions import policy_on
from shipments.declare.actions import exporter_of
from shipments.rehearsal.actions import Plan, start

KG = Decimal(40_000)
"""More than the demo's exporter ships in a year: what it files is decided as without the quota."""
TRIED = timedelta(days=90)
REGISTER_DAYS = 180
"""The demo's register is of two months ago."""


def sign_policy(people: dict[str, User]) -> None:
    """Drafted by one keeper of policies, rehearsed and signed by another, in force at once."""
    today, keeper = clock.today(), people["policy"]
    wanted = replace(
        policy_on(today),
        in_force_from=today,
        quotas=(_quota(exporter_of(people["exporter"])),),
        licence_register_days=REGISTER_DAYS,
    )
    version = draft(wanted, note="银坪公司年度配额 / Yearly quota of Yinping", by=keeper)
    policy = from_plain(version.body, Policy)
    start(Plan(policy, f"policy {version.number}", today - TRIED, today, version), by=keeper)
    version.refresh_from_db()
    sign(version, body_sha256=version.body_sha256, by=people["policy2"])


def _quota(holder: Exporter) -> Quota:
    return Quota(
        "YINPING",
        "FLAG",
        KG,
        YEAR,
        clock.today(),
        exporter=holder.uscc,
        basis=("DECREE-792 13",),
        reason_zh="按年度核定该企业的出口总量",
        reason_en="The firm's exports are limited by the year",
    )
