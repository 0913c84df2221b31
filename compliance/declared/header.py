"""The header of a declaration, page by page as it is filled in (GACC 2018 No.61).

The Single Window's tags are those of its declaration message.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.codes import tables
from compliance.codes.spelling import code_text, compact_code, name_text
from compliance.codes.uscc import check_customs_registration, check_uscc
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import MASS, Field, Group
from compliance.declared.trade import TRADE
from compliance.declared.transport import TRANSPORT
from compliance.law.declaration import Declaration

# A table reads best in rows.
# fmt: off
PACKING = (
    Group(
        "weights",
        (
            Field("packing", "包装种类", "packing", width=2, table=tables.PACKING, required=True,
                  box=True, tag="WrapType"),
            Field("packages", "件数", "packages", required=True, box=True, tag="PackNo"),
        ),
        (
            Field("gross_weight_kg", "毛重（千克）", "gross weight (kg)", digits=MASS, above=0,
                  required=True, hint=_("Less than 1 kg is declared as 1."), box=True,
                  tag="GrossWet"),
            Field("net_weight_kg", "净重（千克）", "net weight (kg)", digits=MASS, above=0,
                  required=True, hint=_("Less than 1 kg is declared as 1."), box=True, tag="NetWt"),
        ),
        section="packing", legend=_("Packages and weights"),
    ),
    Group(
        "marks",
        Field("marks", "标记唛码", "marks and numbers", width=400, hint=_("N/M if there are none."),
              box="标记唛码及备注", tag="MarkNo"),
        Field("remarks", "备注", "remarks", width=255,
              hint=_(
              "Say whether the goods are controlled: 属于两用物项 and the control code, or "
              "不属于管制物项 and the parameters."
          ),
              box="标记唛码及备注", tag="NoteS"),
        section="packing",
    ),
    Group(
        "documents",
        Field("other_documents", "其他单证", "other documents", at="documents",
              box="随附单证及编号", tag="DecLicenseDocus"),
        section="packing", legend=_("Other documents"),
    ),
)


def _organisation(name: str, zh: str, en: str, box: str, tag: str) -> tuple[Field, ...]:
    """Name and codes of a PRC organisation; the codes stand side by side."""
    return (
        Field(f"{name}_name_zh", zh, en, width=100, spelling=name_text, at=f"{name}.name_zh",
              required=True, box=box, tag=f"{tag}Name"),
        Field(f"{name}_uscc", f"{zh}统一社会信用代码", f"{name}'s USCC", width=18,
              spelling=check_uscc, at=f"{name}.uscc", required=True, box=box, tag=f"{tag}CodeScc"),
        Field(f"{name}_customs_code", f"{zh}海关注册编码", f"{name}'s customs code", width=10,
              spelling=check_customs_registration, at=f"{name}.customs_code", box=box,
              tag=f"{tag}Code"),
    )


_producer = _organisation("producer", "生产销售单位", "producer or seller", "生产销售单位", "Owner")
_declarant = _organisation("declarant", "申报单位", "declarant", "申报单位", "Agent")
DECLARANT = (
    Group(
        "producer", _producer[0], _producer[1:],
        section="declarant", legend=capfirst(_("producer or seller")),
    ),
    Group(
        "declarant", _declarant[0], _declarant[1:],
        (
            Field("declarant_person", "报关人员", "declaring person", width=50, spelling=name_text,
                  required=True, box=True, tag="DeclareName", is_habit=True),
            Field("declarant_person_card", "报关人员证号", "declarant's card number", width=13,
                  spelling=compact_code, box=True, tag="DecNo", is_habit=True),
        ),
        Field("declarant_phone", "电话", "telephone", width=30, spelling=code_text,
              at="declarant.phone", box=True, tag="DecBpNo", is_habit=True),
        section="declarant", legend=capfirst(_("declarant")),
    ),
)
HEADER = Dictionary(
    Declaration, *TRANSPORT, *TRADE, *PACKING, *DECLARANT,
    given=(
        "reference", "declaration_no", "revision", "declared_on", "exporter", "parties", "lines",
        "attachments", "statement", "filed_by", "further_statements",
    ),
)
