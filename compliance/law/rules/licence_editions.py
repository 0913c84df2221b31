"""LIC-24 to LIC-26: what the issuing offices' register says of the licence that is kept here."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS, GOODS_LICENCE_MEASURES
from compliance.law.rule import Effect, Hit, rule
from compliance.law.surroundings import Freshness

_VERIFIED = (
    DUAL_USE_REGULATIONS.article(
        "21",
        "出口两用物项须交验许可证件，海关凭其验放。",
        "Customs releases dual-use items on the licence shown to it.",
    ),
    CUSTOMS_LAW.article(
        "24",
        "限制出口的货物，没有许可证件的不予放行。",
        "Restricted goods without their permit are not released.",
    ),
    GOODS_LICENCE_MEASURES.article(
        "",
        "海关凭发证机构签发的出口许可证验放，并与许可证电子数据核对。",
        "Customs releases on the licence of the issuing office and compares it with its data.",
    ),
)
BOXES = {
    "kind": "监管证件代码 / document code",
    "form": "许可种类 / form",
    "holder_uscc": "持证人 / holder",
    "hs_codes": "商品编号 / HS codes",
    "control_codes": "出口管制编码 / control codes",
    "countries": "国家（地区） / countries",
    "customs_district": "关区 / customs district",
    "contract_no": "合同号 / contract",
    "end_user": "最终用户 / end user",
    "valid_from": "有效期起 / valid from",
    "valid_until": "有效期止 / valid until",
    "quantity_kg": "数量（千克） / quantity (kg)",
    "unit": "计量单位 / unit",
    "quantity": "数量 / quantity",
    "uses": "使用次数 / uses",
    "value": "总值 / value",
    "currency": "币制 / currency",
}
STATUS_WORDS = {"suspended": "暂停使用 / suspended", "revoked": "已撤销 / revoked"}


@rule(
    "LIC-24",
    regulation="R03",
    title=_("The register of licences could not be relied on"),
    message=_(
        "Line %(line)s: licence %(number)s was compared with a register of %(as_of)s; the policy "
        "wants one of the last %(days)s days."
    ),
    other_messages={
        Freshness.MISSING: _(
            "Line %(line)s: licence %(number)s could not be checked: no register is in force."
        )
    },
    basis=_VERIFIED,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Bring in the current register, then screen the shipment again."),
)
def register_unreliable(facts: Facts) -> Iterable[Hit]:
    """Judged only where the policy says that a register is connected."""
    register = facts.register
    if (
        register is None
        or register.state == Freshness.FRESH
        or not facts.policy.licence_register_connected
    ):
        return []
    told = {"as_of": str(register.as_of or "-"), "days": str(facts.policy.licence_register_days)}
    if register.state == Freshness.MISSING:
        told["case"] = Freshness.MISSING
    return [
        on_line(line, "licence_no", effect=None, number=line.licence_no, **told)
        for line in facts.lines
        if line.licence_no.strip()
    ]


@rule(
    "LIC-25",
    regulation="R03",
    title=_("The licence is kept here, and the register does not have it"),
    message=_(
        "Line %(line)s: licence %(number)s was entered here; edition %(edition)s of the register, "
        "of %(as_of)s, does not have it."
    ),
    basis=_VERIFIED,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Ask the issuing office to confirm the licence, or wait for the next register."),
)
def licence_not_in_register(facts: Facts) -> Iterable[Hit]:
    """What somebody entered by hand proves nothing where a register is connected; LIC-15 speaks of
    numbers that nobody entered."""
    register = facts.register
    if register is None or not register.edition or not facts.policy.licence_register_connected:
        return []
    known = {each.number for each in register.licences}
    return [
        on_line(
            line,
            "licence_no",
            number=licence.number,
            edition=str(register.edition),
            as_of=str(register.as_of),
        )
        for line, licence in facts.registered_lines
        if licence.number not in known
    ]


@rule(
    "LIC-26",
    regulation="R03",
    title=_("The licence differs from the register"),
    message=_(
        "Line %(line)s: licence %(number)s, %(box)s: “%(here)s” here, “%(there)s” in the register."
    ),
    other_messages={
        "status": _("Line %(line)s: the register says of licence %(number)s: %(there)s.")
    },
    basis=_VERIFIED,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Compare with the issuing office; take over what the register says, or have it mended."),
)
def licence_differs(facts: Facts) -> Iterable[Hit]:
    """A contradiction is one whatever the policy relies on. A licence that its office suspended or
    revoked serves no export."""
    register = facts.register
    known = {each.number: each for each in register.licences} if register else {}
    hits = []
    for line in facts.lines:
        found = known.get(line.licence_no)
        if found and (status := STATUS_WORDS.get(found.status)):
            told = {"case": "status", "number": found.number, "there": status}
            hits.append(on_line(line, "licence_no", effect=Effect.BLOCK, **told))
        hits += [
            on_line(
                line,
                "licence_no",
                number=line.licence_no,
                box=BOXES.get(each.box, each.box),
                here=each.here or "-",
                there=each.there,
            )
            for each in (found.differences if found else ())
        ]
    return hits
