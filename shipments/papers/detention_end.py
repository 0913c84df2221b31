"""解除扣留通知书 (Regulations on penalties art. 41): the goods are detained no longer."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import LEGAL_BASIS
from shipments.papers.detention_words import detention_facts
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import Bilingual, moment
from shipments.papers.written import Fact

BASIS = Bilingual("《海关行政处罚实施条例》第四十一条", "Regulations on Customs Penalties art. 41")


def _first(issue: Issue) -> Notice:
    *detained, _basis = detention_facts(issue)
    return Notice(
        Bilingual("解除扣留通知书", "End of a detention"),
        Bilingual(
            "下列出口货物的扣留予以解除。",
            "The detention of the export goods below is lifted.",
        ),
        [
            Fact(Bilingual("解除时间", "Lifted"), moment(issue.issued_at)),
            *detained,
            Fact(LEGAL_BASIS, str(BASIS)),
            message_fact(issue),
        ],
        Bilingual(
            "海关继续办理该货物的通关手续；本通知不是放行决定。",
            "Customs goes on with the clearance of the goods. This is no release.",
        ),
        OWN_LAYOUT,
    )


PAPER = a_notice("detention_end", "DE", _("End of a detention"), _first)
