"""Which cases a pack is to hold: each question takes the one that fits and leaves the other."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from compliance.accounts.models import User
from shipments.demo.buyers import DEKKER, HANBIT, LINDNER
from shipments.models import Shipment
from shipments.moves import Status
from shipments.paperwork.evidence_form import EvidenceForm
from tests.builders import a_draft, a_finding, a_shipment

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, SECOND, BOTH, NEITHER = {"first"}, {"second"}, {"first", "second"}, set[str]()


@pytest.fixture
def cases(exporter: User, rival_exporter: User) -> dict[str, Shipment]:
    """Two exporters', a minute before and after a midnight in China; drafts are never chosen."""
    a_draft(exporter)
    made = {
        "first": a_shipment(
            exporter, Status.RELEASED, findings=[a_finding("QTY-01")], buyer=HANBIT, office="2233"
        ),
        "second": a_shipment(
            rival_exporter,
            Status.REFUSED,
            findings=[a_finding("LIC-01")],
            buyer=LINDNER,
            end_user=DEKKER,
            office="2248",
            header=(("final_destination", "NLD"),),
        ),
    }
    for name, (day, hour, minute) in {"first": (9, 23, 59), "second": (10, 0, 0)}.items():
        moment = datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)
        Shipment.objects.filter(pk=made[name].pk).update(submitted_at=moment)
    return made


def chosen(cases: dict[str, Shipment], by: User, **asked: str) -> set[str]:
    """The names of the cases that the form finds; what is asked is put together from theirs."""
    told = {key: value.format(**cases) for key, value in asked.items()}
    form = EvidenceForm(told)
    assert form.is_valid(), form.errors
    names = {case.pk: name for name, case in cases.items()}
    return {names[case.pk] for case in form.cases(by)}


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"reference": " {first.reference} "}, FIRST),
        ({"reference": "{second.reference}"}, SECOND),
        ({"since": "2026-03-10"}, SECOND),
        ({"until": "2026-03-09"}, FIRST),
        ({"since": "2026-03-09", "until": "2026-03-10"}, BOTH),
        ({"since": "2026-03-11"}, NEITHER),
        ({"exporter": "{first.exporter.uscc}"}, FIRST),
        ({"exporter": "{second.exporter.name_zh}"}, SECOND),
        ({"exporter": "{first.exporter.name_en}"}, FIRST),
        ({"end_user": "hanbit display"}, FIRST),
        ({"end_user": "Dekker"}, SECOND),
        ({"end_user": "德克薄膜"}, SECOND),
        ({"end_user": "Lindner"}, NEITHER),
        ({"country": "kor"}, FIRST),
        ({"country": "DEU"}, SECOND),
        ({"country": "NLD"}, SECOND),
        ({"rule": "qty-01"}, FIRST),
        ({"rule": "LIC-01"}, SECOND),
        ({"rule": "LIC-01", "country": "KOR"}, NEITHER),
        ({"rule": "LIC-01", "country": "NLD", "since": "2026-03-10"}, SECOND),
    ],
)
def test_each_question_takes_what_fits_and_leaves_the_rest(
    cases: dict[str, Shipment], auditor: User, asked: dict[str, str], found: set[str]
) -> None:
    assert chosen(cases, auditor, **asked) == found


def test_nobody_chooses_among_cases_they_may_not_see(
    cases: dict[str, Shipment], officer: User, other_office_officer: User
) -> None:
    everything = {"since": "2026-01-01"}
    assert chosen(cases, officer, **everything) == FIRST
    assert chosen(cases, other_office_officer, **everything) == SECOND
