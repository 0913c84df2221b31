"""EUS-20 to EUS-30: who will use the goods and for what."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import REPORTING_CHANNEL, US_DRONES_2026
from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.parts import by_statement
from compliance.law.rule import Effect, Hit, rule
from compliance.law.sensitive import sensitive_kind
from compliance.law.signs import CATCH_ALL_KINDS, POLICE
from compliance.law.vocabulary import first_mention, plain_words

MOST_SIGNS = 5
_END_USER_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "23, 24",
        "商务部建立最终用户和最终用途风险管控制度；出口经营者提交最终用户出具的证明，不得虚假。",
        "MOFCOM keeps a procedure to assess end user and end use; the exporter hands in the end "
        "user's own statement, which has to be true.",
    ),
    CUSTOMS_LAW.article(
        "24",
        "金属铟无法定审核要求；海关据如实申报义务核实最终用户。",
        "Not asked by statute for indium metal: customs verifies the end user on the duty to "
        "declare truthfully.",
    ),
)
_CATCH_ALL_BASIS = (
    EXPORT_CONTROL_LAW.article(
        "12.3",
        "清单外货物，知道或者应当知道可能危害国家安全、用于大规模杀伤性武器及其运载工具或者恐怖主义的，"
        "也须申请许可。",
        "Goods outside the list need a licence when the exporter knows or should know of a risk to "
        "national security, of WMD and their delivery, or of terrorism.",
    ),
)


@rule(
    "EUS-20",
    regulation="R11",
    over=by_statement,
    title=_("The end user is an intermediary or unknown"),
    message=_("%(name)s appears to be no end user: %(sign)s."),
    basis=_END_USER_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Name the real end user, or give a stock list with undertakings."),
)
def end_user_is_real(facts: Facts) -> Iterable[Hit]:
    """By the kind of business, by the name, by a missing name, or by trading as end use."""
    name = next(iter(facts.end_user_names), "")
    sign = facts.intermediary_sign
    return [on_field("end_user", name=name or "-", sign=sign)] if sign else []


@rule(
    "EUS-21",
    regulation="R09",
    version=2,
    title=_("The declared use touches weapons, nuclear or terrorism risks"),
    message=_("The declaration mentions %(word)s, in: %(text)s"),
    basis=_CATCH_ALL_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for a catch-all licence or a reasoned statement."),
)
def catch_all_words(facts: Facts) -> Iterable[Hit]:
    """Terms of the policy in user, use and goods; what is denied accuses nobody."""
    return [
        on_field(sign.field_name, word=sign.words, text=sign.text)
        for sign in facts.signs
        if sign.kind in CATCH_ALL_KINDS
    ][:MOST_SIGNS]


@rule(
    "EUS-22",
    regulation="R09",
    over=by_statement,
    title=_("The end use is always judged by an officer"),
    message=_("End use %(use)s is sensitive."),
    basis=_CATCH_ALL_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Judge end user, plant and quantity; ask for a reasoned statement."),
)
def sensitive_use(facts: Facts) -> Iterable[Hit]:
    """Nuclear control rods and infrared detectors, by the policy's norms."""
    norm = facts.norm
    if norm is None or not (norm.always_manual or norm.sensitive):
        return []
    return [on_field("end_use", use=norm.code)]


@rule(
    "EUS-23",
    regulation="R09",
    version=2,
    title=_("The end user or use has military ties"),
    message=_("Sign of military ties: %(sign)s, in: %(text)s"),
    basis=(
        *_CATCH_ALL_BASIS,
        US_DRONES_2026.article(
            "",
            "对美无人机相关出口收紧（单一来源，日期和内容待核实）。",
            "Exports for drones to the US are tightened (one source, day and content to be "
            "verified).",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for a catch-all licence or a reasoned statement."),
)
def military_ties(facts: Facts) -> Iterable[Hit]:
    """For all goods and countries; where a ban applies, DST-01 and DST-02 block besides. Missiles
    are EUS-21's affair."""
    return [
        on_field(sign.field_name, sign=sign.words, text=sign.text or "-")
        for sign in facts.military_signs
        if sign.kind not in CATCH_ALL_KINDS
    ][:MOST_SIGNS]


@rule(
    "EUS-24",
    regulation="R11",
    over=by_statement,
    title=_("The end use is vague"),
    message=_("%(text)s does not say what the goods are used for."),
    basis=_END_USER_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Say what is made of the goods, in which process step and at which plant."),
)
def vague_use(facts: Facts) -> Iterable[Hit]:
    """A general phrase, a blank, or an end-use category the policy does not know."""
    statement = facts.statement
    if statement is None:
        return []
    words = plain_words(f"{statement.end_use_detail} | {statement.product_made}")
    vague = first_mention(words, facts.policy.vague_use_words)
    if facts.norm is None or not statement.end_use_detail.strip():
        vague = statement.end_use_detail.strip() or statement.end_use or "-"
    return [on_field("end_use_detail", text=vague)] if vague else []


@rule(
    "EUS-25",
    regulation="R11",
    title=_("The consignee is a freight forwarder"),
    message=_("%(name)s, the consignee, is a freight forwarder."),
    basis=_END_USER_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask who takes delivery from the forwarder, with the contract of carriage."),
)
def forwarder_as_consignee(facts: Facts) -> Iterable[Hit]:
    """A known sign of diversion."""
    consignee = facts.declaration.party("consignee")
    if consignee is None or consignee.business_kind != "forwarder":
        return []
    return [Hit({"name": consignee.name_en}, party_ref=consignee.ref, field_name="consignee")]


@rule(
    "EUS-26",
    regulation="R09",
    title=_("The goods themselves are of a sensitive kind"),
    message=_("Line %(line)s: %(sign)s."),
    basis=_CATCH_ALL_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Judge end user, plant and quantity; ask for a reasoned statement."),
)
def sensitive_goods(facts: Facts) -> Iterable[Hit]:
    """Whatever use is declared: control-rod alloy by its composition, antimonide by its nature."""
    return [
        on_line(line, "composition", sign=sign)
        for line in facts.lines
        if (sign := sensitive_kind(line))
    ]


@rule(
    "EUS-27",
    regulation="R09",
    title=_("The end user or use is police, coast guard or the like"),
    message=_("Sign of a state armed service: %(sign)s, in: %(text)s"),
    basis=_CATCH_ALL_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask what the service uses the goods for, and judge whether it is civil."),
)
def armed_service(facts: Facts) -> Iterable[Hit]:
    """Not military as such, yet armed: a hold for dual-use items."""
    effect = Effect.HOLD if facts.is_dual_use else None
    return [
        on_field(sign.field_name, effect=effect, sign=sign.words, text=sign.text)
        for sign in facts.signs
        if sign.kind == POLICE
    ][:MOST_SIGNS]


@rule(
    "EUS-30",
    regulation="REG 22.2",
    title=_("MOFCOM has asked to stop these goods"),
    message=_("Notice from MOFCOM: %(tip)s"),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "22.2",
            "商务部通报的已申报未放行货物，海关不予放行。",
            "Declared goods not yet released are stopped when MOFCOM says so.",
        ),
        REPORTING_CHANNEL.article("", "社会举报线索。", "Reports from the public."),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("None by the exporter: wait for MOFCOM's word."),
)
def ministry_stop(facts: Facts) -> Iterable[Hit]:
    """Each tip that names this shipment."""
    return [Hit({"tip": tip}) for tip in facts.tips]
