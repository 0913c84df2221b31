"""扣留决定书 (Regulations on penalties art. 38): signed by the head of the office."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.detention_words import detention_facts, last_day_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact


def _first(issue: Issue) -> Notice:
    return Notice(
        Bilingual("海关扣留决定书", "Detention decision"),
        Bilingual(
            "经本关负责人批准，决定扣留下列出口货物；扣留期间货物不予放行，不得移动、调换或者处置。",
            "With the approval of the head of this office the export goods below are detained. "
            "They are not released and must not be moved, exchanged or disposed of.",
        ),
        [
            Fact(Bilingual("扣留时间", "Detained"), moment(issue.issued_at)),
            last_day_fact(issue),
            *detention_facts(issue),
            message_fact(issue),
        ],
        REMEDIES,
        OWN_LAYOUT,
    )


PAPER = a_notice("detention_notice", "DT", _("Detention decision"), _first)
