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
from compliance.law.default_norms import END_USE_NORMS, PRICE_BANDS
from compliance.law.policy import LicenceExemption, ListLimit, Policy, Suspension

PRC_LISTS = (
    "export_control_list",
    "watch_list",
    "unreliable_entity_list",
    "countermeasures_list",
)

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


def _exemptions() -> tuple[LicenceExemption, ...]:
    """By how sure the source is: V2 and S to check, M and what the tariff page contradicts for two
    officers."""
    begin = date(2024, 1, 1)
    return (
        LicenceExemption(
            "ZONE-ENTRY",
            "any",
            "FLAG",
            date(2024, 12, 1),
            None,
            (),
            True,
            None,
            "V2",
            "境内进入海关特殊监管区域、保税监管场所，无须许可（第792号令第四十八条第二款）；离区出境时须验证",
            "Entry from the mainland into a bonded place needs no licence (Decree 792 art. 48.2); "
            "leaving it for abroad does",
        ),
        LicenceExemption(
            "BORDER-TRADE",
            "metal",
            "HOLD",
            date(2026, 1, 1),
            date(2027, 1, 1),
            ("4019",),
            False,
            None,
            "V2",
            "边境小额贸易免领出口许可证（2025年第89号）；税则页仍标注证件代码y，由两名关员核实",
            "Small-scale border trade needs no export licence (2025 No.89); the tariff page still "
            "shows document code y, so two officers look",
        ),
        LicenceExemption(
            "SAMPLES",
            "metal",
            "FLAG",
            begin,
            None,
            ("3010",),
            False,
            Decimal(30000),
            "S",
            "货样广告品每批不超过人民币3万元免领出口许可证（单一来源）",
            "Samples up to CNY 30,000 a consignment need no export licence (one source)",
        ),
        LicenceExemption(
            "ZONE-ABROAD",
            "metal",
            "HOLD",
            begin,
            None,
            ("5034",),
            False,
            None,
            "M",
            "综合保税区与境外之间一般不实行许可证件管理，另有规定的除外（凭记忆）；两用物项仍须许可",
            "Between a bonded zone and abroad licences are usually not asked for (from memory); "
            "dual-use items still need theirs",
        ),
        LicenceExemption(
            "DIRECT-RETURN",
            "any",
            "HOLD",
            begin,
            None,
            ("4500",),
            False,
            None,
            "M",
            "直接退运货物不验核许可证件（凭记忆）；须有海关直接退运的决定",
            "Licences are not asked for on direct return (from memory); customs' decision on the "
            "return is needed",
        ),
    )


@cache
def default_policy() -> Policy:
    """Policy 1, in force from 2024-01-01."""
    return Policy(
        number=1,
        in_force_from=date(2024, 1, 1),
        restrictions=(),
        suspensions=_suspensions(),
        control_attribute_since=date(2026, 5, 1),
        licence_exemptions=_exemptions(),
        **_limits(),
        **_norms(),
        **_words(),
        **_calendar(),
    )


def _limits() -> dict[str, Any]:
    return {
        "sampling_rate": Decimal("0.05"),
        "list_limits": tuple(ListLimit(code, 35, Decimal("0.05")) for code in PRC_LISTS),
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
        "catch_all_words": words.CATCH_ALL_WORDS,
        "military_words": words.MILITARY_WORDS,
        "civil_phrases": words.CIVIL_PHRASES,
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
