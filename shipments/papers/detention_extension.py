"""延长扣留期限通知书 (Regulations on penalties art. 40): once, signed by the office's head."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.detention_words import detention_facts, last_day_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact


def _first(issue: Issue) -> Notice:
    return Notice(
        Bilingual("延长扣留期限通知书", "Extension of a detention"),
        Bilingual(
            "经本关负责人批准，下列被扣留货物的扣留期限予以延长。",
            "With the approval of the head of this office the detention of the export goods below "
            "is extended.",
        ),
        [
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            last_day_fact(issue),
            *detention_facts(issue),
            message_fact(issue),
        ],
        REMEDIES,
        OWN_LAYOUT,
    )


PAPER = a_notice("detention_extension", "DX", _("Extension of a detention"), _first)
