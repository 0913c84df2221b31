"""不予放行通知书: the goods may not go."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import basis_fact, case_basis_fact, ground_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, REMEDIES_AS_THEY_WERE, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《海关法》第二十四条、《两用物项出口管制条例》第二十一条",
    "Customs Law art. 24, Decree 792 art. 21",
)

NOT_MET = Bilingual("不符合放行条件", "The conditions of a release are not met")


def _second(issue: Issue) -> Notice:
    """Since the provisions come from the case's findings."""
    return Notice(
        Bilingual("不予放行通知书", "Refusal notice"),
        Bilingual("下列出口货物不予放行。", "Release of the export goods below is refused."),
        [
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            basis_fact(issue, BASIS),
            message_fact(issue),
        ],
        REMEDIES,
        OWN_LAYOUT,
    )


def _first(issue: Issue) -> Notice:
    return replace(_second(issue), closing=REMEDIES_AS_THEY_WERE, remark=None)


def _third(issue: Issue) -> Notice:
    """Since the ground is the policy's, beside the provisions of the case's findings."""
    second = _second(issue)
    decided, _basis, message = second.facts
    ground = ground_fact(issue, NOT_MET)
    return replace(second, facts=[ground, decided, case_basis_fact(issue, BASIS), message])


PAPER = a_notice(
    "refusal_notice", "RF", _("Refusal notice"), _first, _second, _third, rests_on_findings=True
)
