"""Who may do what when, and what each verb brings about: written by hand, from the rules of the
house, never from the program. A cell that no line allows is forbidden; `-` means whatever.
"""

from collections import defaultdict
from functools import cache
from itertools import product

AXES = {
    "who": ("owner", "rival", "officer", "head", "elsewhere", "auditor", "keeper", "machine"),
    "status": (
        "draft",
        "screening",
        "in_review",
        "held",
        "released",
        "refused",
        "withdrawn",
        "closed",
    ),
    "claim": ("nobody", "mine", "other", "lapsed"),
    "proposal": ("none", "mine", "other", "detain"),
    "lists": ("fresh", "stale"),
    "gravity": ("0", "1", "2", "3"),
    "hold": (
        "never",
        "ended",
        "mine",
        "answered",
        "inspection",
        "other",
        "asked",
        "late",
        "replied",
        "referred",
        "freed",
        "caught",
        "ordered",
        "recorded",
        "sampled",
        "inspected",
        "stopped",
        "freed_stop",
        "barred",
        "detained",
        "prolonged",
    ),
    "asked": ("no", "yes", "owed", "filed", "change", "grave", "own", "proposed", "amend"),
}
# hold: whose hold is in force: one's own unanswered, one's own answered, one's own that only another
# officer ends (answered, too), a colleague's (answered or not); and a colleague's question: in its
# term, not answered in time, answered, with the ministry, appraised to need no licence, or to need one.
# And a colleague's inspection: ordered, recorded by him, signed with a sample at the laboratory, done.
# And a colleague's stop by the ministry: without its reply, with one that lets the goods go, or not;
# goods whose detention the colleague proposed and the head of another day signed, extended or not.
# proposal: of a release (after the release: of its recall), or a colleague's detention.
# asked: a withdrawal was asked for; or, of released goods, a report is owed or waits to be read, a
# change of use or user was asked for, or one that takes two officers: which nobody, the officer or a
# colleague has proposed to grant; or an amendment of what was declared, before the release, too.
USUAL = {
    "who": "officer",
    "status": "in_review",
    "claim": "nobody",
    "proposal": "none",
    "lists": "fresh",
    "gravity": "1",
    "hold": "never",
    "asked": "no",
}
NAMES = tuple(AXES)
PLAIN = (USUAL["proposal"], USUAL["lists"], USUAL["gravity"])
QUIET = (USUAL["hold"], USUAL["asked"])
AFTER_RELEASE = ("owed", "filed", "change", "grave", "own", "proposed", "amend")
HOLDING = ("hold", "question", "inspect", "order_stop", "sign_detention", "extend_detention")

