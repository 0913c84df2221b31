"""撤回放行通知书: a release no longer stands, before the goods have left."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import basis_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, REMEDIES_AS_THEY_WERE, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《出口管制法》第十二条、《两用物项出口管制条例》第二十二条",
    "Export Control Law art. 12, Decree 792 art. 22",
)


def _second(issue: Issue) -> Notice:
    """Since the provisions come from the case's findings."""
    return Notice(
        Bilingual("撤回放行通知书", "Recall notice"),
        Bilingual(
            "下列出口货物的放行予以撤回，已签发的放行单证作废；货物不得装运，已装运的不得启运。",
            "The release of the export goods below is recalled and its papers are void. The goods "
            "must not be loaded; what is loaded must not depart.",
        ),
        [
            Fact(Bilingual("撤回时间", "Recalled"), moment(issue.issued_at)),
            basis_fact(issue, BASIS),
            message_fact(issue),
        ],
        REMEDIES,
        OWN_LAYOUT,
    )


def _first(issue: Issue) -> Notice:
    return replace(_second(issue), closing=REMEDIES_AS_THEY_WERE, remark=None)


PAPER = a_notice("recall_notice", "RC", _("Recall notice"), _first, _second, rests_on_findings=True)
