"""From a declaration to the values of a message, part by part. Pure: no table is read.

The export quirk of the two country tags (each carries the other's value) stands in the dictionary.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from compliance.codes.tables import ATTACHMENT_KINDS, SUPERVISION_DOCS
from compliance.declared.field import Field
from compliance.law.declaration import Attachment, Declaration, GoodsLine
from shipments.declare.composition_text import text_of_composition
from shipments.single_window.mapping import OURS, fields_in, fields_of_consignee

Values = dict[str, Any]
HEAD_LICENCE = re.compile(r"\d{2}-.{2}-.{1,14}")
KILOGRAM = "035"
STORED = "G"  # the declarant signs and declares in the Single Window itself


def values_of(declaration: Declaration) -> Values:
    """The message as nested values, lists where an element may stand several times."""
    documents = [{"DocuCode": each.code, "CertCode": each.number} for each in declaration.documents]
    return {
        "DecHead": _head(declaration),
        "DecLists": {"DecList": [_line(line) for line in declaration.lines]},
        "DecContainers": {
            "Container": [
                {"ContainerId": number, "ContainerMd": ""}
                for number in declaration.container_nos.split()
            ]
        },
        "DecLicenseDocus": {"LicenseDocu": documents},
        "DecFreeTxt": _plain(fields_in("FREE_TEXT"), declaration),
        "DecSign": _signature(declaration),
        "EdocRealation": [
            _paper(declaration, paper, place)
            for place, paper in enumerate(declaration.attachments, start=1)
        ],
    }


def text_of(value: Any) -> str:
    """A value as the message writes it: numbers without zeros at the end, days without hyphens."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return f"{value:%Y%m%d}" if isinstance(value, date) else str(value)


def _plain(fields: dict[str, Field], declared: Any) -> Values:
    return {tag: text_of(field.declared_in(declared)) for tag, field in fields.items()}


def _head(declaration: Declaration) -> Values:
    exporter, consignee = declaration.exporter, declaration.party("consignee")
    plain = _plain(fields_in("HEAD"), declaration)
    return {
        **plain,
        **OURS,
        **(_plain(fields_of_consignee(), consignee) if consignee else {}),
        "AgentCode": plain["AgentCode"] or plain["AgentCodeScc"],
        "TradeCode": exporter.customs_code or exporter.uscc,
        "TradeName": exporter.name_zh,
        "TradeCoScc": exporter.uscc,
        "CopName": exporter.name_zh,
        "CopCodeScc": exporter.uscc,
        "LicenseNo": _only_licence(declaration.lines),
        "EntryId": declaration.declaration_no,
    }


def _line(line: GoodsLine) -> Values:
    limit = {
        "GoodsNo": str(line.number),
        "LicTypeCode": line.licence_kind,
        "LicenceNo": line.licence_no,
    }
    return {
        **_plain(fields_in("LINE"), line),
        "GNo": str(line.number),
        "FirstUnit": KILOGRAM,
        "Stuff": text_of_composition((each.substance, each.percent) for each in line.composition),
        "DecGoodsLimits": {"DecGoodsLimit": [limit]} if line.licence_no else {},
        "DecControlModel": [
            {
                "ElementNo": each.number,
                "ElementValue": each.value,
                "DeclarationCategoryCode": each.category,
            }
            for each in line.control_elements
        ],
    }


def _only_licence(lines: Iterable[GoodsLine]) -> str:
    """The head has one box: the licence of a kind that belongs there, where it is the only one."""
    kinds = {row.code for row in SUPERVISION_DOCS if row.extra.get("header_licence")}
    numbers = {line.licence_no for line in lines if line.licence_kind in kinds}
    number = numbers.pop() if len(numbers) == 1 else ""
    return number if HEAD_LICENCE.fullmatch(number) else ""


def _signature(declaration: Declaration) -> Values:
    """Unsigned: what is written here is stored, not declared."""
    return {
        "OperType": STORED,
        "ClientSeqNo": f"{declaration.reference}-{declaration.revision:05d}",
        "SignDate": f"{declaration.declared_on:%Y%m%d}00000000",
    }


def _paper(declaration: Declaration, paper: Attachment, place: int) -> Values:
    kind = ATTACHMENT_KINDS.require(paper.kind).extra["edoc_code"]
    serial = f"{declaration.revision:06d}{place:012d}"
    owner = declaration.exporter
    return {
        "EdocID": f"{declaration.declaring_customs}{kind}IM{serial}.pdf",
        "EdocCode": kind,
        "EdocFomatType": "US",
        "EdocCopId": f"{paper.sha256[:16]}.{paper.filename.rpartition('.')[2]}"[:64],
        "EdocOwnerCode": owner.customs_code,
        "SignTime": f"{declaration.declared_on:%Y%m%d}000000",
        "EdocOwnerName": owner.name_zh,
        "EdocSize": str(paper.size),
    }
