"""What demo data lacks is added (an uploaded list, a draft policy, a rehearsal), with `situations`
also cases in which somebody else has to act; then every address of the site is printed as JSON, by
name: python -m tests.pages.furnished [situations].

Runs in a process of its own against the installation the environment names.
"""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

CSV = "name_zh,name_en,listed_on\n,Sample Party,2026-01-05\n"


def main() -> None:
    """Add what is missing and print the addresses."""
    django.setup()
    from tests.addresses import all_addresses, demo_samples
    from tests.pages.situations import bring_about

    furnish()
    situations = bring_about() if "situations" in sys.argv else {}
    samples = demo_samples()
    addresses = {each.name: samples.url(each) for each in all_addresses()}
    print(json.dumps({**addresses, **in_every_status(), **after_the_gate(), **situations}))


def in_every_status() -> dict[str, str]:
    """The pages of one shipment of each status, as its exporter and as its office see it."""
    from shipments.models import Shipment
    from shipments.moves import Status

    mine = Shipment.objects.filter(
        exporter__people__username="exporter", office__people__username="officer1"
    )
    found = {status: mine.filter(status=status).first() for status in Status.values}
    pages = {"shipment": "/shipments/{}/", "case": "/review/{}/", "papers": "/documents/of/{}/"}
    return {
        f"{name} {status}": pattern.format(shipment.reference)
        for name, pattern in pages.items()
        for status, shipment in found.items()
        if shipment
    }


def after_the_gate() -> dict[str, str]:
    """The forms of a release that owes a report, and the page of its end user."""
    from urllib.parse import quote_plus

    from shipments.models import FollowUp
    from shipments.moves import LET_GO

    owed = FollowUp.objects.unmet().filter(kind="use", exporter__people__username="exporter")
    duty = owed.filter(shipment__status__in=LET_GO).latest("id")
    reference, user = duty.shipment.reference, duty.shipment.flows.earliest("id").end_user
    return {
        "a report": f"/follow-up/{reference}/use/",
        "a request to change": f"/follow-up/{reference}/change/",
        "reports to be read": "/follow-up/office/?list=filed",
        "an end user": f"/end-users/user/?end_user={quote_plus(user)}",
    }


def furnish() -> None:
    """One of each; again and again changes nothing."""
    from compliance.accounts.models import User
    from compliance.parties.models import ListUpload

    keeper = User.objects.get(username="policy")
    if not ListUpload.objects.exists():
        upload_a_list(keeper)
        rehearse_a_draft(keeper)


def upload_a_list(keeper: Any) -> None:
    """A watch list far too short: its preview and its alarm."""
    from compliance import clock
    from compliance.parties.importers import SourceFile
    from compliance.parties.incoming_files import Import
    from compliance.parties.upload_actions import keep_upload
    from compliance.parties.upload_work import read_upload

    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(CSV, encoding="utf-8")
        files = (SourceFile("list.csv", path),)
        source = "https://example.test/list"
        wanted = Import("ofac_sdn", "own_csv", files, clock.today(), source)
        read_upload(keep_upload(wanted, by=keeper).pk)


def rehearse_a_draft(keeper: Any) -> None:
    """A draft that stops everything to Korea, tried over the last thirty days."""
    from compliance import clock
    from compliance.law.policy import Restriction
    from compliance.policy.actions import draft
    from compliance.policy.versions import policy_on
    from shipments.rehearsal.actions import Plan, start

    today, begins = clock.today(), clock.today() + timedelta(days=1)
    stop = Restriction(
        "LEVER", "HOLD", begins, country="KOR", reason_zh="审慎", reason_en="Caution"
    )
    policy = replace(policy_on(today), restrictions=(stop,), in_force_from=begins)
    version = draft(policy, note="Try", by=keeper)
    plan = Plan(policy, f"policy {version.number}", today - timedelta(days=30), today, version)
    start(plan, by=keeper)


if __name__ == "__main__":
    main()
