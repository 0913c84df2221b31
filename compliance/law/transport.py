"""By what means goods seem to leave, as the names of carriers, ports and offices tell."""

import re

from compliance.codes.tables import CUSTOMS_OFFICES, EXIT_PORTS

SEA, RAIL, ROAD, AIR, POST = "2", "3", "4", "5", "6"
_FLIGHT = re.compile(r"(?=[A-Z0-9]?[A-Z])[A-Z0-9]{2}[ -]?\d{2,4}[A-Z]?")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-Z][ ·]?[A-Z0-9]{5,6}"
)
_TRAIN = re.compile(r"班列|列车|火车|\bTRAIN\b|\bRAIL", re.IGNORECASE)
_AIRLINE = re.compile(
    r"\b(?:AIR|AIRLINES?|AIRWAYS|AVIATION|CARGOLUX|FLIGHT|FEDEX|DHL|UPS|SF EXPRESS)\b|航空|航班"
    r"|飞机",
    re.IGNORECASE,
)
_COURIER = re.compile(
    r"\b(?:DHL|FEDEX|FEDERAL EXPRESS|UPS|TNT|EMS|ARAMEX|SF EXPRESS|COURIER|PARCEL)\b|快递|快件"
    r"|顺丰|速递",
    re.IGNORECASE,
)
_VESSEL = re.compile(
    r"\bM/?V\b|\bMARU\b|\bVESSEL\b|轮$|号轮|船|\bUN\d{7}\b|\bIMO ?\d{7}\b", re.IGNORECASE
)
_SEA_VOYAGE = re.compile(r"V?\.?\d{1,5}[EWNS]", re.IGNORECASE)
_AIR_WAYBILL = re.compile(r"(\d{3})[- ]?(\d{7})(\d)")
_AIRPORT = re.compile(r"机场|空港")
_STATION = re.compile(r"铁路|火车|车站|班列")
_HARBOUR = re.compile(r"(?<!空)(?<!陆)(?<!航)港(?:区|口|湾|海关)?$|港区|码头|锚地")
_ZONE = re.compile(r"保税|物流|园区|出口加工|开发区")


def means_of(name: str, voyage: str, bill: str) -> tuple[tuple[str, str], ...]:
    """(mode of transport, the words that show it) by carrier and bill, by the voyage where the
    carrier shows none. Flights have sea-like voyage numbers in some systems."""
    plain = name.strip().upper()
    by_name = _by_name(plain)
    by_bill = ((AIR, bill.strip()),) if _is_air_waybill(bill) else ()
    is_sea_voyage = not by_name and _SEA_VOYAGE.fullmatch(voyage.strip())
    return (*by_name, *by_bill, *(((SEA, voyage.strip()),) if is_sea_voyage else ()))


def contradicting(mode: str, name: str, voyage: str, bill: str) -> tuple[str, str]:
    """The first means that the mode cannot have; ("", "") without one. A flight has a number: two
    words by air are a ship's name."""
    shown = means_of(name, voyage, bill)
    if mode == AIR and _is_like_a_ship(name.strip().upper()) and not _by_name(name.upper()):
        return SEA, name.strip()
    return next(((means, words) for means, words in shown if means != mode), ("", ""))


def mode_of_place(name: str) -> str:
    """The one mode an airport, station or harbour serves, by its Chinese name; "" for others."""
    if _ZONE.search(name):
        return ""
    kinds = ((AIR, _AIRPORT), (RAIL, _STATION), (SEA, _HARBOUR))
    return next((mode for mode, pattern in kinds if pattern.search(name)), "")


def port_name(code: str) -> str:
    """The Chinese name of a port of exit, "" when the table lacks it."""
    row = EXIT_PORTS.get(code)
    return row.name_zh if row else ""


def office_name(code: str) -> str:
    """The Chinese name of a customs office, "" when the table lacks it."""
    row = CUSTOMS_OFFICES.get(code)
    return row.name_zh if row else ""


def office_province(code: str) -> str:
    """The first two digits of administrative codes in the office's district; "" unknown."""
    row = CUSTOMS_OFFICES.get(code)
    return row.extra.get("province", "") if row else ""


def is_courier(*names: str) -> bool:
    """Whether one of the names is a courier's."""
    return any(_COURIER.search(name) for name in names)


def _by_name(plain: str) -> tuple[tuple[str, str], ...]:
    kinds = (
        (AIR, _FLIGHT.fullmatch(plain) or _AIRLINE.search(plain)),
        (RAIL, _TRAIN.search(plain)),
        (ROAD, _PLATE.search(plain)),
        (SEA, _VESSEL.search(plain)),
    )
    return tuple((mode, plain) for mode, match in kinds if match)[:1]


def _is_air_waybill(bill: str) -> bool:
    """Eleven digits, the last the remainder of the serial by seven (IATA)."""
    match = _AIR_WAYBILL.fullmatch(bill.strip())
    return match is not None and int(match[2]) % 7 == int(match[3])


def _is_like_a_ship(name: str) -> bool:
    """Two words of letters: a name, where flights and lorries have numbers."""
    return bool(re.fullmatch(r"[A-Z]{2,}(?:[ -][A-Z]{2,})+", name))
