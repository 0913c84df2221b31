"""From a declarant's message to what a draft can take over, and all it cannot, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element as Xml

from django.utils.translation import gettext as _

from compliance.declared.field import Field
from shipments.declare.composition_text import composition_in
from shipments.single_window.checking import MOST_FAULTS, PREFIX, Fault, faults_of, local_name
from shipments.single_window.layout import ROOT, message
from shipments.single_window.mapping import OURS, SYSTEM, fields_in, fields_of_consignee
from shipments.single_window.parsing import BadMessage, tree_of
from shipments.single_window.versions import PRESENT, VERSIONS

READ_PARTS = frozenset({"DecLicenseDocus", "DecSign", "EdocRealation"})
KILOGRAM = "035"
CENTIGRAM = Decimal("0.00001")


@dataclass(frozen=True)
class Reading:
    """What a message says. `content` has the shape of the API's declaration, every value a text;
    `faults` are values the schema does not allow, `unmapped` those a draft has no field for;
    `guessed` names fields of `content` that were computed; `exporter_uscc` whose message it is."""

    version: str
    content: dict[str, Any]
    faults: tuple[Fault, ...]
    unmapped: tuple[Fault, ...]
    guessed: tuple[str, ...]
    exporter_uscc: str


def read_message(data: bytes) -> Reading:
    """Read a file. Raises BadMessage for one that is no export declaration message."""
    tree = tree_of(data)
    if tree.tag != PREFIX + ROOT:
        raise BadMessage(_("This is no declaration message (DecMessage) of the Single Window."))
    version = tree.get("Version", PRESENT)
    if version not in VERSIONS:
        sentence = _("Version %(version)s of the message is not known here.")
        raise BadMessage(sentence % {"version": version[:20]})
    if _text(tree, "DecHead", "IEFlag") == "I":
        raise BadMessage(_("This is a declaration of imports."))
    content, guessed = _guess(_content(tree))
    return Reading(
        version=version,
        content=content,
        faults=tuple(faults_of(tree, message(version))),
        unmapped=tuple(islice(_unmapped(tree), MOST_FAULTS)),
        guessed=guessed,
        exporter_uscc=_text(tree, "DecHead", "TradeCoScc"),
    )


def _content(tree: Xml) -> dict[str, Any]:
    head, free = _child(tree, "DecHead"), _child(tree, "DecFreeTxt")
    content = {**_plain(fields_in("HEAD"), head), **_plain(fields_in("FREE_TEXT"), free)}
    if content.get("declarant_customs_code") == content.get("declarant_uscc"):
        content.pop("declarant_customs_code", None)
    consignee = _plain(fields_of_consignee(), head)
    lines = _children(_child(tree, "DecLists"), "DecList")
    containers = _children(_child(tree, "DecContainers"), "Container")
    return {
        **content,
        "container_nos": " ".join(_text(each, "ContainerId") for each in containers),
        "other_documents": [
            {"code": _text(each, "DocuCode"), "number": _text(each, "CertCode")}
            for each in _children(_child(tree, "DecLicenseDocus"), "LicenseDocu")
        ],
        "parties": [{"role": "consignee", **consignee}] if consignee else [],
        "lines": [_line(each, _text(head, "LicenseNo"), len(lines)) for each in lines],
    }


def _line(node: Xml, head_licence: str, lines: int) -> dict[str, Any]:
    content = _plain(fields_in("LINE"), node)
    limit = _child(_child(node, "DecGoodsLimits"), "DecGoodsLimit")
    licence = _text(limit, "LicenceNo") or (head_licence if lines == 1 else "")
    if _text(node, "FirstUnit") not in ("", KILOGRAM):
        content.pop("net_weight_kg", None)
    return {
        **content,
        "licence_kind": _text(limit, "LicTypeCode"),
        "licence_no": licence,
        "composition": composition_in(_text(node, "Stuff")) or [],
        "control_elements": [
            {
                "category": _text(each, "DeclarationCategoryCode"),
                "number": _text(each, "ElementNo"),
                "value": _text(each, "ElementValue"),
            }
            for each in _children(node, "DecControlModel")
        ],
    }


def _guess(content: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the message does not say but lets compute: the total, the destination, gross by line."""
    lines = content["lines"]
    guesses: dict[str, str] = {}
    totals = [_number(line.get("total_price", "")) for line in lines]
    if lines and None not in totals:
        guesses["declared_total"] = f"{sum(total for total in totals if total):f}"
    ends = {line.get("final_destination", "") for line in lines}
    if len(ends) == 1:
        guesses["final_destination"] = ends.pop()
    shares = _gross_by_line(content)
    content = {
        **content,
        **guesses,
        "lines": [{**a, **b} for a, b in zip(lines, shares, strict=True)],
    }
    return content, (*guesses, *(["gross_weight_kg"] if any(shares) else []))


