"""Everything a rule may read, as one frozen value: the declaration and what surrounds it.

Stored with each screening as canonical JSON, so that the same facts give the same findings for
ever. Vocabulary that lets rule bodies read aloud lives here as properties.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from compliance.codes.tables import BUSINESS_KINDS, Code
from compliance.law.canonical import ADDED, added
from compliance.law.classify import Classification, classify
from compliance.law.dates import months_after
from compliance.law.declaration import Declaration, EndUseStatement, GoodsLine, Party
from compliance.law.diversion import DiversionSign
from compliance.law.follow_up import OverdueReport, UnreportedChange
from compliance.law.licence_editions import RegisterState
from compliance.law.policy import EndUseNorm, Policy
from compliance.law.precedents import PrecedentFact
from compliance.law.quotas import QuotaState
from compliance.law.signs import DECLARED_TIE, NOT_MILITARY_KINDS, Sign, signs_in
from compliance.law.surroundings import (
    UNBLEMISHED,
    Earlier,
    LicenceState,
    ListState,
    PartyHit,
    PastShipment,
    RestrictedParty,
    Standing,
    StatementUse,
)
from compliance.law.use_texts import texts_about_use
from compliance.law.vocabulary import first_mention, plain_words

__all__ = [
    "Earlier",
    "Facts",
    "LicenceState",
    "ListState",
    "PartyHit",
    "PastShipment",
    "RestrictedParty",
    "Standing",
    "StatementUse",
    "export_days",
]
METALS = frozenset({"indium", "indium_alloy", "solder", "indium_scrap"})


@dataclass(frozen=True)
class Facts:
    """One declaration and its surroundings. `draw` in [0, 1) decides the random sample.

    `judged_on` is the day these facts were gathered (None in facts stored before it was kept);
    `turns_on` the next day on which dates alone may give another answer; `received_kg` what went to
    the same end user in the year before, however many shipments it were. Once gathered, the
    exporter's own shipments stand in `earlier`; `history` is how they were kept before.
    `statement_used_kg` is what earlier declarations use of the end-use statement (None in facts
    stored before that was counted), `statement_uses` of each where there are several; `diversion`
    the signs that earlier shipments to the end user showed when they were last read; `overdue`
    what the exporter owes on earlier releases, `changes` what its reports tell that was not
    declared; `quotas` how those quotas of the policy stood that it has to keep within;
    `register` what the issuing offices' register says of the licences it cites (None where it
    cites none, and in facts stored before).
    """

    declaration: Declaration
    policy: Policy
    lists: tuple[ListState, ...] = ()
    hits: tuple[PartyHit, ...] = ()
    licences: tuple[LicenceState, ...] = ()
    history: tuple[PastShipment, ...] = ()
    standing: Standing = UNBLEMISHED
    tips: tuple[str, ...] = ()
    draw: Decimal = Decimal(0)
    judged_on: date | None = None
    turns_on: date | None = None
    received_kg: Decimal | None = None
    earlier: tuple[Earlier, ...] = ()
    precedents: tuple[PrecedentFact, ...] = ()
    restricted: tuple[RestrictedParty, ...] = ()
    statement_used_kg: Decimal | None = None
    diversion: tuple[DiversionSign, ...] = ()
    overdue: tuple[OverdueReport, ...] = ()
    changes: tuple[UnreportedChange, ...] = ()
    quotas: tuple[QuotaState, ...] = ()
    statement_uses: tuple[StatementUse, ...] = added(())
    register: RegisterState | None = field(default=None, metadata={ADDED: True})

    @property
    def declared_on(self) -> date:
        """The date whose law applies to what is declared and shown."""
        return self.declaration.declared_on

    @cached_property
    def export_days(self) -> tuple[date, ...]:
        """The days whose bans apply."""
        return export_days(self.declaration, self.judged_on)

    @property
    def leaves_on(self) -> date:
        """The earliest day the goods can still leave on."""
        return self.export_days[-1]

    @property
    def lines(self) -> tuple[GoodsLine, ...]:
        """Goods lines in order."""
        return self.declaration.lines

    @property
    def parties(self) -> tuple[Party, ...]:
        """All declared parties."""
        return self.declaration.parties

    @cached_property
    def net_weight_kg(self) -> Decimal:
        """Sum of the lines' net weight."""
        return sum((line.net_weight_kg for line in self.lines), Decimal(0))

    @property
    def statement(self) -> EndUseStatement | None:
        """The end-use statement, if one was declared."""
        return self.declaration.statement

    @property
    def end_user(self) -> Party | None:
        """The declared end user."""
        return self.declaration.party("end_user")

    @cached_property
    def classified(self) -> tuple[tuple[GoodsLine, Classification], ...]:
        """Each line with what it is in law on the declaration date."""
        regime = self.declaration.customs_regime
        return tuple(
            (line, classify(line, self.declared_on, self.policy, regime)) for line in self.lines
        )

    @cached_property
    def controlled_lines(self) -> tuple[tuple[GoodsLine, Classification], ...]:
        """Lines a dual-use control entry covers."""
        return tuple(pair for pair in self.classified if pair[1].is_controlled)

    @cached_property
    def licensed_metal_lines(self) -> tuple[tuple[GoodsLine, Classification], ...]:
        """Lines under the ordinary export licence (indium and its articles)."""
        return tuple(pair for pair in self.classified if pair[1].document_code in ("4", "x", "y"))

    @cached_property
    def registered_lines(self) -> tuple[tuple[GoodsLine, LicenceState], ...]:
        """Lines that cite a licence of the register, each with that licence."""
        known = {licence.number: licence for licence in self.licences}
        return tuple(
            (each, known[each.licence_no]) for each in self.lines if each.licence_no in known
        )

    @cached_property
    def metal_lines(self) -> tuple[GoodsLine, ...]:
        """Lines of indium metal, its alloys and solders: what end-use norms speak of."""
        return tuple(line for line in self.lines if line.material in METALS)

    @property
    def is_dual_use(self) -> bool:
        """Whether any line is controlled."""
        return bool(self.controlled_lines)

    @property
    def norm(self) -> EndUseNorm | None:
        """The norm of the declared end use."""
        statement = self.statement
        return self.policy.end_use_norm(statement.end_use) if statement else None

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each declared party by its `ref`."""
        return {party.ref: party.role for party in self.parties}

    @cached_property
    def end_user_countries(self) -> frozenset[str]:
        """Countries in which the end user or its site is said to be."""
        party, stated = self.end_user, self.declaration.all_statements
        places = {place for each in stated for place in (each.country, each.site_country)}
        return frozenset((places | ({party.country} if party else set())) - {""})

    @cached_property
    def end_user_names(self) -> tuple[str, ...]:
        """Every name the end user is declared under, without repeats."""
        party, stated = self.end_user, self.declaration.all_statements
        names = [name for each in stated for name in (each.end_user_name_en, each.end_user_name_zh)]
        return tuple(dict.fromkeys(filter(None, [*(party.names if party else ()), *names])))

    @cached_property
    def end_user_keys(self) -> frozenset[str]:
        """The end user's names, comparable with those of earlier shipments."""
        return frozenset(map(plain_words, self.end_user_names))

    @cached_property
    def consignee_keys(self) -> frozenset[str]:
        """The consignee's names, comparable with those of earlier shipments."""
        consignee = self.declaration.party("consignee")
        return frozenset(map(plain_words, consignee.names)) if consignee else frozenset()

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """What the declaration says of military, mass-destruction and police use, and denies
        nowhere."""
        return signs_in(texts_about_use(self.declaration), self.policy.lexicon)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country the goods are declared to go to or be used in."""
        declaration = self.declaration
        lines = {line.final_destination for line in self.lines}
        places = {declaration.destination_country, declaration.final_destination}
        return frozenset((lines | places | self.end_user_countries) - {""})

    @cached_property
    def end_user_kinds(self) -> frozenset[str]:
        """Kinds of business the end user is declared as."""
        party = self.end_user
        kinds = {each.business_kind for each in self.declaration.all_statements}
        return frozenset((kinds | ({party.business_kind} if party else set())) - {""})

    @property
    def has_military_end_user(self) -> bool:
        """Whether a statement or the kind of business says the end user is military."""
        is_said = any(each.military_ties for each in self.declaration.all_statements)
        return is_said or any(_has_mark(kind, "military") for kind in self.end_user_kinds)

    @cached_property
    def military_signs(self) -> tuple[Sign, ...]:
        """Those of military users and uses; declared ties count as one."""
        found = tuple(sign for sign in self.signs if sign.kind not in NOT_MILITARY_KINDS)
        tie = Sign(DECLARED_TIE, "force", 3, "", "military_ties", "")
        return (*found, tie) if self.has_military_end_user else found

    @cached_property
    def intermediary_sign(self) -> str:
        """What shows that the end user only passes goods on, or is not known; else ""."""
        names = self.end_user_names
        if not names:
            return "-"
        if kind := next((kind for kind in sorted(self.end_user_kinds) if _passes_on(kind)), ""):
            return _named(BUSINESS_KINDS.get(kind), kind)
        if self.norm and not self.norm.is_end_use:
            return _named(self.norm, self.norm.code)
        policy, words = self.policy, plain_words(" | ".join(names))
        return first_mention(words, policy.unknown_words) or first_mention(
            words, policy.intermediary_words
        )

    @property
    def statement_valid_until(self) -> date | None:
        """Last day of the end-use statement: as stated, else the policy's months from signing."""
        statement = self.statement
        if statement is None:
            return None
        if statement.valid_until or not statement.signed_on:
            return statement.valid_until
        return months_after(statement.signed_on, self.policy.statement_validity_months)


def export_days(declaration: Declaration, judged_on: date | None) -> tuple[date, ...]:
    """When it is declared, judged and planned to leave, in order, each once.

    What the law bans is the crossing of the border: goods declared before a ban and not yet
    released when it begins may not leave.
    """
    declared = declaration.declared_on
    days = {declared, judged_on or declared, declaration.export_date or declared}
    return tuple(sorted(day for day in days if day >= declared))


def _passes_on(kind: str) -> bool:
    return kind == "unknown" or _has_mark(kind, "trades")


def _named(row: Code | EndUseNorm | None, code: str) -> str:
    """Both names, so that findings do not depend on the language they were made in."""
    return f"{row.name_zh} / {row.name_en}" if row else code


def _has_mark(kind: str, mark: str) -> bool:
    row = BUSINESS_KINDS.get(kind)
    return bool(row and row.extra.get(mark))