# verb                | who          | status                         | claim              | proposal | lists | gravity | hold                       | asked
PERMISSIONS = """
edit                  | owner        | draft                          | -                  | -        | -     | -       | -                          | -
submit                | owner        | draft                          | -                  | -        | -     | -       | -                          | -
withdraw              | owner        | draft screening in_review held | -                  | -        | -     | -       | never                      | -
request_withdrawal    | owner        | draft in_review held           | -                  | -        | -     | -       | ended mine answered inspection other asked late replied referred freed caught ordered recorded sampled inspected stopped freed_stop barred detained prolonged | no
request_withdrawal    | owner        | released                       | -                  | -        | -     | -       | -                          | no owed filed change grave own proposed
request_amendment     | owner        | in_review held released        | -                  | -        | -     | -       | -                          | no owed filed change grave own proposed
answer                | owner        | held                           | -                  | -        | -     | -       | -                          | -
add_papers            | owner        | in_review held                 | -                  | -        | -     | -       | -                          | -
report                | owner        | released closed                | -                  | -        | -     | -       | -                          | owed
request_change        | owner        | released closed                | -                  | -        | -     | -       | -                          | no yes owed filed amend
supplement            | owner        | held                           | -                  | -        | -     | -       | replied referred           | -
clear                 | machine      | screening                      | -                  | -        | -     | -       | -                          | -
flag                  | machine      | screening                      | -                  | -        | -     | -       | -                          | -
rescreen              | machine      | in_review held                 | -                  | -        | -     | -       | -                          | -
rescreen              | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | -                          | -
claim                 | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | -                          | -
unclaim               | officer head | in_review held                 | mine               | -        | -     | -       | -                          | -
assign                | head         | in_review held                 | -                  | -        | -     | -       | -                          | -
judge_hit             | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | -                          | -
note                  | officer head | draft screening in_review held released refused withdrawn closed | - | -  | -     | -       | -                          | -
release               | officer head | in_review                      | nobody mine lapsed | -        | fresh | 0 1     | -                          | no yes owed filed change grave own proposed
propose_release       | officer head | in_review                      | nobody mine lapsed | none     | fresh | 2 3     | -                          | no yes owed filed change grave own proposed
countersign           | officer head | in_review                      | -                  | other    | fresh | -       | -                          | no yes owed filed change grave own proposed
decline_release       | officer head | in_review held                 | -                  | other    | -     | -       | -                          | -
hold                  | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended answered other inspected | -
lift                  | officer head | held                           | nobody mine lapsed | -        | -     | -       | never ended answered other inspected | -
return_for_correction | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended answered other inspected | -
refuse                | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended mine answered inspection other ordered recorded sampled inspected stopped freed_stop barred | -
question              | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended answered other inspected | -
extend_question       | officer head | held                           | nobody mine lapsed | -        | -     | -       | asked                      | -
ask_supplement        | officer head | held                           | nobody mine lapsed | -        | -     | -       | replied referred           | -
refer_question        | officer head | held                           | nobody mine lapsed | -        | -     | -       | replied late               | -
record_appraisal      | officer head | held                           | nobody mine lapsed | -        | -     | -       | referred                   | -
end_question          | officer head | held                           | nobody mine lapsed | -        | -     | -       | replied freed              | -
refuse_question       | officer head | held                           | nobody mine lapsed | -        | -     | -       | replied late caught        | -
inspect               | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended answered other inspected | -
record_inspection     | officer head | held                           | nobody mine lapsed | -        | -     | -       | ordered                    | -
sign_inspection       | officer head | held                           | nobody mine lapsed | -        | -     | -       | recorded                   | -
record_laboratory     | officer head | held                           | nobody mine lapsed | -        | -     | -       | sampled                    | -
order_stop            | officer head | in_review held                 | nobody mine lapsed | -        | -     | -       | never ended mine answered inspection other inspected | -
record_reply          | officer head | held                           | nobody mine lapsed | -        | -     | -       | stopped                    | -
lift_stop             | officer head | held                           | nobody mine lapsed | -        | -     | -       | freed_stop                 | -
propose_detention     | officer head | in_review held                 | nobody mine lapsed | none     | -     | -       | never ended mine answered inspection other inspected | -
sign_detention        | head         | in_review held                 | -                  | detain   | -     | -       | -                          | -
decline_detention     | head         | in_review held                 | -                  | detain   | -     | -       | -                          | -
extend_detention      | head         | held                           | -                  | -        | -     | -       | detained                   | -
lift_detention        | officer head | held                           | nobody mine lapsed | -        | -     | -       | detained prolonged         | -
grant_withdrawal      | officer head | draft in_review held released  | nobody mine lapsed | -        | -     | -       | never ended mine answered inspection other asked late replied referred freed caught ordered recorded sampled inspected | yes
refuse_withdrawal     | officer head | draft in_review held released  | nobody mine lapsed | -        | -     | -       | -                          | yes
grant_amendment       | officer head | released                       | nobody mine lapsed | -        | -     | -       | -                          | amend
refuse_amendment      | officer head | in_review held released        | nobody mine lapsed | -        | -     | -       | -                          | amend
propose_recall        | officer head | released                       | -                  | none     | -     | -       | -                          | -
countersign_recall    | officer head | released                       | -                  | other    | -     | -       | -                          | -
decline_recall        | officer head | released                       | -                  | other    | -     | -       | -                          | -
close                 | officer head | released                       | -                  | none     | -     | -       | -                          | no owed filed change grave own proposed
accept_report         | officer head | released closed                | -                  | -        | -     | -       | -                          | filed
question_report       | officer head | released closed                | -                  | -        | -     | -       | -                          | filed
record_visit          | officer head | released closed                | -                  | -        | -     | -       | -                          | -
grant_change          | officer head | released closed                | -                  | -        | -     | -       | -                          | change
propose_grant         | officer head | released closed                | -                  | -        | -     | -       | -                          | grave
countersign_grant     | officer head | released closed                | -                  | -        | -     | -       | -                          | proposed
refuse_change         | officer head | released closed                | -                  | -        | -     | -       | -                          | change grave own proposed
"""

