"""Policy 1: the parameters Gate 49 starts with.

Law-derived values (suspensions, the seven working days, five years) come from the instruments;
thresholds, norms and word lists are modelling choices a policy administrator can edit.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from compliance.codes.calendar import default_calendar
from compliance.law import default_words as words
from compliance.law.default_exemptions import EXEMPTIONS
from compliance.law.default_norms import END_USE_NORMS, PRICE_BANDS
from compliance.law.list_sources import LIST_SOURCES
from compliance.law.policy import ListLimit, Policy, Suspension

# United Nations arms-embargo destinations; the grading itself is this policy's choice.
HIGH_RISK_COUNTRIES = (
    "AFG",
    "CAF",
    "COD",
    "IRN",
    "IRQ",
    "LBN",
    "LBY",
    "PRK",
    "SDN",
    "SOM",
    "SSD",
    "YEM",
)

# Rough mid-2026 rates, used only to compare prices with the reference band.
USD_RATES = {
    "USD": Decimal("1"),
    "CNY": Decimal("0.14"),
    "EUR": Decimal("1.16"),
    "JPY": Decimal("0.0065"),
    "KRW": Decimal("0.00070"),
    "HKD": Decimal("0.128"),
    "GBP": Decimal("1.33"),
    "SGD": Decimal("0.77"),
    "TWD": Decimal("0.032"),
    "CHF": Decimal("1.24"),
    "MYR": Decimal("0.24"),
}


def _suspensions() -> tuple[Suspension, ...]:
    """No.70/2025 and No.72/2025. The last day named still rests ("至2026年11月27日" includes the
    27th). No.70 ends on 2026-11-10 by its text; the ministry said on 2026-09-28 that the
    arrangement runs to 2027-01-10 (one source)."""
    truce = (date(2025, 11, 7), date(2027, 1, 11))
    october = tuple(
        Suspension(f"MOFCOM-2025-{number}", *truce) for number in (55, 56, 57, 58, 61, 62)
    )
    us_materials = Suspension("MOFCOM-2024-46-2", date(2025, 11, 9), date(2026, 11, 28))
    return (us_materials, *october)


@cache
def default_policy() -> Policy:
    """Policy 1, in force from 2024-01-01."""
    return Policy(
        number=1,
        in_force_from=date(2024, 1, 1),
        restrictions=(),
        suspensions=_suspensions(),
        control_attribute_since=date(2026, 5, 1),
        licence_exemptions=EXEMPTIONS,
        **_limits(),
        **_norms(),
        **_words(),
        **_calendar(),
    )


def _limits() -> dict[str, Any]:
    return {
        "sampling_rate": Decimal("0.05"),
        "list_limits": tuple(
            ListLimit(code, row.max_age_days, row.max_shrink)
            for code, row in LIST_SOURCES.items()
            if row.is_required
        ),
        "statement_validity_months": 12,
        "quantity_tolerance": Decimal("0.05"),
        "sum_tolerance": Decimal("0.0001"),
        "affiliate_share_percent": Decimal(50),
        "question_working_days": 7,
        "penalty_years": 5,
        "claim_minutes": 30,
        "sample_regimes": ("3010",),
        "transit_hubs": ("HKG", "SGP", "ARE", "MEX"),
        "high_risk_countries": HIGH_RISK_COUNTRIES,
        "embargoed_countries": ("PRK",),
    }


def _norms() -> dict[str, Any]:
    return {
        "end_use_norms": END_USE_NORMS,
        "excess_hold_factor": Decimal(3),
        "price_bands": PRICE_BANDS,
        "price_low_ratio": Decimal("0.60"),
        "price_high_ratio": Decimal("1.60"),
        "usd_rates": USD_RATES,
        "national_monthly_export_kg": Decimal(22700),
        "high_lot_share": Decimal("0.20"),
        "structuring_count": 3,
        "structuring_days": 14,
        "check_threshold_kg": Decimal(1000),
        "just_below_share": Decimal("0.10"),
        "trace_percent": dict.fromkeys(("Bi", "Ga", "Ge", "Sb", "Te", "W"), Decimal("0.1")),
    }


def _words() -> dict[str, Any]:
    return {
        "catch_all_words": (),
        "military_words": (),
        "civil_phrases": (),
        "intermediary_words": words.INTERMEDIARY_WORDS,
        "unknown_words": words.UNKNOWN_WORDS,
        "vague_use_words": words.VAGUE_USE_WORDS,
        "technology_words": words.TECHNOLOGY_WORDS,
        "po_box_words": words.PO_BOX_WORDS,
    }


def _calendar() -> dict[str, Any]:
    calendar = default_calendar()
    return {
        "holidays": tuple(sorted(calendar.holidays)),
        "make_up_days": tuple(sorted(calendar.makeup)),
    }
