"""The exporter's shipments as the list and its file show them: found, in order, added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from compliance import clock
from compliance.codes.spelling import SEPARATORS, SpellingError, code_text
from compliance.codes.tables import COUNTRIES
from shipments.declare.orders import NEWEST, ORDERS, Order
from shipments.models import GoodsLine, PartyRole, ShipmentParty
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import RETURNED, Status

SHORTEST_COUNTRY = 4
MOST_COUNTRIES = 5
HEADER_TEXTS = (
    "reference",
    "contract_no",
    "invoice_no",
    "bill_no",
    "container_nos",
    "consignee_name",
    "end_user_name",
)
LINE_TEXTS = ("name_zh", "name_en", "licence_no", "statement_no", "hs_code")
MOST_ADDED_UP = 10_000


@dataclass(frozen=True)
class Totals:
    """How many shipments there are, their net weight and what their goods cost by currency, of the
    first MOST_ADDED_UP."""

    count: int
    net_kg: Decimal
    values: Mapping[str, Decimal]

    @property
    def is_all(self) -> bool:
        """Whether no more than these may be there."""
        return self.count < MOST_ADDED_UP


def listed(rows: ShipmentQuerySet, filters: Mapping[str, Any]) -> ShipmentQuerySet:
    """The shipments that fit every filter given, in the order asked for."""
    rows = rows.filter(standing(filters.get("status") or ""), _submitted_between(filters))
    text = (filters.get("q") or "").strip()
    if text:
        rows = rows.filter(_matches(_as_kept(text)))
    return rows.order_by(*order_of(filters).keys())


def order_of(filters: Mapping[str, Any]) -> Order:
    """The order asked for; the newest first where none is."""
    return ORDERS[filters.get("order") or NEWEST]


def totals_of(rows: ShipmentQuerySet) -> Totals:
    """Of the newest that fit; what has no weight yet weighs nothing."""
    bounded = rows.order_by("-pk")[:MOST_ADDED_UP]
    weighed = bounded.values("pk", "net_weight_kg")
    found = weighed.aggregate(count=Count("pk"), net_kg=Sum("net_weight_kg"))
    lines = GoodsLine.objects.filter(shipment__in=bounded.values("pk")).exclude(currency="")
    values = lines.values_list("currency").annotate(Sum("total_price")).order_by("currency")
    return Totals(found["count"], found["net_kg"] or Decimal(0), dict(values))


def with_consignee(rows: ShipmentQuerySet) -> ShipmentQuerySet:
    """`consignee` on every row: from the last revision, or from the draft's own party."""
    party = ShipmentParty.objects.filter(shipment=OuterRef("pk"), role=PartyRole.CONSIGNEE)
    submitted = NullIf("consignee_name", Value(""))
    return rows.annotate(consignee=Coalesce(submitted, Subquery(party.values("name_en")[:1])))


def with_currencies(rows: ShipmentQuerySet) -> ShipmentQuerySet:
    """`currencies` on every row: those of its goods, "EUR, USD"."""
    lines = GoodsLine.objects.filter(shipment=OuterRef("pk")).order_by().values("shipment")
    told = lines.annotate(told=StringAgg("currency", ", ", distinct=True)).values("told")
    return rows.annotate(currencies=Subquery(told))


def standing(shown: str) -> Q:
    """The rows that lists call so; a returned draft is no plain one."""
    if shown == RETURNED:
        return Q(status=Status.DRAFT, revision_no__gt=0)
    if shown == Status.DRAFT:
        return Q(status=Status.DRAFT, revision_no=0)
    return Q(status=shown) if shown else Q()


def _submitted_between(filters: Mapping[str, Any]) -> Q:
    """Both days count; a day begins and ends in China."""
    since, until = filters.get("since"), filters.get("until")
    bounds = Q(submitted_at__gte=clock.midnight(since)) if since else Q()
    if until:
        bounds &= Q(submitted_at__lt=clock.midnight(until + timedelta(days=1)))
    return bounds


def _as_kept(text: str) -> str:
    """As numbers are written down: in half width with plain hyphens; what cannot be is looked for
    as it was typed."""
    try:
        return code_text(text)
    except SpellingError:
        return text


def _matches(text: str) -> Q | Exists:
    """The text in a number of the header, in the goods, in any party, or as the destination."""
    lines = GoodsLine.objects.filter(_contains(LINE_TEXTS, text) | _hs_begins(text))
    parties = ShipmentParty.objects.filter(_contains(("name_en", "name_zh"), text))
    own, countries = {"shipment": OuterRef("pk")}, _countries(text)
    return (
        _contains(HEADER_TEXTS, text)
        | Q(declaration_no__startswith=text)
        | Q(destination_country__in=countries)
        | Q(final_destination__in=countries)
        | Q(Exists(lines.filter(**own)))
        | Q(Exists(parties.filter(**own)))
    )


def _contains(columns: tuple[str, ...], text: str) -> Q:
    return Q(*((f"{column}__icontains", text) for column in columns), _connector=Q.OR)


def _hs_begins(text: str) -> Q:
    """An HS code as it is written, with points: 8112.92."""
    digits = SEPARATORS.sub("", text)
    return (
        Q(hs_code__startswith=digits) if digits.isascii() and digits.isdecimal() else Q(pk__in=[])
    )


def _countries(text: str) -> list[str]:
    """The country of that code or name; of a longer word also those it begins."""
    row = COUNTRIES.resolve(text)
    if row:
        return [row.code]
    found = COUNTRIES.search(text, MOST_COUNTRIES) if len(text) >= SHORTEST_COUNTRY else []
    return [row.code for row in found]
