"""DST-26 to DST-28 and DOC-22: means of transport, ports and offices that contradict each other."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import CUSTOMS_LAW, DANGEROUS_CHEMICALS, DECLARATION_RULES
from compliance.law.rule import Effect, Hit, rule
from compliance.law.transport import (
    AIR,
    POST,
    RAIL,
    ROAD,
    SEA,
    contradicting,
    is_courier,
    mode_of_place,
    office_name,
    office_province,
    port_name,
)

ONE_MODE = (SEA, RAIL, ROAD, AIR)
CARRIERS = ("forwarder", "carrier")
PYROPHORIC = frozenset({"3C004.b", "3C004.c"})

_MEANS_BASIS = (
    DECLARATION_RULES.article(
        "4, 8, 9",
        "出境关别、运输方式、运输工具名称及航次号按实际出境情况填报。",
        "Exit office, mode, means and voyage are those the goods actually leave by.",
    ),
    CUSTOMS_LAW.article("24", "如实申报。", "The declaration has to be truthful."),
)


@rule(
    "DST-26",
    regulation="R16",
    title=_("Mode and means of transport contradict each other"),
    message=_("The mode is %(mode)s; %(text)s belongs to %(means)s."),
    basis=_MEANS_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the mode, the means or the number of the voyage or bill."),
)
def means_fit_mode(facts: Facts) -> Iterable[Hit]:
    """A ship's name by air, a flight number by sea, an air waybill with a ship."""
    each = facts.declaration
    if each.transport_mode not in ONE_MODE:
        return []
    carrier = (each.transport_name, each.voyage_no, each.bill_no)
    means, words = contradicting(each.transport_mode, *carrier)
    if not means:
        return []
    return [on_field("transport_name", mode=each.transport_mode, means=means, text=words)]


@rule(
    "DST-27",
    regulation="R16",
    title=_("Mode of transport and place of exit contradict each other"),
    message=_("The mode is %(mode)s; %(text)s serves %(means)s."),
    basis=_MEANS_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the mode, the port of exit or the customs office."),
)
def place_fits_mode(facts: Facts) -> Iterable[Hit]:
    """By sea from an airport, by air from a harbour; roads lead from either."""
    declaration, mode = facts.declaration, facts.declaration.transport_mode
    places = (
        ("exit_port", port_name(declaration.exit_port)),
        ("exit_customs", office_name(declaration.exit_customs)),
    )
    return [
        on_field(field_name, mode=mode, means=means, text=name)
        for field_name, name in places
        if mode in (SEA, RAIL, AIR) and (means := mode_of_place(name)) not in ("", mode)
    ]


@rule(
    "DST-28",
    regulation="R16",
    title=_("Port of exit and customs office are in different places"),
    message=_("%(port)s is not in the district of %(office)s."),
    basis=_MEANS_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the port of exit or the office of exit."),
)
def port_in_district(facts: Facts) -> Iterable[Hit]:
    """By the province in the port's code; offices the table does not know are left alone."""
    declaration = facts.declaration
    port, office = declaration.exit_port, declaration.exit_customs
    province = office_province(office)
    if not province or not port_name(port) or port[:2] == province:
        return []
    return [on_field("exit_port", port=port_name(port), office=office_name(office))]


@rule(
    "DOC-22",
    regulation="DG",
    title=_("Pyrophoric goods by air, post or courier"),
    message=_("Line %(line)s (UN %(un)s) is to leave by %(text)s."),
    basis=(
        DANGEROUS_CHEMICALS.article(
            "",
            "危险化学品不得邮寄或夹带在普通货物、快件中运输。",
            "Dangerous chemicals go neither by post nor among ordinary goods or parcels.",
        ),
        DECLARATION_RULES.article(
            "",
            "危险货物填报UN编号、名称和包装类别。",
            "UN number, name and packing group are given.",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_(
        "UN 3393 and UN 3394 are forbidden or limited by air: show the carrier's acceptance and"
        " the "
        "dangerous-goods declaration, or send them by sea or road."
    ),
)
def pyrophoric_by_air(facts: Facts) -> Iterable[Hit]:
    """Trimethyl- and triethylindium; the forwarder may be a courier under any mode."""
    declaration = facts.declaration
    carriers = [party.name_en for party in facts.parties if party.role in CARRIERS]
    by_air = declaration.transport_mode in (AIR, POST)
    if not by_air and not is_courier(declaration.transport_name, *carriers):
        return []
    words = declaration.transport_name or declaration.transport_mode
    return [
        on_line(line, "un_number", un=line.un_number or "-", text=words)
        for line, found in facts.controlled_lines
        if PYROPHORIC & set(found.control_codes)
    ]
