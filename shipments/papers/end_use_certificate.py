"""最终用户和最终用途证明, from the statement frozen with the revision."""

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers import certificate
from shipments.papers.paper import Context, Issue, Paper
from shipments.papers.wording import Bilingual

REMARK = Bilingual(
    "依据《两用物项出口管制条例》第十六条、第二十四条；本单证为本系统版式。",
    "Under Decree 792 arts. 16 and 24. Layout of this system.",
)


def context(declaration: Declaration, issue: Issue) -> Context:
    """Sections A to G of each statement. Raises ValueError without one."""
    return {
        "certificates": certificate.certificates(declaration),
        "remark": REMARK if issue.edition > 1 else None,
    }


PAPER = Paper(
    kind="end_use_certificate",
    letters="EUC",
    name=_("End-use certificate"),
    context=context,
    template="certificate",
    editions=2,
    needs_statement=True,
)