def _gross_by_line(content: dict[str, Any]) -> list[dict[str, str]]:
    """The header's gross weight by the lines' share of the net, the last one taking the rest."""
    lines = content["lines"]
    gross = _number(content.get("gross_weight_kg", ""))
    nets = [_number(line.get("net_weight_kg", "")) for line in lines]
    known = [net for net in nets if net]
    if not gross or len(known) != len(lines) or gross < sum(known):
        return [{} for _line in lines]
    shares = [(gross * net / sum(known)).quantize(CENTIGRAM) for net in known]
    if shares:
        shares[-1] += gross - sum(shares)
    return [{"gross_weight_kg": f"{share:f}"} for share in shares]


def _unmapped(tree: Xml) -> Iterator[Fault]:
    """Every text of the message that no field takes over."""
    for part in tree:
        name = local_name(part)
        known = {
            "DecHead": {*fields_in("HEAD"), *fields_of_consignee()},
            "DecFreeTxt": set(fields_in("FREE_TEXT")),
        }
        rows = {"DecLists": set(fields_in("LINE")), "DecContainers": {"ContainerId"}}
        if name in rows:
            for number, row in enumerate(part, start=1):
                yield from _left(row, rows[name], f"{name}/{local_name(row)}[{number}]/")
        elif name not in READ_PARTS:
            yield from _left(part, known.get(name, set()), f"{name}/")


def _left(node: Xml, known: set[str], before: str) -> Iterator[Fault]:
    for child in node:
        name, text = local_name(child), (child.text or "").strip()
        if name in known or name in SYSTEM or OURS.get(name, "") == text:
            continue
        yield from _left_in(child, name, text, before)


def _left_in(child: Xml, name: str, text: str, before: str) -> Iterator[Fault]:
    sentence = _("A draft has no field for this.")
    is_read = name == "DecControlModel" or (name == "Stuff" and composition_in(text))
    if name == "DecGoodsLimits":
        limits = list(child)
        rest = [each for each in limits[:1] for each in each if local_name(each) not in LIMIT_READ]
        for each in [*rest, *limits[1:]]:
            value = " ".join("".join(each.itertext()).split())
            yield Fault(f"{before}{name}/{local_name(each)}", value, sentence)
    elif text and not is_read:
        yield Fault(before + name, text, sentence)
    elif len(child) and not is_read:
        value = " ".join("".join(child.itertext()).split())
        yield Fault(before + name, value, sentence)


LIMIT_READ = frozenset({"GoodsNo", "LicTypeCode", "LicenceNo"})


def _plain(fields: dict[str, Field], node: Xml | None) -> dict[str, str]:
    texts = {field.name: _text(node, tag) for tag, field in fields.items()}
    return {name: text for name, text in texts.items() if text}


def _child(node: Xml | None, name: str) -> Xml | None:
    return node.find(PREFIX + name) if node is not None else None


def _children(node: Xml | None, name: str) -> list[Xml]:
    return node.findall(PREFIX + name) if node is not None else []


def _text(node: Xml | None, *path: str) -> str:
    for name in path:
        node = _child(node, name)
    return (node.text or "").strip() if node is not None else ""


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
