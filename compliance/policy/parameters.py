"""The parameters of a policy by subject, as people read and edit them."""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext_lazy as _

from compliance.law.policy import Policy


@dataclass(frozen=True)
class Parameter:
    """One field of Policy with its label and, where needed, a hint."""

    name: str
    label: Any
    hint: Any = ""

    @property
    def kind(self) -> Any:
        """Its type in Policy."""
        return _kinds()[self.name]

    @property
    def is_table(self) -> bool:
        """Whether it is a table of rows rather than one value."""
        origins = {get_origin(self.kind), *map(get_origin, get_args(self.kind))}
        return bool(origins & {tuple, dict})


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Policy)


SCREENING = (
    Parameter("sampling_rate", _("share of clean shipments reviewed by chance"), _("0 to 1.")),
    Parameter("list_limits", _("list limits"), _("Greatest age in days, greatest shrinking.")),
    Parameter("licence_register_connected", _("the licence register is connected")),
    Parameter("claim_minutes", _("minutes until a claimed case is free again")),
    Parameter("question_working_days", _("working days to answer a question")),
    Parameter("penalty_years", _("years a serious penalty counts")),
)
LAW = (
    Parameter("suspensions", _("suspended instruments"), _("The end date itself is free again.")),
    Parameter("control_attribute_since", _("control attribute required from")),
    Parameter("affiliate_share_percent", _("share that makes an affiliate (%)")),
    Parameter("statement_validity_months", _("months an end-use statement is valid")),
    Parameter("sample_regimes", _("customs regimes of samples")),
)
DESTINATIONS = (
    Parameter(
        "restrictions",
        _("restrictions"),
        _("Effect is FLAG, HOLD or BLOCK; a company is named under end_user."),
    ),
    Parameter("embargoed_countries", _("countries under embargo"), _("Three letters a line.")),
    Parameter("high_risk_countries", _("high-risk countries")),
    Parameter("transit_hubs", _("transit hubs")),
)
NORMS = (
    Parameter("end_use_norms", _("end-use norms"), _("Purity in %, lots and years in kg.")),
    Parameter("excess_hold_factor", _("multiple of the usual lot that is held")),
    Parameter("trace_percent", _("traces of other controlled elements (%)")),
    Parameter("quantity_tolerance", _("tolerance of the statement's quantity (share)")),
    Parameter("sum_tolerance", _("tolerance of sums (share)")),
)
TRADE = (
    Parameter("price_bands", _("reference prices"), _("USD per kg by purity class and date.")),
    Parameter("price_low_ratio", _("lowest usual price (share of the reference)")),
    Parameter("price_high_ratio", _("highest usual price (share of the reference)")),
    Parameter("usd_rates", _("rates to USD")),
    Parameter("national_monthly_export_kg", _("national exports a month (kg)")),
    Parameter("high_lot_share", _("share of them that makes a large lot")),
    Parameter("structuring_count", _("declarations that look like one deal split")),
    Parameter("structuring_days", _("within that many days")),
    Parameter("check_threshold_kg", _("check threshold (kg)")),
    Parameter("just_below_share", _("share below the threshold that is just below")),
)
_WORDS_HINT = _("One word or phrase a line; Latin words match whole words.")
WORDS = (
    Parameter("catch_all_words", _("catch-all words"), _WORDS_HINT),
    Parameter("military_words", _("military words"), _WORDS_HINT),
    Parameter("civil_phrases", _("assurances of civil use"), _WORDS_HINT),
    Parameter("intermediary_words", _("words of intermediaries"), _WORDS_HINT),
    Parameter("unknown_words", _("words for an unknown user"), _WORDS_HINT),
    Parameter("vague_use_words", _("vague uses"), _WORDS_HINT),
    Parameter("technology_words", _("words of technology"), _WORDS_HINT),
    Parameter("po_box_words", _("words of post-office boxes"), _WORDS_HINT),
)
CALENDAR = (
    Parameter("holidays", _("holidays"), _("Weekdays off, one date a line.")),
    Parameter("make_up_days", _("make-up days"), _("Working days on weekends.")),
)
GROUPS: tuple[tuple[str, Any, tuple[Parameter, ...]], ...] = (
    ("screening", _("Screening and review"), SCREENING),
    ("law", _("Dated law"), LAW),
    ("destinations", _("Destinations and restrictions"), DESTINATIONS),
    ("norms", _("End use and goods"), NORMS),
    ("trade", _("Prices and volumes"), TRADE),
    ("words", _("Word lists"), WORDS),
    ("calendar", _("Working days"), CALENDAR),
)
PARAMETERS: tuple[Parameter, ...] = tuple(
    parameter for _key, _title, parameters in GROUPS for parameter in parameters
)
