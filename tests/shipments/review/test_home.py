"""Where officers and auditors start."""

from compliance.accounts.models import User
from shipments.moves import Status
from shipments.review import claims
from tests.builders import a_shipment
from tests.shipments.review.posts import page


def test_officers_find_their_cases_and_what_waits(exporter: User, officer: User) -> None:
    mine, waiting = a_shipment(exporter, gravity=2), a_shipment(exporter, gravity=3)
    claims.claim(mine, by=officer)
    shown = page(officer, "/")
    assert shown.context["mine"] == [mine]
    assert shown.context["waiting"] == [waiting]
    assert "/review/next/" in shown.content.decode()
    assert 'href="/documents/retention/"' in shown.content.decode()


def test_auditors_find_counts_and_the_state_of_the_log(exporter: User, auditor: User) -> None:
    a_shipment(exporter, Status.RELEASED)
    a_shipment(exporter, Status.DRAFT)
    shown = page(auditor, "/")
    counts = {status: number for status, _label, number in shown.context["statuses"]}
    assert (counts["released"], counts["draft"]) == (1, 0)
    assert "has not been checked yet" in shown.content.decode()