# Every verb starts from a case on which as much as possible is open: claimed by the first officer,
# with a hold and a proposed release by the second, version 7, decided on long ago, a licence cited.
# What customs never held has no hold; hold "-" says so.
# claim: kept by the first, taken by who acts, or none. decided: kept, now, or none.
# licence: "drawn" where the released kilograms are written off.
# verb                | from      | to        | version | claim | decided | hold     | proposal      | licence | papers
EFFECTS = """
edit                  | draft     | draft     | 8       | kept  | kept    | open     | proposed      | -       | -
submit                | draft     | screening | 8       | kept  | none    | open     | proposed      | -       | -
withdraw              | in_review | withdrawn | 8       | none  | now     | -        | overtaken     | -       | -
request_withdrawal    | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
request_amendment     | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | -
answer                | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
add_papers            | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
report                | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | -
request_change        | closed    | closed    | 8       | kept  | kept    | open     | proposed      | -       | -
supplement            | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
clear                 | screening | released  | 8       | kept  | now     | open     | proposed      | drawn   | declaration end_use_certificate release_notice
flag                  | screening | in_review | 8       | kept  | none    | open     | proposed      | -       | -
rescreen              | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
claim                 | held      | held      | 7       | taken | kept    | open     | proposed      | -       | -
unclaim               | held      | held      | 7       | none  | kept    | open     | proposed      | -       | -
assign                | held      | held      | 7       | taken | kept    | open     | proposed      | -       | -
judge_hit             | held      | held      | 7       | taken | kept    | open     | proposed      | -       | -
note                  | held      | held      | 7       | kept  | kept    | open     | proposed      | -       | -
release               | in_review | released  | 8       | none  | now     | lifted   | overtaken     | drawn   | declaration end_use_certificate release_notice
propose_release       | in_review | in_review | 8       | none  | now     | open     | proposed      | -       | -
countersign           | in_review | released  | 8       | none  | now     | lifted   | countersigned | drawn   | declaration end_use_certificate release_notice
decline_release       | held      | held      | 8       | none  | now     | open     | declined      | -       | -
hold                  | held      | held      | 8       | taken | now     | replaced | overtaken     | -       | hold_notice
lift                  | held      | in_review | 8       | taken | now     | lifted   | overtaken     | -       | -
return_for_correction | held      | draft     | 8       | none  | now     | lifted   | overtaken     | -       | -
refuse                | held      | refused   | 8       | none  | now     | lifted   | overtaken     | -       | refusal_notice
question              | held      | held      | 8       | taken | now     | replaced | overtaken     | -       | question_notice
extend_question       | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
ask_supplement        | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | supplement_notice
refer_question        | held      | held      | 8       | none  | kept    | open     | proposed      | -       | question_result
record_appraisal      | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
end_question          | held      | in_review | 8       | taken | now     | lifted   | overtaken     | -       | question_result
refuse_question       | held      | refused   | 8       | none  | now     | lifted   | overtaken     | -       | question_result refusal_notice
inspect               | held      | held      | 8       | taken | now     | replaced | overtaken     | -       | inspection_notice
record_inspection     | held      | held      | 8       | none  | kept    | open     | proposed      | -       | -
sign_inspection       | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | inspection_record
record_laboratory     | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | -
order_stop            | held      | held      | 8       | none  | now     | replaced | overtaken     | -       | hold_notice
record_reply          | held      | held      | 8       | none  | kept    | open     | proposed      | -       | -
lift_stop             | held      | in_review | 8       | taken | now     | lifted   | overtaken     | -       | -
propose_detention     | held      | held      | 8       | none  | kept    | open     | proposed      | -       | -
sign_detention        | held      | held      | 8       | none  | now     | replaced | countersigned | -       | detention_notice
decline_detention     | held      | held      | 8       | kept  | kept    | open     | declined      | -       | -
extend_detention      | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | detention_extension
lift_detention        | held      | in_review | 8       | taken | now     | lifted   | overtaken     | -       | detention_end
grant_withdrawal      | held      | withdrawn | 8       | none  | now     | lifted   | overtaken     | -       | withdrawal_decision
refuse_withdrawal     | held      | held      | 8       | kept  | kept    | open     | proposed      | -       | withdrawal_decision
grant_amendment       | released  | draft     | 8       | none  | now     | open     | overtaken     | -       | amendment_decision
refuse_amendment      | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | amendment_decision
propose_recall        | released  | released  | 8       | kept  | kept    | open     | declined      | -       | -
countersign_recall    | released  | held      | 8       | none  | now     | open     | countersigned | -       | recall_notice
decline_recall        | released  | released  | 8       | kept  | kept    | open     | declined      | -       | -
close                 | released  | closed    | 8       | none  | now     | open     | declined      | -       | -
accept_report         | closed    | closed    | 8       | kept  | kept    | open     | proposed      | -       | -
question_report       | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | -
record_visit          | closed    | closed    | 8       | kept  | kept    | open     | proposed      | -       | -
grant_change          | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | change_decision
propose_grant         | released  | released  | 8       | kept  | kept    | open     | proposed      | -       | -
countersign_grant     | closed    | closed    | 8       | kept  | kept    | open     | proposed      | -       | change_decision
refuse_change         | closed    | closed    | 8       | kept  | kept    | open     | proposed      | -       | change_decision
"""


