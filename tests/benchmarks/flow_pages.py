"""How fast flow pages, balances, the register, lists of reports and their API answer over many
shipments:
python -m tests.benchmarks.flow_pages [COUNT].

Makes a database of its own beside the one the environment names, fills it with the demo and copies
of it up to a million shipments (or COUNT), reads the flows for signs, and prints each page's server
time beside the goal of 200 ms. Exit code 1 when a goal is missed.
"""

import os
import sys
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote

from tests.benchmarks.flat import Act, OwnDatabase, got, measured

MANY, MOST_MS = 1_000_000, 200
MASSES = (
    *("received_kg", "used_kg", "product_kg", "scrap_kg", "in_stock_kg", "handed_on_kg"),
    *("awaited_kg", "unexplained_kg"),
)
YEARS = "since=2023-12&until=2026-11"
PAGES = (
    "/flows/",
    "/flows/?status=any",
    f"/flows/?{YEARS}",
    "/flows/?country=KOR",
    "/flows/?end_use=ito&purity=4N",
    "/flows/?exporter={exporter}",
    "/flows/?end_user={end_user}",
    "/flows/shipments/",
    "/flows/shipments/?country=KOR",
    "/flows/shipments/?end_user={end_user}",
    "/end-users/",
    "/end-users/?q=hanbit&country=KOR",
    "/end-users/user/?end_user={end_user}",
    "/end-users/user/shipments/?end_user={end_user}",
    "/end-users/user/shipments/?end_user={end_user}&what=used_kg",
    "/end-users/user/shipments/?end_user={end_user}&what=unexplained_kg",
    "/end-users/user/shipments/?end_user={end_user}&year=2026&exporter={exporter}",
    "/follow-up/office/",
    "/follow-up/office/?list=due",
    "/follow-up/office/?list=filed",
    "/flows/signs/",
    "/flows/signs/?csv",
    "/flows/signs/?xlsx",
    "/flows/reports/",
    "/flows/flows.csv",
    "/flows/flows.xlsx",
    "/flows/balances/",
    "/flows/balances/?by=consignee",
    "/flows/balances/?by=route&year=2026",
    "/flows/balances/?by=exporter&country=KOR",
    "/flows/balances/?by=end_use&end_user={end_user}",
    *(f"/flows/balances/shipments/?what={mass}" for mass in MASSES),
    "/flows/balances/shipments/?what=scrap_kg&year=2026&country=KOR&purity=4N",
    "/flows/balances/shipments/?consignee={end_user}&year=2026",
    "/flows/balances/shipments/?route=KOR%3EKOR&what=awaited_kg",
    "/flows/balances/balances.csv?by=consignee",
    "/flows/balances/balances.xlsx?by=route",
    "/api/flows/",
    "/api/flows/?end_user={end_user}",
    "/api/flows/balances/?by=consignee",
    "/api/flows/signs/",
    "/api/flows/report/?subject=2026-10",
    "/api/flows/report/?subject=2026",
    "/api/end-users/?q=hanbit",
)


def main() -> int:
    """Fill, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with OwnDatabase() as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
        made = _filled(count)
        print(f"{made:,} shipments{'':<45}ms  queries")
        missed = 0
        for name, act in _acts():
            figure = measured(act)
            missed += figure.ms > MOST_MS
            verdict = "ok" if figure.ms <= MOST_MS else "MISSED"
            print(f"{name:<60}{figure.ms:>7.1f}{figure.queries:>9}  goal {MOST_MS}: {verdict}")
    print(f"{missed} of {len(PAGES)} missed")
    return 1 if missed else 0


def _filled(count: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from shipments.end_users.keeping import register_from_flows
    from shipments.flows.stories import read_all
    from tests.benchmarks.bulk import multiply

    call_command("migrate", verbosity=0)
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["rest_framework"]
    )
    call_command("seed_demo", verbosity=0, stdout=StringIO())
    made = multiply(count)
    register_from_flows()
    read_all()
    return made


def _acts() -> Iterator[tuple[str, Act]]:
    from django.test import Client

    from compliance.accounts import api_tokens
    from compliance.accounts.models import User
    from shipments.models import Flow

    auditor = User.objects.get(username="auditor")
    _token, text = api_tokens.make(auditor)
    client = Client(headers={"host": "127.0.0.1", "authorization": f"Token {text}"})
    client.force_login(auditor)
    flow = Flow.objects.filter(status="released").latest("pk")
    words = {"exporter": flow.exporter_id, "end_user": quote(flow.end_user)}
    for page in PAGES:
        address = page.format(**words)
        yield page, lambda address=address: got(client, address)


if __name__ == "__main__":
    sys.exit(main())
