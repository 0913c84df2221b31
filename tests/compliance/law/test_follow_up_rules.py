"""FUP: reports that are missing, what they limit, and what they tell that was not declared."""

from datetime import date
from decimal import Decimal

from compliance.law.facts import Earlier, Facts
from compliance.law.follow_up import OverdueReport, UnreportedChange
from compliance.law.rule import CATALOGUE, Effect
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import TODAY, a_policy, facts

ARRIVAL = OverdueReport("G49-AAAAAAAA", "arrival", date(2026, 1, 5))
OTHER_USER = UnreportedChange("G49-AAAAAAAA", "user", "Hanbit", "Gulf Metals")
OTHER_USE = UnreportedChange("G49-AAAAAAAA", "use", "ito", "solder")


def owing(count: int) -> tuple[OverdueReport, ...]:
    return (ARRIVAL,) * count


@fires("FUP-01", Effect.FLAG, reference="G49-AAAAAAAA", due="2026-01-05", count="2")
def test_an_overdue_report_is_a_flag_on_the_next_declaration() -> Facts:
    return facts(overdue=owing(2))


@fires("FUP-01", Effect.HOLD, count="3")
def test_from_the_policys_number_on_it_holds_the_goods() -> Facts:
    return facts(overdue=owing(3))


@fires("FUP-01", Effect.FLAG)
def test_a_policy_that_holds_nobody_only_flags() -> Facts:
    return facts(policy=a_policy(follow_up_held=0), overdue=owing(40))


@stays_silent("FUP-01")
def test_who_owes_nothing_is_left_alone() -> Facts:
    return facts()


def test_only_the_longest_overdue_are_named_one_by_one() -> None:
    found = found_by("FUP-01", facts(overdue=owing(12)))
    assert len(found) == 5
    assert {each.params["count"] for each in found} == {"12"}


@fires("FUP-02", Effect.HOLD, count="5", limit="500", days="30", kg="600")
def test_with_five_overdue_reports_what_was_declared_lately_counts_too() -> Facts:
    earlier = Earlier("G49-BBBBBBBB", TODAY, Decimal(400), is_same_deal=False)
    return facts(overdue=owing(5), earlier=(earlier,))


@stays_silent("FUP-02")
def test_below_the_limit_it_may_be_shipped() -> Facts:
    return facts(overdue=owing(5))


@stays_silent("FUP-02")
def test_exactly_the_limit_may_still_be_shipped() -> Facts:
    earlier = Earlier("G49-BBBBBBBB", TODAY, Decimal(300), is_same_deal=False)
    return facts(overdue=owing(5), earlier=(earlier,))


@stays_silent("FUP-02")
def test_with_fewer_overdue_reports_nothing_is_limited() -> Facts:
    earlier = Earlier("G49-BBBBBBBB", TODAY, Decimal(4000), is_same_deal=False)
    return facts(overdue=owing(4), earlier=(earlier,))


@stays_silent("FUP-02")
def test_a_policy_may_limit_nobody() -> Facts:
    earlier = Earlier("G49-BBBBBBBB", TODAY, Decimal(4000), is_same_deal=False)
    policy = a_policy(follow_up_limited=0)
    return facts(policy=policy, overdue=owing(50), earlier=(earlier,))


@fires("FUP-03", Effect.HOLD, declared="Hanbit", reported="Gulf Metals")
def test_a_report_that_names_another_user_holds_the_next_declaration() -> Facts:
    return facts(changes=(OTHER_USER,))


@fires("FUP-03", Effect.HOLD, case="use")
def test_so_does_one_that_names_another_use() -> Facts:
    return facts(changes=(OTHER_USE,))


def test_a_use_is_told_by_its_names_and_a_user_as_typed_whatever_it_is_called() -> None:
    as_user = UnreportedChange("G49-AAAAAAAA", "user", "ito", "")
    found = found_by("FUP-03", facts(changes=(OTHER_USE, as_user)))
    assert [(each.params["declared"], each.params["reported"]) for each in found] == [
        (
            "ITO 靶材 / ITO targets",
            "焊料、热界面材料和密封件 / Solder, thermal interface and seals",
        ),
        ("ito", "-"),
    ]


@stays_silent("FUP-03")
def test_reports_as_declared_are_no_finding() -> Facts:
    return facts(overdue=owing(1))


def test_exporters_read_of_what_they_owe_but_not_what_customs_suspects() -> None:
    told = {code: CATALOGUE[code].disclosed for code in ("FUP-01", "FUP-02", "FUP-03")}
    assert told == {"FUP-01": True, "FUP-02": True, "FUP-03": False}
