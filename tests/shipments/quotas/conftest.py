"""Policies with quotas, signed and in force from today."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.law.policy import Policy
from compliance.law.quotas import Quota
from compliance.policy import actions as policies
from compliance.policy.versions import policy_on

InForce = Callable[..., Policy]


def a_quota(kg: object = 1000, **fields: Any) -> Quota:
    """Of this month, for Korea, held beyond it."""
    standard: dict[str, Any] = {
        "code": "KR",
        "effect": "HOLD",
        "kg": Decimal(str(kg)),
        "period": "month",
        "since": clock.today().replace(day=1),
        "country": "KOR",
        "basis": ("DECREE-792 13",),
        "reason_zh": "审慎",
        "reason_en": "Caution",
    }
    return Quota(**{**standard, **fields})


@pytest.fixture
def in_force(policy_admin: User, second_policy_admin: User) -> InForce:
    """Signs a policy with these quotas."""

    def sign(*quotas: Quota) -> Policy:
        today = clock.today()
        policy = replace(policy_on(today), in_force_from=today, quotas=quotas)
        version = policies.draft(policy, note="Quotas", by=policy_admin)
        rehearsal = {"body_sha256": version.body_sha256}
        version = policies.attach_rehearsal(version, rehearsal, by=policy_admin)
        policies.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)
        return policy_on(today)

    return sign
