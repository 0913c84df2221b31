"""After the gate at a real browser: departure, arrival, delivery, use; the balance on the end
user's page; a transfer that is asked for and decided; and what an overdue report does to the next
declaration."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from compliance import clock
from tests.browser import Person
from tests.filing_by_api import file_shipment, sign_in
from tests.journeys.filing import file_of
from tests.journeys.test_straight_path import wait_for_lane
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.long, pytest.mark.timeout(600)]

RELEASED = """
SELECT s.reference, min(f.end_user), sum(f.indium_kg)
FROM shipments_shipment s
JOIN shipments_flow f ON f.shipment_id = s.id
JOIN shipments_followup d ON d.shipment_id = s.id AND d.kind = 'use' AND d.ended_at IS NULL
JOIN accounts_exporter e ON e.id = s.exporter_id
JOIN accounts_user u ON u.exporter_id = e.id AND u.username = 'exporter'
JOIN accounts_customsoffice o ON o.id = s.office_id AND o.code = '2233'
WHERE s.status = 'released' AND NOT EXISTS (
  SELECT FROM shipments_decision c WHERE c.shipment_id = s.id AND c.state = 'proposed'
) GROUP BY s.reference, s.id ORDER BY s.id DESC LIMIT 1
"""
OVERDUE = """
UPDATE shipments_followup SET due_on = current_date - 3 WHERE id IN (
  SELECT d.id FROM shipments_followup d
  JOIN accounts_user u ON u.exporter_id = d.exporter_id AND u.username = 'exporter'
  WHERE d.kind = 'use' AND d.met_at IS NULL AND d.ended_at IS NULL LIMIT 1)
"""


def test_the_metal_is_followed_to_its_use_and_silence_is_a_finding(
    system: System, person: Callable[..., Person], tmp_path: Path
) -> None:
    [(reference, end_user, kg)] = system.sql(RELEASED)
    exporter, officer = person("exporter", language="en"), person("officer1", language="en")
    today = clock.today().isoformat()
    officer.go(f"/review/{reference}/close/")
    officer.fill({"departed_on": today, "report_no": "MFT49", "reason": "The carrier says so."})
    officer.submit_form("departed_on")
    for kind, evidence, told in (
        ("arrival", "warehouse_record", {"place": "Busan"}),
        ("delivery", "delivery_receipt", {"stock_kg": "100"}),
        ("use", "processing_balance", {"used_kg": f"{kg * 8 / 10:.3f}", "stock_kg": "1"}),
    ):
        exporter.go(f"/shipments/{reference}/")
        exporter.press(f"a[href$='/follow-up/{reference}/{kind}/']")
        exporter.fill({"happened_on": today, "text": f"It went well: {kind}.", **told})
        exporter.page.locator("main [name=first]").set_input_files(file_of(tmp_path, evidence))
        exporter.fill({"first_kind": evidence})
        exporter.submit_form("happened_on")
        assert exporter.path == f"/shipments/{reference}/", exporter.text
    officer.go(f"/end-users/user/?end_user={quote_plus(end_user)}")
    assert "What became of the metal" in officer.text
    assert f"{kg * 8 / 10:,.3f}".rstrip("0").rstrip(".") in officer.text
    _ask_and_grant(exporter, officer, reference)
    system.sql(OVERDUE)
    following = file_shipment(system.url, sign_in(system.url), 90)()
    assert wait_for_lane(system, following) == "in_review"
    exporter.go(f"/shipments/{following}/")
    assert "Reports on earlier releases are overdue" in exporter.text


def _ask_and_grant(exporter: Person, officer: Person, reference: str) -> None:
    exporter.go(f"/follow-up/{reference}/change/")
    exporter.fill(
        {
            "kind": "transfer",
            "user_name": "Seoul Solder Works",
            "user_country": "KOR",
            "end_use": "solder",
            "kg": "20",
            "planned_on": clock.today().isoformat(),
            "reason": "Less is needed than was bought.",
        }
    )
    exporter.submit_form("planned_on")
    officer.go("/follow-up/office/?list=asked")
    officer.press(f"a[href$='/review/{reference}/']")
    officer.press(f"a[href*='/review/{reference}/grant-change/']")
    assert "Seoul Solder Works" in officer.text
    officer.fill({"reason": "Known and sound."})
    officer.submit_form("reason")
    exporter.go(f"/shipments/{reference}/")
    assert "granted" in exporter.text
