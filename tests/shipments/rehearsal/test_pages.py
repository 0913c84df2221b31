"""The pages of a rehearsal: who may start and read it, what they show, with and without htmx."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import policy_on
from shipments.models import RehearsalRun, Shipment
from shipments.rehearsal import tasks
from tests.shipments.rehearsal.conftest import Drafted, Rehearsed

Past = dict[str, Shipment]
SeenBy = Callable[[str], Client]


@pytest.fixture
def seen_by(request: pytest.FixtureRequest) -> SeenBy:
    def client_of(role: str) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        client.force_login(request.getfixturevalue(role))
        return client

    return client_of


@pytest.fixture
def nothing_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.rehearsal.tasks.send_after_commit", lambda *args: None)


def asked(**fields: str) -> dict[str, str]:
    month_ago = clock.today() - timedelta(days=30)
    return {"since": month_ago.isoformat(), "until": clock.today().isoformat(), **fields}


@pytest.mark.parametrize(
    ("role", "reading", "starting"),
    [
        ("policy_admin", 200, 200),
        ("auditor", 200, 403),
        ("officer", 403, 403),
        ("exporter", 404, 404),
    ],
)
def test_roles_and_addresses(
    past: Past,
    drafted: Drafted,
    rehearsed: Rehearsed,
    seen_by: SeenBy,
    role: str,
    reading: int,
    starting: int,
) -> None:
    run, client = rehearsed(drafted()), seen_by(role)
    base = f"/rehearsals/{run.pk}/"
    pages = ["/rehearsals/", base, f"{base}progress/", f"{base}cases/"]
    assert [client.get(page).status_code for page in pages] == [reading] * 4
    assert client.get("/rehearsals/new/").status_code == starting
    assert client.post("/rehearsals/new/", {}).status_code == starting


@pytest.mark.parametrize("path", ["/rehearsals/", "/rehearsals/new/", "/rehearsals/1/"])
def test_nobody_reads_without_signing_in(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 302


def test_a_draft_is_rehearsed_from_its_own_page(
    past: Past, drafted: Drafted, seen_by: SeenBy, nothing_sent: None
) -> None:
    version, client = drafted("KOR"), seen_by("policy_admin")
    address = f"/rehearsals/new/?draft={version.number}"
    assert f'href="{address}"' in client.get(f"/policies/{version.number}/").content.decode()
    form = client.get(address).context["form"]
    assert str(form["draft"].value()) == str(version.number)
    page = client.post(address, asked(draft=str(version.number)), follow=True)
    run = RehearsalRun.objects.get()
    assert page.redirect_chain == [(f"/rehearsals/{run.pk}/", 302)]
    assert run.body_sha256 == version.body_sha256
    assert run.policy_number == version.number


def test_progress_is_shown_until_the_end_and_works_without_javascript(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, seen_by: SeenBy
) -> None:
    run, client = rehearsed(drafted(), parts=False), seen_by("policy_admin")
    page = client.get(f"/rehearsals/{run.pk}/").content.decode()
    assert '<progress max="3" value="0"' in page
    assert 'hx-trigger="every 1s"' in page
    assert f'<a href="/rehearsals/{run.pk}/">Refresh</a>' in page
    part = client.get(f"/rehearsals/{run.pk}/progress/")
    assert "HX-Refresh" not in part.headers
    tasks.chunk(run.chunks.get().pk)
    done = client.get(f"/rehearsals/{run.pk}/progress/")
    assert done.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in done.content.decode()


def test_the_result_names_countries_users_and_kilograms(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, seen_by: SeenBy
) -> None:
    run = rehearsed(drafted("KOR"))
    page = seen_by("auditor").get(f"/rehearsals/{run.pk}/")
    text = page.content.decode()
    assert past["korea"].end_user_name in text
    assert "400\u00a0kg" in text
    assert f"/rehearsals/{run.pk}/cases/?country=KOR" in text
    assert {change: cell.count for change, cell in page.context["totals"]}["to_review"] == 1


def test_the_draft_shows_its_rehearsal(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, seen_by: SeenBy
) -> None:
    version = drafted("KOR")
    run = rehearsed(version)
    page = seen_by("policy_admin").get(f"/policies/{version.number}/").content.decode()
    assert f'href="/rehearsals/{run.pk}/"' in page
    assert "3 shipments" in page


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?change=to_review", 1),
        ("?change=to_green", 0),
        ("?change=nonsense", 1),
        ("?country=KOR", 1),
        ("?country=NLD", 0),
        ("?end_use=ito&country=KOR", 1),
        ("?shipment=1", 1),
    ],
)
def test_cases_are_narrowed_by_what_the_tables_link_to(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, seen_by: SeenBy, query: str, count: int
) -> None:
    run = rehearsed(drafted("KOR"))
    page = seen_by("policy_admin").get(f"/rehearsals/{run.pk}/cases/{query}")
    assert len(page.context["page"].rows) == count


def test_policy_administrators_read_the_reference_and_only_auditors_open_the_case(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, seen_by: SeenBy
) -> None:
    run, reference = rehearsed(drafted("KOR")), past["korea"].reference
    address, case = f"/rehearsals/{run.pk}/cases/", f"/review/{reference}/"
    admin, auditor = seen_by("policy_admin"), seen_by("auditor")
    assert reference in admin.get(address).content.decode()
    assert case not in admin.get(address).content.decode()
    assert admin.get(case).status_code == 403
    assert case in auditor.get(address).content.decode()
    assert auditor.get(case).status_code == 200


def test_one_parameter_is_tried_without_a_draft(
    past: Past, seen_by: SeenBy, nothing_sent: None
) -> None:
    typed = asked(parameter="sampling_rate", value="0.25")
    seen_by("policy_admin").post("/rehearsals/new/", typed)
    run = RehearsalRun.objects.get()
    assert run.policy_number is None
    assert Decimal(run.body["sampling_rate"]) == Decimal("0.25")
    assert "sampling_rate = 0.25" in run.what


def test_a_parameter_on_top_of_a_draft_is_no_longer_that_draft(
    past: Past, drafted: Drafted, seen_by: SeenBy, nothing_sent: None
) -> None:
    version = drafted("KOR")
    typed = asked(draft=str(version.number), parameter="embargoed_countries", value="NLD")
    seen_by("policy_admin").post("/rehearsals/new/", typed)
    run = RehearsalRun.objects.get()
    assert run.policy_number is None
    assert run.body["restrictions"][0]["code"] == "LEVER"
    assert run.body["embargoed_countries"] == ["NLD"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "draft"),
        ({"parameter": "sampling_rate", "value": "much"}, "value"),
        ({"parameter": "sampling_rate", "value": "2"}, "value"),
        ({"parameter": "embargoed_countries", "value": "XXQ"}, "value"),
        ({"parameter": "number", "value": "2"}, "parameter"),
        ({"draft": "99"}, "draft"),
        ({"draft": "1"}, "draft"),
        ({"parameter": "penalty_years", "value": "4", "until": "2025-12-31"}, "until"),
        ({"parameter": "penalty_years", "value": "4", "since": "soon"}, "since"),
    ],
)
def test_a_mistake_is_named_and_nothing_starts(
    db: None, seen_by: SeenBy, fields: dict[str, str], wrong: str
) -> None:
    page = seen_by("policy_admin").post("/rehearsals/new/", asked(**fields))
    assert page.status_code == 200
    assert wrong in page.context["form"].errors
    assert not RehearsalRun.objects.exists()


def test_a_rehearsal_that_is_not_there_is_not_found(db: None, seen_by: SeenBy) -> None:
    client = seen_by("policy_admin")
    pages = ["/rehearsals/49/", "/rehearsals/49/progress/", "/rehearsals/49/cases/"]
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_the_result_page_asks_as_much_for_many_cases_as_for_one(
    past: Past,
    rehearsed: Rehearsed,
    seen_by: SeenBy,
    policy_admin: User,
    django_assert_max_num_queries: Any,
) -> None:
    run = rehearsed(policy=replace(policy_on(clock.today()), sampling_rate=Decimal(1)))
    client = seen_by("policy_admin")
    with django_assert_max_num_queries(14):
        client.get(f"/rehearsals/{run.pk}/")
    with django_assert_max_num_queries(6):
        client.get(f"/rehearsals/{run.pk}/cases/")
