"""The header's page on regime, contract, terms and price promises, in the order of the form."""

from django.utils.translation import gettext_lazy as _

from compliance.codes import tables
from compliance.codes.spelling import code_text, compact_code
from compliance.declared.field import MONEY, Annex, Field, Group


# A table reads best in rows.
# fmt: off
def _fee(name: str, zh: str, en: str, tag: str, least: int | None = 0) -> tuple[Field, ...]:
    """Basis, amount and currency of a charge, side by side."""
    place = "other_charges" if name == "other" else name
    return (
        Field(f"{name}_mark", f"{zh}标记", f"{en} basis", width=1, table=tables.FEE_MARKS,
              at=f"{place}.mark", box=zh, tag=f"{tag}Mark"),
        Field(f"{name}_amount", zh, en, digits=MONEY, least=least, at=f"{place}.amount", box=zh,
              tag=f"{tag}Rate"),
        Field(f"{name}_currency", f"{zh}币制", f"{en} currency", width=3, table=tables.CURRENCIES,
              at=f"{place}.currency", box=zh, tag=f"{tag}Curr"),
    )


TRADE = (
    Group(
        "regime",
        Field("customs_regime", "监管方式", "customs regime", width=4, table=tables.CUSTOMS_REGIMES,
              required=True, box=True, tag="TradeMode", is_habit=True),
        Field("levy_nature", "征免性质", "levy nature", width=3, table=tables.LEVY_NATURES,
              box=True, tag="CutMode", is_habit=True),
        Field("record_no", "备案号", "record number", width=12, spelling=compact_code, box=True,
              tag="ManualNo"),
        section="trade", legend=_("Customs regime"),
    ),
    Group(
        "contract",
        (
            Field("contract_no", "合同协议号", "contract number", width=32, spelling=code_text,
                  required=True, box=True, tag="ContrNo"),
            Field("contract_date", "合同日期", "contract date", annex=1, is_once=True),
        ),
        (
            Field("invoice_no", "发票号", "invoice number", width=32, spelling=code_text,
                  required=True, annex=Annex(2, "发票号", "Invoice no."), is_once=True),
            Field("declared_total", "发票总额", "invoice total", digits=MONEY, above=0,
                  required=True, annex=Annex(3, "发票总价", "Invoice total")),
        ),
        section="trade", legend=_("Contract and invoice"),
    ),
    Group(
        "terms",
        Field("incoterm", "成交方式", "terms of trade", width=1, table=tables.INCOTERMS,
              required=True, box=True, tag="TransMode", is_habit=True),
        _fee("freight", "运费", "freight", "Fee"),
        _fee("insurance", "保费", "insurance", "Insur"),
        # Deductions from the price are declared as other charges below zero.
        _fee("other", "杂费", "other charges", "Other", least=None), section="trade",
        legend=_("Terms and charges"),
    ),
    Group(
        "promises",
        Field("price_promises", "价格说明", "price promises", width=5, box=True,
              tag="PromiseItmes"),
        section="trade", legend=_("Price promises"),
    ),
)
