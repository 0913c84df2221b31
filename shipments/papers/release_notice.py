"""放行通知书: the goods may go."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import basis_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact

BASIS = Bilingual("《海关法》第二十九条", "Customs Law art. 29")


def _first(issue: Issue) -> Notice:
    return Notice(
        Bilingual("放行通知书", "Release notice"),
        Bilingual(
            "下列出口货物经审核，准予放行。",
            "The export goods below have been examined and released.",
        ),
        [
            Fact(Bilingual("放行时间", "Released"), moment(issue.issued_at)),
            message_fact(issue, Bilingual("海关意见", "Message")),
        ],
        Bilingual(
            "放行不免除发货人依法保存单证五年以及报告最终用户或者最终用途变化的义务"
            "（《两用物项出口管制条例》第二十五条、第二十七条）。",
            "Release does not end the consignor's duty to keep the records for five years and to "
            "report any change of end user or end use (Decree 792 arts. 25 and 27).",
        ),
    )


def _second(issue: Issue) -> Notice:
    first = _first(issue)
    released, message = first.facts
    facts = [released, basis_fact(issue, BASIS), message]
    return replace(first, facts=facts, remark=OWN_LAYOUT)


PAPER = a_notice("release_notice", "RN", _("Release notice"), _first, _second)
