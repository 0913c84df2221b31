"""Shipments an export lawyer judged by hand before the rules did: what each rule concerned says.

One row a shipment: its facts, the rule, the right effect (None: silent) and the provision. Other
findings of the same shipment are other rows' affair; "green" rows may meet no rule at all.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from compliance.law.evaluate import GREEN, evaluate
from compliance.law.facts import Facts, Standing
from compliance.law.rule import Effect
from tests.facts_builders import (
    a_controlled_declaration,
    a_controlled_line,
    a_declaration,
    a_hit,
    a_licence,
    a_line,
    a_party,
    a_statement,
    facts,
)
from tests.rows import every_row

FLAG, HOLD, BLOCK = Effect.FLAG, Effect.HOLD, Effect.BLOCK
DECREE = "Decree 792"


class Judged(NamedTuple):
    """A shipment, the rule asked, the right answer and why."""

    what: str
    about: Facts
    rule: str
    effect: Effect | None
    why: str


def metal(hit: dict[str, object] | None = None, **declaration: object) -> Facts:
    hits = (a_hit(**hit),) if hit else ()
    return facts(a_declaration(**declaration), hits=hits)


def wafers(hit: dict[str, object] | None = None, **declaration: object) -> Facts:
    hits = (a_hit(**hit),) if hit else ()
    return facts(a_controlled_declaration(**declaration), hits=hits)


def unlicensed(regime: str, *, price: int = 540, line: object = None, **header: object) -> Facts:
    goods = line or a_line(unit_price=Decimal(price), total_price=Decimal(200 * price))
    bare = replace(goods, licence_no="", licence_kind="")
    return facts(a_declaration(customs_regime=regime, lines=(bare,), **header), licences=())


def unlicensed_wafers(regime: str, **header: object) -> Facts:
    bare = a_controlled_line(licence_no="", licence_kind="")
    declaration = a_controlled_declaration(customs_regime=regime, lines=(bare,), **header)
    return facts(declaration, licences=())


def owned_by(ownership: str, list_code: str = "export_control_list", on: int = 2026) -> Facts:
    declaration = a_declaration(
        statement=a_statement(ownership=ownership), declared_on=date(on, 10, 20)
    )
    return facts(declaration, hits=(a_hit(party_ref="owner-1", list_code=list_code),))


def in_role(role: str, list_code: str, goods: object = a_declaration) -> Facts:
    party = a_party(ref=f"{role}-1", role=role)
    declaration = goods(parties=(a_party(), party))
    return facts(declaration, hits=(a_hit(party_ref=f"{role}-1", list_code=list_code),))


def licensed(goods: object, **licence: object) -> Facts:
    return facts(goods(), licences=(a_licence(**licence),))


def antimonide(on: date, kind: str, country: str = "USA") -> Facts:
    line = a_controlled_line(
        material="insb",
        cas="1312-41-0",
        name_zh="锑化铟单晶",
        name_en="Indium antimonide single crystal",
        form="crystal",
        specification="位错密度<30/cm²",
        composition=(),
        final_destination=country,
        licence_kind=kind,
        licence_no="26DU43000123" if kind else "",
    )
    return facts(a_declaration(lines=(line,), final_destination=country, declared_on=on))


def near(remarks: str, **line: object) -> Facts:
    return facts(a_declaration(lines=(a_line(**line),), remarks=remarks))


ZONE = {"transport_mode": "Y", "destination_country": "CHN", "final_destination": "CHN"}
WATCH, UEL, AFSL = "watch_list", "unreliable_entity_list", "countermeasures_list"
INP = a_controlled_declaration
SOFT_POLYCRYSTAL = {
    "material": "insb",
    "name_zh": "锑化铟多晶",
    "cas": "1312-41-0",
    "form": "polycrystal",
    "purity_percent": Decimal("99.9999"),
    "composition": (),
}
CASES = (
    # Item 2: countermeasures forbid dealings of every kind.
    Judged("ingots, buyer under countermeasures", metal({"list_code": AFSL}), "PTY-08", BLOCK, "Anti-Foreign Sanctions Law arts 6, 11"),
    Judged("wafers, buyer under countermeasures", wafers({"list_code": AFSL}), "PTY-08", BLOCK, "the same for dual-use items"),
    Judged("a name like one under countermeasures", metal({"list_code": AFSL, "exact": False}), "PTY-08", HOLD, "a likeness is for two officers"),
    Judged("carrier under countermeasures", in_role("carrier", AFSL), "PTY-08", BLOCK, "dealings in any role"),
    Judged("measure ended (two banks, 2026-04-24)", metal({"list_code": AFSL, "status": "stopped"}), "PTY-08", None, "ended measures bind nobody"),
    Judged("measure only said to be suspended", metal({"list_code": AFSL, "status": "suspended", "text_status": "listed"}), "PTY-10", HOLD, "a statement is no instrument"),
    Judged("branch of a party under countermeasures", metal({"list_code": AFSL, "exact": False, "declared_name": "Skydio Inc. Shenzhen Representative Office", "listed_name": "Skydio Inc."}), "PTY-08", BLOCK, "a branch is the company"),
    # Item 3: what each unreliable-entity notice bans.
    Judged("ingots for an entity barred from trade", metal({"list_code": UEL}), "PTY-04", BLOCK, "UEL notice of 2025-10-09: no import or export"),
    Judged("ingots for an entity restricted otherwise", metal({"list_code": UEL, "measure": "restrict"}), "PTY-04", HOLD, "〔2025〕6 touched gene sequencers only"),
    Judged("Tokyo branch of a barred entity", metal({"list_code": UEL, "exact": False, "declared_name": "TechInsights Inc. Tokyo Branch", "listed_name": "TechInsights Inc."}), "PTY-04", BLOCK, "the notice includes branches"),
    Judged("a sales company of a like name", metal({"list_code": UEL, "exact": False, "declared_name": "TechInsights Sales Inc.", "listed_name": "TechInsights Inc."}), "PTY-04", HOLD, "another company, to be compared"),
    Judged("notify party barred from trade", in_role("notify", UEL), "PTY-04", HOLD, "neither importer nor end user"),
    Judged("〔2025〕7 while suspended", metal({"list_code": UEL, "status": "suspended"}), "PTY-04", None, "statement of 2025-11-05"),
    Judged("〔2025〕7 while suspended is shown", metal({"list_code": UEL, "status": "suspended"}), "PTY-05", FLAG, "it may revive before departure"),
    Judged("〔2025〕7 after its year, by statement", metal({"list_code": UEL, "status": "suspended", "text_status": "listed"}), "PTY-10", HOLD, "in force by text, suspended by statement"),
    # Item 8: age, year, form and unit of licences.
    Judged("licence valid from the day after", licensed(a_declaration, valid_from=date(2026, 10, 21)), "LIC-18", BLOCK, f"{DECREE} art. 21, Customs Law art. 24"),
    Judged("licence valid from the same day", licensed(a_declaration, valid_from=date(2026, 10, 20)), "LIC-18", None, "it was there to be shown"),
    Judged("number of last year, no register", facts(a_declaration(lines=(a_line(licence_no="25-43-000123"),)), licences=()), "LIC-19", HOLD, "export licences end with the year"),
    Judged("number of this year, no register", facts(a_declaration(), licences=()), "LIC-19", None, "its year is running"),
    Judged("number of next year, no register", facts(a_declaration(lines=(a_line(licence_no="27-43-000123"),)), licences=()), "LIC-19", HOLD, "nobody has issued it yet"),
    Judged("individual licence, second export", licensed(INP, number="26DU43000123", kind="3", form="individual", used=1, end_user="Hanbit Target Materials Co., Ltd."), "LIC-20", BLOCK, f"{DECREE} art. 15"),
    Judged("individual licence, another end user", licensed(INP, number="26DU43000123", kind="3", form="individual", end_user="Other Epitaxy GmbH"), "LIC-20", BLOCK, f"{DECREE} arts 15, 18"),
    Judged("individual licence, first export", licensed(INP, number="26DU43000123", kind="3", form="individual", end_user="Hanbit Target Materials Co., Ltd."), "LIC-20", None, f"{DECREE} art. 15"),
    Judged("licence in slices, goods in kilograms", licensed(INP, number="26DU43000123", kind="3", unit="020", remaining_quantity=Decimal(10)), "LIC-21", HOLD, "the two cannot be compared"),
    Judged("licence of 4 kg in grams, 5 kg declared", licensed(INP, number="26DU43000123", kind="3", unit="036", remaining_quantity=Decimal(4000)), "LIC-21", BLOCK, "quantity of the licence"),
    Judged("licence of 5000 g, 5 kg declared", licensed(INP, number="26DU43000123", kind="3", unit="036", remaining_quantity=Decimal(5000)), "LIC-21", None, "quantity of the licence"),
    Judged("voucher for a sale", licensed(INP, number="26DU43000123", kind="3", form="registration"), "LIC-23", BLOCK, f"{DECREE} art. 19"),
    # Item 10: affiliates.
    Judged("end user half owned by a listed party", owned_by("Listed 50%"), "PTY-09", FLAG, "ECL art. 18; Decree 792 arts 28-30"),
    Judged("end user 49 % owned", owned_by("Listed 49%; rest 51%"), "PTY-09", None, "below the share"),
    Judged("owner on the watch list", owned_by("Listed 80%", WATCH), "PTY-09", FLAG, "the watch list too"),
    Judged("owner an unreliable entity", owned_by("Listed 80%", UEL), "PTY-09", None, "not that list"),
    Judged("owner under countermeasures", owned_by("Listed 80%", AFSL), "PTY-09", None, "not that list"),
    Judged("indium for a half-owned user in 2027", owned_by("Listed 100%", on=2027), "PTY-06", None, "No.61 is about rare earths"),
    # Item 14: regimes.
    Judged("metal in border trade without licence", unlicensed("4019"), "LIC-22", HOLD, "2025 No.89 frees it, the y mark says otherwise"),
    Judged("the same is not blocked", unlicensed("4019"), "LIC-02", None, "2025 No.89"),
    Judged("wafers in border trade without licence", unlicensed_wafers("4019"), "LIC-01", BLOCK, "No.89 is about the ordinary licence only"),
    Judged("metal samples worth CNY 28,571", unlicensed("3010", price=20), "LIC-22", FLAG, "limit CNY 30,000 (S)"),
    Judged("the same is not blocked", unlicensed("3010", price=20), "LIC-02", None, "limit CNY 30,000 (S)"),
    Judged("metal samples worth CNY 31,428", unlicensed("3010", price=22), "LIC-02", BLOCK, "above the limit"),
    Judged("samples of InP of little worth", unlicensed_wafers("3010"), "LIC-01", BLOCK, f"{DECREE} art. 2: samples are exports"),
    Judged("metal into a bonded zone", unlicensed("0110", **ZONE), "LIC-22", FLAG, f"{DECREE} art. 48.2"),
    Judged("InP into a bonded zone", unlicensed_wafers("0110", **ZONE), "LIC-01", None, f"{DECREE} art. 48.2"),
    Judged("zone transport, but bound for Korea", unlicensed_wafers("0110", transport_mode="Y"), "LIC-01", BLOCK, "it leaves the country"),
    Judged("InP from a zone to abroad", unlicensed_wafers("5034"), "LIC-01", BLOCK, f"{DECREE} art. 48.1"),
    Judged("metal from a zone to abroad", unlicensed("5034"), "LIC-22", HOLD, "GACC Order 256 (M)"),
    Judged("metal returned directly", unlicensed("4500"), "LIC-22", HOLD, "GACC Order 217 (M)"),
    Judged("InP returned directly", unlicensed_wafers("4500"), "LIC-22", HOLD, "GACC Order 217 (M)"),
    Judged("metal in general trade", unlicensed("0110"), "LIC-02", BLOCK, "2025 No.89"),
    Judged("InP to a fair without voucher", unlicensed_wafers("2700"), "LIC-01", BLOCK, f"{DECREE} art. 19: on a voucher"),
    Judged("InP on document G", facts(INP(lines=(a_controlled_line(licence_kind="G"),))), "LIC-01", HOLD, "G is for precursors (M)"),
    # Item 15: remarks.
    Judged("ingots, blank remark", near(""), "CLS-02", FLAG, "merely not controlled"),
    Judged("oxide, blank remark", near("", material="indium_oxide", hs_code="2825909090", name_zh="氧化铟", name_en="Indium oxide", cas="1312-43-2"), "CLS-02", FLAG, "merely not controlled"),
    Judged("soft antimonide, blank remark", near("", **SOFT_POLYCRYSTAL), "CLS-02", BLOCK, "2025 No.18: near the parameters"),
    Judged("soft antimonide, stated", near("不属于管制物项，锑化铟多晶，6N", **SOFT_POLYCRYSTAL), "CLS-02", None, "stated with parameters"),
    # Item 16: the control list and metal; who only serves the export.
    Judged("metal, nobody listed", metal(), "PTY-01", None, "no hit, no finding"),
    Judged("metal for a listed buyer", metal({"exact": True}), "PTY-01", HOLD, f"{DECREE} art. 29 is about dual-use items"),
    Judged("InP for a listed buyer", wafers({"exact": True}), "PTY-01", BLOCK, f"{DECREE} art. 29"),
    Judged("InP carried by a listed carrier", in_role("carrier", "export_control_list", INP), "PTY-01", HOLD, "neither importer nor end user"),
    Judged("InP, listed payer", in_role("payer", "export_control_list", INP), "PTY-01", BLOCK, "who pays deals"),
    Judged("InP, watch-listed buyer, individual licence", wafers({"list_code": WATCH, "measure": "watch"}), "PTY-03", HOLD, f"{DECREE} art. 26"),
    # Item 17: the United States and antimony.
    Judged("antimonide without licence, 27 November", antimonide(date(2026, 11, 27), ""), "DST-04", None, "No.72: through the 27th"),
    Judged("antimonide without licence, 28 November", antimonide(date(2026, 11, 28), ""), "DST-04", BLOCK, "No.46 clause 2 revived"),
    Judged("antimonide with a licence, 28 November", antimonide(date(2026, 11, 28), "3"), "DST-04", HOLD, "in principle no licence, but one is cited"),
    Judged("antimonide for Germany, 28 November", antimonide(date(2026, 11, 28), "3", "DEU"), "DST-04", None, "only the United States"),
    # Items 20 and 22: standing.
    Judged("dishonest enterprise, metal", facts(standing=Standing(aeo="dishonest")), "EXP-04", FLAG, "credit measures of customs"),
    Judged("dishonest enterprise, InP", facts(INP(), standing=Standing(aeo="dishonest")), "EXP-04", HOLD, "graver for dual-use"),
    Judged("MOFCOM asks to stop the goods", facts(tips=("MOFCOM 2026-77",)), "EUS-30", HOLD, f"{DECREE} art. 22.2"),
)  # fmt: skip


def told(case: Judged) -> str:
    return f"{case.rule} {case.what}"


@every_row(CASES, name=told)
def test_the_rule_says_what_the_lawyer_said(case: Judged) -> None:
    effects = {each.effect for each in evaluate(case.about).findings if each.rule == case.rule}
    assert effects == (set() if case.effect is None else {int(case.effect)}), case.why


@every_row([each for each in CASES if each.effect], name=told)
def test_what_has_a_finding_is_never_green(case: Judged) -> None:
    assert evaluate(case.about).lane != GREEN


def test_there_are_fifty_cases_at_least() -> None:
    assert len(CASES) >= 50
