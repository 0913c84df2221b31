"""What must hold of the quotas of a policy before it may be kept."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES
from compliance.codes.uscc import check_uscc
from compliance.law.instruments import BY_KEY
from compliance.law.policy import Policy
from compliance.law.quotas import PERIODS, Quota
from compliance.law.rule import Effect

MOST_OF_A_CODE = 40
KEY = re.compile(r"\S.*\S? \(([A-Z]{3})\)")


def quota_mistakes(policy: Policy) -> Iterator[tuple[str, Any]]:
    """A quota says how much of what, for how long, why, and under which provision."""
    uses = {norm.code for norm in policy.end_use_norms}
    for each in policy.quotas:
        for sentence in (*_limits(each), *_scope(each, uses), *_words(each)):
            yield "quotas", sentence % {"code": each.code}
    for one, other in combinations(policy.quotas, 2):
        if one.code == other.code and _meet(one, other):
            yield "quotas", _("%(code)s is there twice.") % {"code": one.code}


def _limits(each: Quota) -> Iterator[Any]:
    if each.effect not in Effect.__members__:
        yield _("%(code)s: the effect is FLAG, HOLD or BLOCK.")
    if each.kg <= 0:
        yield _("%(code)s: write kilograms above 0; a restriction bans altogether.")
    if each.period not in PERIODS:
        yield _("%(code)s: the period is month or year.")
    if each.until is not None and each.until <= each.since:
        yield _("%(code)s: it has to end after it begins.")


def _scope(each: Quota, uses: set[str]) -> Iterator[Any]:
    if not any((each.country, each.exporter, each.end_user, each.end_use)):
        yield _("%(code)s: name a country, an exporter, an end user or an end use.")
    if each.country and each.country not in COUNTRIES:
        yield _("%(code)s: no such country code.")
    if each.exporter and not _is_uscc(each.exporter):
        yield _("%(code)s: write the exporter's USCC.")
    if each.end_user and not _is_key(each.end_user):
        yield _("%(code)s: write the end user as the flows do, like HANBIT CO., LTD. (KOR).")
    if each.end_use and each.end_use not in uses:
        yield _("%(code)s: no such end use.")


def _words(each: Quota) -> Iterator[Any]:
    if not 0 < len(each.code) <= MOST_OF_A_CODE:
        yield _("%(code)s: write a code of 40 characters at most.")
    if not each.basis or any(basis.partition(" ")[0] not in BY_KEY for basis in each.basis):
        yield _("%(code)s: name provisions like DECREE-792 21, by instruments that are known.")
    if not (each.reason_zh and each.reason_en):
        yield _("%(code)s: give the reason in both languages.")


def _is_uscc(text: str) -> bool:
    try:
        return check_uscc(text) == text
    except ValueError:
        return False


def _is_key(text: str) -> bool:
    found = KEY.fullmatch(text)
    return bool(found and found[1] in COUNTRIES and text == " ".join(text.upper().split()))


def _meet(one: Quota, other: Quota) -> bool:
    first, second = sorted((one, other), key=lambda each: each.since)
    return first.until is None or second.since < first.until
