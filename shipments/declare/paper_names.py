"""What kind of paper a file is, by the words of its name."""

import re

from compliance.codes.folding import fold

WORDS = (
    ("packing_list", ("packing list", "packinglist", "packing", "装箱")),
    ("bill_of_lading", ("bill of lading", "air waybill", "awb", "b l", "提单", "提运单", "运单")),
    (
        "end_use_certificate",
        ("end use", "end user", "enduse", "euc", "eus", "最终用户", "最终用途"),
    ),
    ("licence_scan", ("licence", "license", "许可证")),
    ("test_report", ("test report", "coa", "certificate of analysis", "检测", "检验报告", "化验")),
    ("agency_agreement", ("agency", "委托")),
    ("risk_assessment", ("risk", "风险")),
    ("translation", ("translation", "译本", "译文")),
    ("technical_statement", ("technical", "情况说明", "技术参数")),
    ("invoice", ("invoice", "inv", "发票")),
    ("contract", ("contract", "purchase order", "po", "合同", "订单")),
)
"""Kinds of ATTACHMENT_KINDS; the first whose word stands in the name counts."""


def kind_named(filename: str) -> str:
    """The kind, or "" where the name tells none. Latin words count as whole words."""
    stem = fold(filename.rpartition(".")[0] or filename)
    words = f" {re.sub(r'[^a-z]+', ' ', stem)} "
    for kind, names in WORDS:
        if any(f" {name} " in words if name.isascii() else name in stem for name in names):
            return kind
    return ""
