"""Declarations as exporters file them, and stranger ones, the same 500 on every run."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from compliance.law.declaration import (
    Attachment,
    Component,
    ControlElement,
    Declaration,
    Fee,
    GoodsLine,
    Organisation,
    OtherDocument,
    Party,
)

COUNTRIES = ("KOR", "JPN", "DEU", "USA", "HKG", "TWN", "NLD")
NAMES = (
    "Hanbit Target Materials Co., Ltd.",
    "Müller & Söhne <GmbH>",
    'O\'Brien "Metals" plc',
    "株式会社アオバ",
    "A" * 400,
    "Ü" * 400,
)
GOODS = ("铟锭", "磷化铟晶片", "氧化铟锡靶材 & 残靶", "三甲基铟", "铟" * 255)
CASES = 500
MOST_LINES = 50


def declarations() -> list[Declaration]:
    """500 of them; the first have the extremes of length and number."""
    return [declaration(random.Random(number), number) for number in range(CASES)]


def declaration(dice: random.Random, number: int) -> Declaration:
    count = MOST_LINES if number == 0 else dice.randint(1, 6)
    lines = tuple(a_line(dice, place) for place in range(1, 1 + count))
    return Declaration(
        **heading(dice, number),
        **of_trade(dice),
        **of_transport(dice),
        lines=lines,
        gross_weight_kg=sum((line.gross_weight_kg for line in lines), Decimal(0)),
        net_weight_kg=sum((line.net_weight_kg for line in lines), Decimal(0)),
        declared_total=sum((line.total_price for line in lines), Decimal(0)),
        parties=(party(dice),) if number % 7 else (),
        documents=tuple(
            OtherDocument(dice.choice("B4y"), f"26{n:010d}") for n in range(dice.randint(0, 7))
        ),
        attachments=tuple(
            Attachment(
                dice.choice(["contract", "invoice", "other"]), f"单证{n}.pdf", f"{n:064x}", 4096
            )
            for n in range(dice.randint(1, 10))
        ),
    )


def heading(dice: random.Random, number: int) -> dict[str, Any]:
    return {
        "reference": f"G49-{number:08d}",
        "declaration_no": dice.choice([f"2233202600{number:08d}", ""]),
        "revision": dice.randint(1, 99999),
        "declared_on": date(2026, 1, 1) + timedelta(days=dice.randint(0, 364)),
        "exporter": organisation(dice),
        "producer": organisation(dice),
        "declarant": Organisation(
            "上海通关报关有限公司",
            uscc="91430200MA4L17XC26",
            customs_code=dice.choice(["4302960217", ""]),
            phone=dice.choice(["021-68001234", ""]),
        ),
        "declarant_person": dice.choice(["王申报", "", "名" * 50]),
        "declarant_person_card": dice.choice(["2248000000001", ""]),
        "declaring_customs": "2233",
        "exit_customs": dice.choice(["2248", "2233", ""]),
        "export_date": dice.choice([date(2026, 11, 28), None]),
    }


def of_trade(dice: random.Random) -> dict[str, Any]:
    return {
        "record_no": dice.choice(["C22481234567", ""]),
        "customs_regime": dice.choice(["0110", "0615"]),
        "levy_nature": dice.choice(["101", ""]),
        "contract_no": dice.choice(["HJ-HB-2026-118", "C" * 32, "<&>"]),
        "contract_date": None,
        "invoice_no": "INV-1",
        "incoterm": dice.choice("1237"),
        "freight": fee(dice, "123"),
        "insurance": fee(dice, "13"),
        "other_charges": fee(dice, "123"),
        "marks": dice.choice(["N/M", "HANBIT\r\nGUMI\nC/NO.1-27", "M" * 400, ""]),
        "remarks": dice.choice(["属于两用物项，3C004.a", "备" * 255, "]]> & <x/>", ""]),
        "price_promises": dice.choice(["01091", "99999", "00000"]),
    }


def of_transport(dice: random.Random) -> dict[str, Any]:
    return {
        "trading_country": dice.choice(COUNTRIES),
        "destination_country": dice.choice(COUNTRIES),
        "final_destination": dice.choice(COUNTRIES),
        "destination_port": dice.choice(["KOR003", "JPN411"]),
        "exit_port": "311002",
        "transport_mode": dice.choice("2459"),
        "transport_name": dice.choice(["EVER CALM", "V" * 50, ""]),
        "voyage_no": dice.choice(["0149W", ""]),
        "bill_no": dice.choice(["SHA1234549", ""]),
        "container_nos": " ".join(
            f"CSQU{dice.randint(0, 9999999):07d}" for _each in range(dice.choice([0, 0, 1, 3, 55]))
        ),
        "packing": dice.choice(["22", "06", "99"]),
        "packages": dice.choice([1, 27, 999999999]),
    }


def organisation(dice: random.Random) -> Organisation:
    name = dice.choice(["个旧银坪铟业有限公司", "铟" * 100, "A&B 冶炼 <集团>"])
    return Organisation(name, "", "91532501MA6K49YP37", "5325960149")


def party(dice: random.Random) -> Party:
    aeo = dice.choice(["", "KRAEO1234567", "K" * 50])
    return Party("consignee-1", "consignee", dice.choice(NAMES), country="KOR", aeo_code=aeo)


def fee(dice: random.Random, marks: str) -> Fee:
    if dice.random() < 0.4:
        return Fee()
    amount = Decimal(dice.randint(1, 10**9)) / 10**4
    return Fee(dice.choice(marks), amount, dice.choice(["USD", "CNY"]))


def a_line(dice: random.Random, number: int) -> GoodsLine:
    net = Decimal(dice.randint(1, 10**11)) / 10**5
    composition = (Component("In", Decimal("99.995")), Component("Sn", Decimal("0.005")))
    return GoodsLine(
        number=number,
        hs_code=dice.choice(["8112923010", "2853904051"]),
        ciq_code=dice.choice(["999", "101"]),
        material="indium",
        form="ingot",
        name_zh=dice.choice(GOODS),
        name_en=dice.choice(["Indium ingot", "N" * 100, ""]),
        specification=dice.choice(["1|2|锭|铟99.995%", "规" * 255, ""]),
        cas="7440-74-6",
        purity_percent=Decimal("99.995"),
        composition=dice.choice([(), composition]),
        quantity=Decimal(dice.randint(1, 10**15)) / 10**5,
        unit=dice.choice(["035", "036"]),
        net_weight_kg=net,
        gross_weight_kg=net + Decimal(dice.randint(0, 10**7)) / 10**5,
        unit_price=Decimal(dice.randint(1, 10**12)) / 10**4,
        total_price=Decimal(dice.randint(1, 10**15)) / 10**4,
        currency=dice.choice(["USD", "EUR", "CNY"]),
        origin_country="CHN",
        final_destination=dice.choice(COUNTRIES),
        source_area="53079",
        duty_mode=dice.choice("136"),
        **control(dice),
        lot_numbers=dice.choice(["HJ2611-001", ""]),
        un_number=dice.choice(["3393", ""]),
        dangerous_name=dice.choice(["有机金属物质，固体，引火性", ""]),
        dangerous_packing=dice.choice(["1A1 / I", ""]),
    )


def control(dice: random.Random) -> dict[str, Any]:
    licence = dice.choice([("", ""), ("4", "26-53-000149"), ("G", "26-11-000007")])
    return {
        "licence_kind": licence[0],
        "licence_no": licence[1],
        "control_code": "3C004.b",
        "control_explain_code": dice.choice(["", "ZZ02"]),
        "control_elements": tuple(
            ControlElement("ZZ02", str(n), dice.choice(["26-53-000149", "值" * 512]))
            for n in range(dice.randint(0, 3))
        ),
    }