def lines(table: str) -> list[list[str]]:
    """The cells of each line."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def verbs() -> list[str]:
    """Every verb that has a line, in the order of the table."""
    return list(dict.fromkeys(line[0] for line in lines(PERMISSIONS)))


@cache
def allowed() -> frozenset[tuple[str, ...]]:
    """Every allowed cell: verb, then one value of each axis."""
    found: set[tuple[str, ...]] = set()
    for verb, *cells in lines(PERMISSIONS):
        spans = {
            name: AXES[name] if cell == "-" else tuple(cell.split())
            for name, cell in zip(NAMES, cells, strict=True)
        }
        for usual in (("proposal", "lists", "gravity"), ("hold", "asked")):
            few = {**spans, **{name: {USUAL[name]} & {*spans[name]} for name in usual}}
            found.update((verb, *values) for values in filter(in_a_slice, product(*few.values())))
    return frozenset(found)


def in_a_slice(values: tuple[str, ...]) -> bool:
    """The cells that are looked at: holds and requests only where the rest is as usual, and the
    other way round; all of them together would be half a million."""
    _who, _status, claim, proposal, lists, gravity, hold, asked = values
    is_plain = (proposal, lists, gravity) == PLAIN
    if asked in AFTER_RELEASE:
        return is_plain and (claim, hold) == (USUAL["claim"], USUAL["hold"])
    return is_plain or (hold, asked) == QUIET


def statuses_of(verb: str, who: str) -> set[str]:
    """From where somebody may use the verb, when nothing else stands in the way."""
    return set(_starts()[verb, who])


@cache
def _starts() -> dict[tuple[str, str], set[str]]:
    """Statuses by verb and person, out of one walk through all cells."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for verb, who, status, *_rest in allowed():
        found[verb, who].add(status)
    return found


def targets() -> dict[str, str]:
    """Where each verb leads, by the table of effects; a verb that leaves the status has none."""
    rows = lines(EFFECTS)
    return {verb: to for verb, source, to, *_rest in rows if to != source or verb in HOLDING}
