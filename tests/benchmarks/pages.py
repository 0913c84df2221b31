"""Server time and queries of every page, for each role, as JSON: python -m tests.benchmarks.pages.

Runs in a process of its own against the installation the environment names.
"""

import json
import os
import statistics
import sys
import time
from typing import Any

import django

RUNS = 7


def main() -> None:
    """Optionally multiply the shipments first: argument = how many there should be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    django.setup()
    from tests.benchmarks.bulk import multiply

    count = multiply(int(sys.argv[1])) if len(sys.argv) > 1 else None
    print(json.dumps({"shipments": count, "pages": measure()}))


def measure() -> list[dict[str, Any]]:
    """One row per page and role that answers 200 to GET: address, role, ms (median), queries."""
    from django.test import Client

    from compliance.accounts.models import User
    from tests.addresses import all_addresses, demo_samples

    samples = demo_samples()
    urls = {address.name: samples.url(address) for address in all_addresses()}
    rows = []
    for username in ("exporter", "officer1", "auditor", "policy"):
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(username=username))
        for name, url in urls.items():
            row = _page(client, url)
            if row:
                rows.append({"page": name, "role": username, **row})
    return rows


def _page(client: Any, url: str) -> dict[str, Any] | None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)  # what a process reads once is not the page's
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    count = len(queries)  # later requests empty the log
    if answer.status_code != 200 or answer.streaming:
        return None
    times = []
    for _run in range(RUNS):
        began = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - began) * 1000)
    return {"ms": round(statistics.median(times), 1), "queries": count}


if __name__ == "__main__":
    main()
