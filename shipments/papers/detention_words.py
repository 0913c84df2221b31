"""Words that the papers of a detention share."""

from shipments.papers.basis import case_basis_fact, ground_fact
from shipments.papers.paper import Issue
from shipments.papers.wording import EMPTY, Bilingual
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《海关行政处罚实施条例》第三十八条、第四十条",
    "Regulations on Customs Penalties arts. 38, 40",
)
SUSPICION = Bilingual("货物有违法嫌疑", "The goods are under suspicion of a violation")


def detention_facts(issue: Issue) -> list[Fact]:
    """Ground, goods and place, then what the law says."""
    told = issue.details
    return [
        ground_fact(issue, SUSPICION),
        Fact(Bilingual("扣留货物", "Goods detained"), told.get("goods") or EMPTY),
        Fact(Bilingual("存放地点", "Kept at"), told.get("place") or EMPTY),
        case_basis_fact(issue, BASIS),
    ]


def last_day_fact(issue: Issue) -> Fact:
    """The last day as it was when the paper was asked for."""
    return Fact(Bilingual("扣留期限至", "Detained until"), issue.details.get("until") or EMPTY)
