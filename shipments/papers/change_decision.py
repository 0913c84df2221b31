"""最终用途、最终用户变更申请审核结果: customs decides what the exporter asked after the release."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES
from shipments.papers.basis import LEGAL_BASIS
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, message_fact
from shipments.papers.wording import EMPTY, Bilingual, joined, moment, named
from shipments.papers.written import Fact

BASIS = Bilingual("《两用物项出口管制条例》第二十五条", "Decree 792 art. 25")
KINDS = {
    "use": Bilingual("改变最终用途", "Another end use at the same user"),
    "transfer": Bilingual("转让给其他用户", "Transfer to another user"),
}
RESULTS = {
    "granted": (
        Bilingual("同意变更", "Granted"),
        Bilingual(
            "经审核，同意下列已放行货物按申请变更。",
            "Customs agrees to the change asked for, for the goods below that were released.",
        ),
        Bilingual(
            "本决定仅及于所列数量、用户和用途；变更后的交付、使用情况应当按期报告。",
            "This covers the quantity, the user and the use named here, nothing else. Delivery and "
            "use after the change are reported when they are due.",
        ),
    ),
    "refused": (
        Bilingual("不同意变更", "Refused"),
        Bilingual(
            "经审核，不同意下列已放行货物按申请变更，最终用户和最终用途以原申报为准。",
            "Customs does not agree to the change asked for, for the goods below: end user and end "
            "use stay as declared.",
        ),
        REMEDIES,
    ),
}


def _first(issue: Issue) -> Notice:
    told = issue.details
    result, sentence, closing = RESULTS[told.get("result", "refused")]
    country = named(COUNTRIES, told.get("user_country", ""))
    user = joined((told.get("user_name", ""), country, told.get("user_address", "")), "\n")
    use = Bilingual(told.get("use_zh", ""), told.get("use_en", ""))
    return Notice(
        Bilingual("最终用户、最终用途变更申请审核结果", "Decision on a change of end user or use"),
        sentence,
        [
            Fact(Bilingual("审核结果", "Result"), str(result)),
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            Fact(Bilingual("申请事项", "Asked for"), str(KINDS.get(told.get("change", ""), EMPTY))),
            Fact(Bilingual("新用户", "New user"), user or EMPTY),
            Fact(Bilingual("新用途", "New end use"), str(use) or EMPTY),
            Fact(Bilingual("涉及铟量（千克）", "Indium concerned (kg)"), told.get("kg") or EMPTY),
            Fact(Bilingual("拟变更日期", "Planned for"), told.get("planned_on") or EMPTY),
            Fact(Bilingual("申请理由", "Exporter's reason"), told.get("reason") or EMPTY),
            Fact(LEGAL_BASIS, str(BASIS)),
            message_fact(issue),
        ],
        closing,
        OWN_LAYOUT,
    )


PAPER = a_notice(
    "change_decision",
    "CD",
    _("Decision on a change of user or use"),
    _first,
    answers_request=True,
    outlives_revisions=True,
)
