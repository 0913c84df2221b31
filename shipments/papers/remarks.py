"""Words that several papers share."""

from shipments.papers.paper import Issue
from shipments.papers.wording import EMPTY, Bilingual
from shipments.papers.written import Fact

OWN_LAYOUT = Bilingual("本单证为本系统版式。", "Layout of this system.")
REMEDIES = Bilingual(
    "对本决定不服的，可以自收到本通知之日起六十日内依法申请行政复议，"
    "或者自收到本通知之日起六个月内依法向人民法院提起行政诉讼。",
    "Whoever disagrees may apply for administrative review within sixty days of receiving this "
    "notice, or bring an administrative action before a people's court within six months.",
)
REMEDIES_AS_THEY_WERE = Bilingual(
    f"{REMEDIES.zh}（本段文字可配置，待核实）",
    f"{REMEDIES.en} (Configurable wording, to be verified.)",
)
ON_REQUESTS = Bilingual(
    "《海关法》第二十六条、《海关进出口货物报关单修改和撤销管理办法》（海关总署令第220号）",
    "Customs Law art. 26; Measures on amending and withdrawing declarations (GACC Order 220)",
)
OF_THE_REQUEST = Bilingual("申请事由", "Ground of the request")
OTHER_CASE = Bilingual("其他情形", "Another case")
MESSAGE = Bilingual("海关告知", "Message")


def message_fact(issue: Issue, label: Bilingual = MESSAGE) -> Fact:
    """What the officer tells the exporter."""
    return Fact(label, issue.message or EMPTY)
