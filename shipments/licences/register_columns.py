"""Columns of a register file. The issuing offices publish no format: the headings are this system's
own after the boxes of the licence (GB/T 15311.2-2008) and still to be verified."""

import unicodedata
from dataclasses import dataclass

REQUIRED = ("number", "kind", "holder_uscc", "valid_from", "valid_until", "quantity", "unit")


@dataclass(frozen=True)
class Column:
    """One column: its name in the file of this system, and the headings it is known by."""

    name: str
    zh: str
    en: str

    @property
    def is_required(self) -> bool:
        """Whether a register without it cannot be taken."""
        return self.name in REQUIRED

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading, as compared."""
        return tuple(map(_plain, (self.name, self.zh, self.en)))


COLUMNS = (
    Column("number", "许可证号", "Licence number"),
    Column("kind", "监管证件代码", "Document code"),
    Column("form", "许可种类", "Form of licence"),
    Column("status", "状态", "Status"),
    Column("holder_uscc", "统一社会信用代码", "Holder's USCC"),
    Column("hs_codes", "商品编号", "HS codes"),
    Column("control_codes", "出口管制编码", "Control codes"),
    Column("countries", "进口国（地区）", "Countries"),
    Column("customs_district", "报关口岸", "Place of clearance"),
    Column("contract_no", "合同号", "Contract number"),
    Column("end_user", "最终用户", "End user"),
    Column("valid_from", "发证日期", "Licence date"),
    Column("valid_until", "有效截止日期", "Expiry date"),
    Column("quantity", "数量", "Quantity"),
    Column("unit", "计量单位", "Unit"),
    Column("uses", "使用次数", "Uses"),
    Column("value", "总值", "Value"),
    Column("currency", "币制", "Currency"),
)
# What a register says in words; each is compared without spaces and signs.
KINDS = {
    "两用物项出口许可证": "3",
    "出口许可证": "4",
    "出口许可证加工贸易": "x",
    "出口许可证边境小额贸易": "y",
}
FORMS = {
    "单项": "individual",
    "单项许可": "individual",
    "通用": "general",
    "通用许可": "general",
    "登记": "registration",
    "登记填报": "registration",
}
STATUSES = {
    "有效": "valid",
    "暂停": "suspended",
    "暂停使用": "suspended",
    "撤销": "revoked",
    "已撤销": "revoked",
    "注销": "revoked",
    "作废": "revoked",
    "失效": "revoked",
}
_WORDS = {"kind": KINDS, "form": FORMS, "status": STATUSES}


def column_called(heading: str) -> Column | None:
    """The column of that heading, in Chinese, English or by its name."""
    wanted = _plain(heading)
    return next((each for each in COLUMNS if wanted in each.headings), None)


def spoken(name: str, text: str) -> str:
    """The code of what a register says in words; any other text as it stands."""
    return _WORDS.get(name, {}).get(_plain(text), text)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())
