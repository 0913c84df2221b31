"""What became of a consignment, worked out by hand."""

from dataclasses import replace
from decimal import Decimal

from compliance.law.follow_up import UseYield
from shipments.flows.balances.figures import WHOLE, Balance, Consignment, balance_of

HALF = UseYield("ito", Decimal("0.5"), Decimal("0.4"))
SENT = Consignment(Decimal(100), HALF)
GOT = Balance(Decimal(100))


def test_what_nobody_has_to_report_yet_is_awaited_and_what_is_overdue_is_unexplained() -> None:
    assert balance_of(SENT) == replace(GOT, awaited_kg=Decimal(100))
    late = balance_of(replace(SENT, is_overdue=True))
    assert late == replace(GOT, unexplained_kg=Decimal(100))


def test_a_report_that_names_no_products_is_divided_by_the_norm() -> None:
    told = balance_of(replace(SENT, used_kg=Decimal(80), stock_kg=Decimal(20)))
    assert (told.product_kg, told.scrap_kg, told.lost_kg) == (40, 32, 8)
    assert (told.in_stock_kg, told.unexplained_kg) == (20, 0)


def test_losses_beyond_the_norm_and_what_a_report_leaves_open_are_unexplained() -> None:
    told = balance_of(
        replace(SENT, used_kg=Decimal(70), product_kg=Decimal(20), scrap_kg=Decimal(10))
    )
    assert told.lost_kg == 40  # of 70 kg used; the norm allows 7
    assert told.unexplained_kg == 30 + 33


def test_what_was_handed_on_with_permission_is_explained() -> None:
    gone = replace(SENT, handed_on_kg=Decimal(60), is_overdue=True)
    expected = replace(GOT, handed_on_kg=Decimal(60), unexplained_kg=Decimal(40))
    assert balance_of(gone) == expected


def test_a_use_without_a_norm_loses_nothing() -> None:
    told = balance_of(replace(SENT, norm=WHOLE, used_kg=Decimal(100)))
    assert (told.product_kg, told.lost_kg, told.unexplained_kg) == (100, 0, 0)
