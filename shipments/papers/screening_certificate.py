"""筛查证明: which run of which rules against which lists, and what came of it; for customs whole,
for the exporter without a word on parties and risks."""

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers.paper import Issue
from shipments.papers.sheet import Part, Sheet, a_sheet, facts, lines_of
from shipments.papers.wording import Bilingual
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《出口管制法》第十八条、第十九条、《两用物项出口管制条例》第二十六条、第二十九条",
    "Export Control Law arts. 18 and 19 and Decree 792 arts. 26 and 29",
)
NONE = Bilingual("无", "None")
FOR_CUSTOMS = Bilingual(
    "仅供海关内部使用，不得提供给当事人。", "For customs only; not to be given to the parties."
)
FOR_EXPORTERS = Bilingual(
    "本证明只列明依法可以告知的筛查发现，不说明其他事项，也不是放行决定。",
    "This certificate names only findings that may be told; it says nothing of anything else and "
    "is no release.",
)


def whole(declaration: Declaration, issue: Issue) -> Sheet:
    """For customs: everything the run found, its result and its hashes."""
    told = issue.details
    result = facts(
        ("分道", "Lane", told.get("lane", "")),
        ("严重程度", "Gravity", told.get("gravity", "")),
        ("事实摘要值", "Facts SHA-256", told.get("facts_sha256", "")),
        ("发现摘要值", "Findings SHA-256", told.get("findings_sha256", "")),
    )
    return _sheet(issue, [Part(Bilingual("结果", "Result"), result)], FOR_CUSTOMS)


def told_to_exporters(declaration: Declaration, issue: Issue) -> Sheet:
    """For the exporter: the run, the lists, and the findings that are disclosed."""
    return _sheet(issue, [], FOR_EXPORTERS)


def _sheet(issue: Issue, more: list[Part], note: Bilingual) -> Sheet:
    return Sheet(
        Bilingual("管控名单及规则筛查证明", "Certificate of screening"),
        [
            Part(Bilingual("筛查", "Screening"), _run(issue)),
            Part(Bilingual("所用名单", "Lists"), words=_words(issue, "lists")),
            Part(Bilingual("筛查发现", "Findings"), words=_words(issue, "findings")),
            *more,
        ],
        BASIS,
        intro=note,
    )


def _run(issue: Issue) -> list[Fact]:
    told = issue.details
    return facts(
        ("筛查次序", "Run", told.get("run", "")),
        ("完成时间", "Finished", told.get("finished", "")),
        ("规则版本", "Version of the rules", told.get("rules", "")),
        ("姓名比对引擎", "Engine of name matching", told.get("matcher", "")),
        ("管控参数", "Policy", told.get("policy", "")),
    )


def _words(issue: Issue, name: str) -> list[Bilingual]:
    found = [Bilingual(line, "") for line in lines_of(issue.details.get(name, ""))]
    return found or [NONE]


PAPER = a_sheet(
    "screening_certificate",
    "SC",
    _("Certificate of screening (customs)"),
    whole,
    for_customs=True,
)
