"""LIC-24 to LIC-28: the issuing offices' register against what is kept here; terms and vouchers."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.law.facts import Facts
from compliance.law.licence_editions import Difference, RegisteredLicence, RegisterState
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import a_declaration, a_licence, a_line, a_policy, facts

NUMBER = "26-43-000123"
AS_OF = date(2026, 10, 1)
SAME = RegisteredLicence(NUMBER, "valid")
MORE = Difference("quantity_kg", "1000", "300")


def a_register(*licences: RegisteredLicence, state: str = "fresh") -> RegisterState:
    return RegisterState(7, "a" * 64, AS_OF, 120, state, licences)


def relied_on(
    register: RegisterState | None, *, connected: bool = True, **changes: object
) -> Facts:
    policy = a_policy(licence_register_connected=connected, licence_register_days=30)
    declaration = changes.pop("declaration", None)
    return facts(
        declaration, policy=policy, **{"licences": (a_licence(),), "register": register, **changes}
    )


@fires("LIC-24", Effect.HOLD, number=NUMBER, as_of="2026-10-01", days="30")
def test_what_was_checked_against_an_old_register_was_not_checked() -> Facts:
    return relied_on(a_register(SAME, state="stale"))


def test_what_was_not_checked_is_told_at_the_line_that_cites_it() -> None:
    lines = (a_line(), a_line(number=2))
    found = relied_on(a_register(SAME, state="stale"), declaration=a_declaration(lines=lines))
    told = [(each.line, each.field_name) for each in found_by("LIC-24", found)]
    assert told == [(1, "licence_no"), (2, "licence_no")]


@fires("LIC-24", Effect.HOLD, case="missing")
def test_without_any_register_nothing_was_checked() -> Facts:
    return relied_on(RegisterState(0, "", None, 0, "missing"))


@pytest.mark.parametrize("connected", [True, False])
@stays_silent("LIC-24")
def test_a_fresh_register_will_do_and_so_does_a_policy_that_relies_on_none(
    connected: bool,
) -> Facts:
    return relied_on(a_register(SAME, state="fresh" if connected else "stale"), connected=connected)


@stays_silent("LIC-24")
def test_what_cites_no_licence_needs_no_register() -> Facts:
    return relied_on(None)


@fires("LIC-25", Effect.HOLD, number=NUMBER, edition="7")
def test_a_licence_that_somebody_entered_and_the_register_lacks_is_held() -> Facts:
    return relied_on(a_register(RegisteredLicence("26-43-999999", "valid")))


@pytest.mark.parametrize(
    "changes",
    [
        {"register": a_register(SAME)},
        {"register": RegisterState(0, "", None, 0, "missing")},
        {"register": a_register(), "connected": False},
        {"register": a_register(), "licences": ()},
    ],
    ids=["it is there", "no register (LIC-24)", "not relied on", "nobody entered it (LIC-15)"],
)
@stays_silent("LIC-25")
def test_only_what_is_kept_here_and_missing_there_is_held(changes: dict[str, object]) -> Facts:
    return relied_on(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("connected", [True, False])
@fires("LIC-26", Effect.HOLD, here="1000", there="300")
def test_a_contradiction_is_one_whatever_the_policy_relies_on(connected: bool) -> Facts:
    return relied_on(a_register(RegisteredLicence(NUMBER, "valid", (MORE,))), connected=connected)


@pytest.mark.parametrize("status", ["suspended", "revoked"])
@pytest.mark.parametrize("licences", [(a_licence(),), ()], ids=["entered here", "not entered"])
@fires("LIC-26", Effect.BLOCK, case="status")
def test_what_its_office_suspended_or_revoked_serves_no_export(
    status: str, licences: tuple[object, ...]
) -> Facts:
    return relied_on(a_register(RegisteredLicence(NUMBER, status)), licences=licences)


@stays_silent("LIC-26")
def test_a_licence_that_agrees_is_fine() -> Facts:
    return relied_on(a_register(SAME))


@stays_silent("LIC-26")
def test_a_difference_of_a_licence_that_is_not_cited_is_no_matter() -> Facts:
    return relied_on(a_register(RegisteredLicence("26-43-999999", "revoked", (MORE,))))


def of_form(form: str, **boxes: object) -> Facts:
    return facts(licences=(a_licence(form=form, **boxes),))


@fires("LIC-27", Effect.BLOCK, number=NUMBER)
def test_a_voucher_used_once_is_used_whatever_is_left_on_it() -> Facts:
    return of_form("registration", used=1, remaining_uses=11)


@pytest.mark.parametrize(("form", "used"), [("registration", 0), ("general", 5), ("", 1)])
@stays_silent("LIC-27")
def test_an_unused_voucher_and_other_forms_are_fine(form: str, used: int) -> Facts:
    return of_form(form, used=used)


# Decree 792 art. 15: an individual licence one year at most, a general one three.
@pytest.mark.parametrize(
    ("form", "until", "months"),
    [("individual", date(2027, 7, 1), "12"), ("general", date(2029, 7, 1), "36")],
)
def test_a_day_longer_than_the_form_allows_is_held(form: str, until: date, months: str) -> None:
    fires("LIC-28", Effect.HOLD, months=months)(
        lambda: of_form(form, valid_from=date(2026, 7, 1), valid_until=until)
    )()


@pytest.mark.parametrize(
    ("form", "until"),
    [("individual", date(2027, 6, 30)), ("general", date(2029, 6, 30)), ("", date(2035, 1, 1))],
)
@stays_silent("LIC-28")
def test_the_longest_term_of_a_form_is_fine(form: str, until: date) -> Facts:
    return of_form(form, valid_from=date(2026, 7, 1), valid_until=until)


@stays_silent("LIC-13")
def test_a_licence_that_counts_in_pieces_is_not_compared_with_kilograms() -> Facts:
    return facts(licences=(a_licence(remaining_kg=None, unit="010"),))


@fires("LIC-21", Effect.HOLD)
def test_kilograms_declared_on_a_licence_of_pieces_are_for_an_officer_to_compare() -> Facts:
    pieces = {"remaining_kg": None, "unit": "010", "remaining_quantity": Decimal(500)}
    return facts(licences=(a_licence(**pieces),))


@stays_silent("LIC-14")
def test_a_general_licence_may_name_several_end_users() -> Facts:
    named = "Somebody Else GmbH；Hanbit Target Materials Co., Ltd."
    return of_form("general", end_user=named)


@fires("LIC-14", Effect.HOLD)
def test_none_of_the_named_end_users_is_the_declared_one() -> Facts:
    return of_form("general", end_user="Somebody Else GmbH; Another Ltd.")


@stays_silent("LIC-24")
def test_a_line_without_licence_is_no_matter_of_the_register() -> Facts:
    nowhere = RegisterState(0, "", None, 0, "missing")
    return relied_on(nowhere, declaration=a_declaration(lines=(a_line(licence_no=""),)))
