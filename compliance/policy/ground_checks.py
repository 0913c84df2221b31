"""What must hold of the grounds of a policy before it may be kept."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from compliance.law.grounds import ACTS, HOLD_KINDS, MARKS, Ground
from compliance.law.instruments import BY_KEY
from compliance.law.policy import Policy

MOST_OF_A_CODE = 40
UNVERIFIED = ("待核实", "to be verified")


def ground_mistakes(policy: Policy) -> Iterator[tuple[str, Any]]:
    """Every act keeps a ground that does not end by itself."""
    for act in ACTS:
        if not any(each.act == act and each.until is None for each in policy.grounds):
            yield "grounds", _("%(act)s: at least one ground has to stand.") % {"act": act}
    for number, each in enumerate(policy.grounds):
        for sentence in _mistakes(each):
            yield "grounds", sentence % {"code": each.code}
        if any(_is_twice(each, other) for other in policy.grounds[:number]):
            yield "grounds", _("%(code)s is there twice.") % {"code": each.code}


def _mistakes(each: Ground) -> Iterator[Any]:
    yield from _wrong_kinds(each)
    if not 0 < len(each.code) <= MOST_OF_A_CODE or not (each.text_zh and each.text_en):
        yield _("%(code)s: give a code and the words in both languages.")
    if any(mark in text for mark in UNVERIFIED for text in (each.text_zh, each.text_en)):
        yield _("%(code)s: the words are printed; say by the confidence what is not verified.")
    if not each.basis or any(basis.partition(" ")[0] not in BY_KEY for basis in each.basis):
        yield _("%(code)s: name provisions like DECREE-792 21, by instruments that are known.")
    if each.confidence not in MARKS:
        yield _("%(code)s: the confidence is V2, S or M.")
    if each.until is not None and each.until <= each.since:
        yield _("%(code)s: it has to end after it begins.")


def _wrong_kinds(each: Ground) -> Iterator[Any]:
    if each.act not in ACTS:
        yield _("%(code)s: it is for hold, refuse, question, detain or withdraw.")
    if each.act == "hold" and each.kind not in HOLD_KINDS:
        yield _("%(code)s: no such kind of hold.")
    if each.act != "hold" and each.kind:
        yield _("%(code)s: only a hold has a kind.")


def _is_twice(one: Ground, other: Ground) -> bool:
    if (one.act, one.code) != (other.act, other.code):
        return False
    first, second = sorted((one, other), key=lambda each: each.since)
    return first.until is None or second.since < first.until
