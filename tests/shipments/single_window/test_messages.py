"""Declarations become messages the schema accepts, and come back as they went.

Which element holds what is written here by hand, from the customs filling guide.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

import pytest
from lxml import etree

from compliance.law.declaration import Declaration
from shipments.single_window.exporting import DoesNotFit, message_of
from shipments.single_window.reading import Reading, read_message
from shipments.single_window.xsd import schema_text
from tests.shipments.single_window.generated import declarations

NS = {"d": "http://www.chinaport.gov.cn/dec"}
HEADER = """
office declaring_customs DecHead/CustomMaster
exit_customs exit_customs DecHead/IEPort
export_date export_date DecHead/IEDate
record_no record_no DecHead/ManualNo
producer_name_zh producer.name_zh DecHead/OwnerName
producer_uscc producer.uscc DecHead/OwnerCodeScc
producer_customs_code producer.customs_code DecHead/OwnerCode
declarant_name_zh declarant.name_zh DecHead/AgentName
declarant_uscc declarant.uscc DecHead/AgentCodeScc
declarant_person declarant_person DecHead/DeclareName
declarant_person_card declarant_person_card DecFreeTxt/DecNo
declarant_phone declarant.phone DecFreeTxt/DecBpNo
customs_regime customs_regime DecHead/TradeMode
levy_nature levy_nature DecHead/CutMode
price_promises price_promises DecHead/PromiseItmes
contract_no contract_no DecHead/ContrNo
trading_country trading_country DecHead/TradeAreaCode
destination_country destination_country DecHead/TradeCountry
destination_port destination_port DecHead/DistinatePort
exit_port exit_port DecHead/EntyPortCode
transport_mode transport_mode DecHead/TrafMode
transport_name transport_name DecHead/TrafName
voyage_no voyage_no DecFreeTxt/VoyNo
bill_no bill_no DecHead/BillNo
incoterm incoterm DecHead/TransMode
freight_mark freight.mark DecHead/FeeMark
freight_amount freight.amount DecHead/FeeRate
freight_currency freight.currency DecHead/FeeCurr
insurance_mark insurance.mark DecHead/InsurMark
insurance_amount insurance.amount DecHead/InsurRate
insurance_currency insurance.currency DecHead/InsurCurr
other_mark other_charges.mark DecHead/OtherMark
other_amount other_charges.amount DecHead/OtherRate
other_currency other_charges.currency DecHead/OtherCurr
packing packing DecHead/WrapType
packages packages DecHead/PackNo
gross_weight_kg gross_weight_kg DecHead/GrossWet
net_weight_kg net_weight_kg DecHead/NetWt
marks marks DecHead/MarkNo
remarks remarks DecHead/NoteS
"""
LINE = """
hs_code CodeTS
ciq_code CiqCode
name_zh GName
name_en DeclGoodsEname
specification GModel
quantity GQty
unit GUnit
net_weight_kg FirstQty
unit_price DeclPrice
total_price DeclTotal
currency TradeCurr
origin_country DestinationCountry
final_destination OriginCountry
source_area DistrictCode
duty_mode DutyMode
licence_kind DecGoodsLimits/DecGoodsLimit/LicTypeCode
licence_no DecGoodsLimits/DecGoodsLimit/LicenceNo
control_explain_code ControlExplainCode
lot_numbers ProdBatchNo
un_number Uncode
dangerous_name DangName
dangerous_packing DangPackSpec
"""
Rows = list[list[str]]
SOME_OR_ALL = pytest.mark.parametrize("count", [100, pytest.param(500, marks=pytest.mark.long)])


def rows(table: str) -> Rows:
    return [line.split() for line in table.strip().splitlines()]


@cache
def generated() -> list[Declaration]:
    return declarations()


@cache
def schema(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema_text(version)))


def inside(root: Any, path: str) -> str:
    steps = "/".join(f"d:{step}" for step in path.split("/"))
    return root.findtext(steps, "", NS) or ""


def same(text: str, value: Any) -> bool:
    """As the message writes days and numbers; a line break is one, however it was typed."""
    if isinstance(value, Decimal | int):
        return Decimal(text) == value
    return text == ("" if value is None else f"{value:%Y%m%d}" if hasattr(value, "year") else value)


@SOME_OR_ALL
def test_generated_declarations_are_valid_messages(count: int) -> None:
    assert len(generated()[:count]) == count
    for each in generated()[:count]:
        root = etree.fromstring(message_of(each, "4.8"))
        assert schema("4.8").validate(root), (each.reference, schema("4.8").error_log)
        for _name, place, path in rows(HEADER):
            assert same(inside(root, path), attrgetter(place)(each)), (each.reference, path)
        for line, node in zip(each.lines, root.iterfind(".//d:DecList", NS), strict=True):
            for name, path in rows(LINE):
                assert same(inside(node, path), getattr(line, name)), (each.reference, name)


@SOME_OR_ALL
def test_generated_declarations_come_back_as_they_went(count: int) -> None:
    for each in generated()[:count]:
        reading = read_message(message_of(each, "4.8"))
        assert reading.faults == (), each.reference
        assert reading.unmapped == (), each.reference
        assert_same_header(reading, each)
        assert_same_lines(reading, each)


def assert_same_header(reading: Reading, declared: Declaration) -> None:
    content = reading.content
    for name, place, _path in rows(HEADER):
        assert same(content.get(name, ""), attrgetter(place)(declared)), (declared.reference, name)
    code = declared.declarant.customs_code
    assert content.get("declarant_customs_code", "") == code
    consignee = declared.party("consignee")
    read = content["parties"][0] if content["parties"] else {}
    assert read.get("name_en", "") == (consignee.name_en if consignee else "")
    assert read.get("aeo_code", "") == (consignee.aeo_code if consignee else "")
    documents = [(row["code"], row["number"]) for row in content["other_documents"]]
    assert documents == [(each.code, each.number) for each in declared.documents]
    assert reading.exporter_uscc == declared.exporter.uscc


def assert_same_lines(reading: Reading, declared: Declaration) -> None:
    for line, content in zip(declared.lines, reading.content["lines"], strict=True):
        for name, _path in rows(LINE):
            assert same(content.get(name, ""), getattr(line, name)), (declared.reference, name)
        composition = [
            (row["substance"], Decimal(row["percent"])) for row in content["composition"]
        ]
        assert composition == [(each.substance, each.percent) for each in line.composition]
        elements = [
            (row["category"], row["number"], row["value"]) for row in content["control_elements"]
        ]
        assert elements == [
            (each.category, each.number, each.value) for each in line.control_elements
        ]


def test_the_same_declaration_gives_the_same_bytes() -> None:
    first = generated()[1]
    assert message_of(first, "4.8") == message_of(first, "4.8")


def test_what_the_first_version_cannot_carry_is_refused_by_name() -> None:
    """Its schema has 26 characters for the vessel, 70 for a name and no control elements."""
    plain = replace(
        generated()[1],
        lines=tuple(
            replace(line, control_explain_code="", control_elements=())
            for line in generated()[1].lines
        ),
        exporter=replace(generated()[1].exporter, name_zh="个旧银坪铟业有限公司"),
        producer=replace(generated()[1].producer, name_zh="个旧银坪铟业有限公司"),
        parties=(),
        transport_name="EVER CALM",
        remarks="",
    )
    assert schema("3.1").validate(etree.fromstring(message_of(plain, "3.1")))
    long = replace(plain, transport_name="V" * 27)
    with pytest.raises(DoesNotFit) as refused:
        message_of(long, "3.1")
    assert [fault.path for fault in refused.value.faults] == ["DecHead/TrafName"]
    line = replace(plain.lines[0], control_explain_code="ZZ02")
    with pytest.raises(DoesNotFit) as refused:
        message_of(replace(plain, lines=(line,)), "3.1")
    assert [fault.path for fault in refused.value.faults] == ["DecLists/DecList/ControlExplainCode"]


def test_a_declaration_without_papers_is_no_message() -> None:
    with pytest.raises(DoesNotFit) as refused:
        message_of(replace(generated()[1], attachments=()), "4.8")
    assert [fault.path for fault in refused.value.faults] == ["EdocRealation"]
