"""The parameters of a policy by subject, as people read and edit them."""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from compliance.codes.calendar import expected_years
from compliance.law.policy import Policy
from compliance.listed import listed
from compliance.policy.columns import COLUMNS
from compliance.policy.rows import columns_of


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
    def columns(self) -> list[Any]:
        """Headings of its rows; a single one has none."""
        names = columns_of(self.kind) if self.is_table else ()
        return [COLUMNS[name] for name in names] if len(names) > 1 else []

    @property
    def is_table(self) -> bool:
        """Whether it is a table of rows rather than one value."""
        origins = {get_origin(self.kind), *map(get_origin, get_args(self.kind))}
        return bool(origins & {tuple, dict})


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Policy)


SCREENING = (
    Parameter("sampling_rate", _("Share of clean shipments reviewed by chance"), _("0 to 1.")),
    Parameter("list_limits", _("List limits"), _("Greatest age in days, greatest shrinking.")),
    Parameter(
        "match_floor",
        _("Likeness from which a match is shown"),
        _("0.5 to 0.98. A rehearsal tells how many names on no list it lets alert."),
    ),
    Parameter("licence_register_connected", _("The licence register is connected")),
    Parameter("licence_register_days", _("Days after which the licence register is too old")),
    Parameter("licence_register_shrink", _("Share of licences that a new register may lose")),
    Parameter("claim_minutes", _("Minutes until a claimed case is free again")),
    Parameter(
        "verdict_days",
        _("Days for which a dismissed match stays dismissed in later shipments"),
        _("While the declared party and the list entry stay what they are."),
    ),
    Parameter("most_claims", _("Cases an officer may have taken at once")),
    Parameter("question_working_days", _("Working days to answer a question")),
    Parameter(
        "question_extension_days",
        _("Working days by which that term may be extended"),
        _("Once. The announcement names no extension (to be verified); 0 allows none."),
    ),
    Parameter(
        "appraisal_reminder_days",
        _("Working days after which a pending appraisal is recalled to mind"),
        _("A choice of this system: no term ends an appraisal."),
    ),
    Parameter(
        "departure_days",
        _("Days from release to departure"),
        _("Later goods are listed as overdue; a choice of this system, no term of the law."),
    ),
    Parameter("penalty_years", _("Years a serious penalty counts")),
    Parameter(
        "grounds",
        _("Grounds"),
        _(
            "For hold, refuse, question, detain, withdraw; a hold names its kind. Notices print "
            "the words; confidence V2, S or M shows on screens only."
        ),
    ),
    Parameter(
        "detention_months",
        _("Months a detention lasts at most"),
        _("One year by article 40 of the regulations on penalties (one source)."),
    ),
    Parameter(
        "detention_extension_months",
        _("Months by which a detention may be extended"),
        _("Once, one year by the same article (one source)."),
    ),
)
LAW = (
    Parameter(
        "suspensions",
        _("Suspended instruments"),
        _("The end date itself is free again: “to 27 November” ends on the 28th."),
    ),
    Parameter("control_attribute_since", _("Control attribute required from")),
    Parameter("affiliate_share_percent", _("Share that makes an affiliate (%)")),
    Parameter("statement_validity_months", _("Months an end-use statement is valid")),
    Parameter("sample_regimes", _("Customs regimes of samples")),
    Parameter(
        "licence_exemptions",
        _("Regimes that free from a licence"),
        _("Goods are metal, dual_use or any; graver the less sure the source is."),
    ),
    Parameter("registration_regimes", _("Customs regimes of registration vouchers")),
)
DESTINATIONS = (
    Parameter(
        "restrictions",
        _("Restrictions"),
        _("Effect is FLAG, HOLD or BLOCK."),
    ),
    Parameter(
        "quotas",
        _("Quotas"),
        _(
            "Kilograms of contained indium a month or a year, of what is declared in it. Name the "
            "exporter by USCC, the end user as the flows do, like HANBIT CO., LTD. (KOR). What "
            "goes beyond is flagged, held or blocked; nobody goes beyond BLOCK."
        ),
    ),
    Parameter("embargoed_countries", _("Countries under embargo"), _("Three letters a line.")),
    Parameter("high_risk_countries", _("High-risk countries")),
    Parameter("transit_hubs", _("Transit hubs")),
)
NORMS = (
    Parameter("end_use_norms", _("End-use norms"), _("Purity in %, lots and years in kg.")),
    Parameter("excess_hold_factor", _("Multiple of the usual lot that is held")),
    Parameter("trace_percent", _("Traces of other controlled elements (%)")),
    Parameter(
        "mostly_elements",
        _("Share that makes goods that element"),
        _("Symbol, mass percent, control code."),
    ),
    Parameter(
        "trade_alloys",
        _("Alloys by trade name"),
        _("Names and parts with commas, parts like Ga 75.5."),
    ),
    Parameter("known_composition_percent", _("Share of a mixture that has to be known (%)")),
    Parameter("quantity_tolerance", _("Tolerance of the statement's quantity (share)")),
    Parameter("sum_tolerance", _("Tolerance of sums (share)")),
)
TRADE = (
    Parameter("price_bands", _("Reference prices"), _("USD per kg by purity class and date.")),
    Parameter("price_low_ratio", _("Lowest usual price (share of the reference)")),
    Parameter("price_high_ratio", _("Highest usual price (share of the reference)")),
    Parameter("usd_rates", _("Rates to USD")),
    Parameter("national_monthly_export_kg", _("National exports a month (kg)")),
    Parameter("high_lot_share", _("Share of them that makes a large lot")),
    Parameter("structuring_count", _("Declarations that look like one deal split")),
    Parameter("structuring_days", _("Within that many days")),
    Parameter("check_threshold_kg", _("Check threshold (kg)")),
    Parameter("just_below_share", _("Share below the threshold that is just below")),
    Parameter(
        "diversion_limits",
        _("Where signs of diversion begin"),
        _("Points that watch and hold an end user; factors, shares 0 to 1, days, counts, kg."),
    ),
    Parameter(
        "diversion_points",
        _("Points of the signs of diversion"),
        _("0 leaves a sign out of the score."),
    ),
)
FOLLOW_UP = (
    Parameter(
        "follow_up_duties",
        _("Reports after release"),
        _(
            "Kinds: departure, arrival, delivery, use, certificate, visit. After: release, "
            "departure, arrival, delivery, use. Goods: any, metal, dual_use. Grades: high_risk, "
            "transit_hub, other. The first that fits a release counts, of each kind."
        ),
    ),
    Parameter(
        "follow_up_answer_days",
        _("Working days to report anew"),
        _("After customs questioned a report."),
    ),
    Parameter(
        "follow_up_held",
        _("Overdue reports that hold the exporter's next declarations"),
        _("Fewer are a flag; 0 holds nobody."),
    ),
    Parameter(
        "follow_up_limited",
        _("Overdue reports that limit what the exporter may ship"),
        _("0 limits nobody."),
    ),
    Parameter("follow_up_limit_kg", _("What it may ship then (kg)")),
    Parameter("follow_up_limit_days", _("Within that many days")),
    Parameter(
        "use_yields",
        _("How a use divides its metal"),
        _("Shares of product and of recovered scrap, 0 to 1; the rest is lost."),
    ),
)
_WORDS_HINT = _("One word or phrase a line; Latin words match whole words.")
WORDS = (
    Parameter(
        "use_terms",
        _("Terms of use"),
        _("Kind, weight 0 to 3, country of the body named, words with a comma between them."),
    ),
    Parameter("catch_all_words", _("Catch-all words"), _WORDS_HINT),
    Parameter("military_words", _("Military words"), _WORDS_HINT),
    Parameter("civil_phrases", _("Assurances of civil use"), _WORDS_HINT),
    Parameter("intermediary_words", _("Words of intermediaries"), _WORDS_HINT),
    Parameter("unknown_words", _("Words for an unknown user"), _WORDS_HINT),
    Parameter("vague_use_words", _("Vague uses"), _WORDS_HINT),
    Parameter("technology_words", _("Words of technology"), _WORDS_HINT),
    Parameter("po_box_words", _("Words of post-office boxes"), _WORDS_HINT),
)
_HOLIDAYS_HINT = format_lazy(
    _(
        "Weekdays off, one date a line. As delivered, those of {years} are expected ones: no notice"
        " had announced them."
    ),
    years=lazy(listed, str)([str(year) for year in expected_years()]),
)
CALENDAR = (
    Parameter("holidays", _("Holidays"), _HOLIDAYS_HINT),
    Parameter("make_up_days", _("Make-up days"), _("Working days on weekends.")),
)
DESK = (
    Parameter(
        "office_contacts",
        _("Contacts of customs offices"),
        _(
            "Office by its four digits, none for all. Exporters read them; what is V2, S or M is "
            "marked so. E-mail and addresses may be left empty."
        ),
    ),
    Parameter(
        "paper_formats",
        _("Formats of papers"),
        _("One a line: pdf, png, jpg always; docx, xlsx, heic where the office takes them."),
    ),
)
GROUPS: tuple[tuple[str, Any, tuple[Parameter, ...]], ...] = (
    ("screening", _("Screening and review"), SCREENING),
    ("law", _("Dated law"), LAW),
    ("destinations", _("Destinations and restrictions"), DESTINATIONS),
    ("norms", _("End use and goods"), NORMS),
    ("trade", _("Prices and volumes"), TRADE),
    ("follow_up", _("After the gate"), FOLLOW_UP),
    ("words", _("Word lists"), WORDS),
    ("calendar", _("Working days"), CALENDAR),
    ("desk", _("The exporters' desk"), DESK),
)
PARAMETERS: tuple[Parameter, ...] = tuple(
    parameter for _key, _title, parameters in GROUPS for parameter in parameters
)
