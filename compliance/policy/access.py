"""Who may read which part of the law as code."""

from compliance.accounts.models import User
from compliance.law.rule import Rule


def may_read_undisclosed(user: User) -> bool:
    """Officers, auditors and policy administrators; never exporters."""
    return user.is_officer or user.is_auditor or user.is_policy_admin


def readable_rules(rules: dict[str, Rule], user: User) -> list[Rule]:
    """The rules this person may know of, in catalogue order."""
    return [rule for rule in rules.values() if rule.disclosed or may_read_undisclosed(user)]
