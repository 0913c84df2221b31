"""The cast: named people whom every test knows. Servers are started by tests.services, a whole
installation by tests.running."""

import gc
import tracemalloc  # noqa: F401 - pytest's hook for warnings fails where it is half imported
from collections.abc import Generator, Iterator
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from compliance.accounts.models import User
from compliance.audit.database.base import DatabaseWrapper
from compliance.parties.models import ListedParty
from tests.cast import put_people_in
from tests.long_tests import has_long_tests
from tests.tables import tables

pytest_plugins = [
    "tests.services",
    "tests.prepared",
    "tests.running",
    "tests.buckets",
    "tests.in_turn",
    "tests.both_ends",
    "tests.large_pages",
    "tests.one_stack",
    "tests.quick_client",
]

# The same examples on every run, however slow the machine is.
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=30,
)
settings.register_profile("many", settings.get_profile("same"), max_examples=300)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--all"):
        config.option.markexpr = "not benchmark"
        settings.load_profile("many")
    if has_long_tests(config):  # it takes a second to import, for these alone
        config.pluginmanager.import_plugin("schemathesis.pytest.plugin")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """A million objects of modules and tests come and stay to the end: the collector need not
    visit them, neither meanwhile nor later."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.enable()
    return found


@pytest.fixture(autouse=True)
def no_language_of_another_test() -> Iterator[None]:
    """A request leaves its language behind in the thread: the next test begins with the default."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _no_request_notes_an_event_outside_a_transaction_of_its_own() -> Iterator[None]:
    """A test's own transaction would hide that: without it, record() refuses and the page is a
    500."""
    get_response, note = BaseHandler.get_response, DatabaseWrapper.note
    depth = ContextVar("depth", default=0)

    def answered(handler: BaseHandler, request: HttpRequest) -> Any:
        token = depth.set(depth.get() + 1)
        try:
            return get_response(handler, request)
        finally:
            depth.reset(token)

    def noted(connection: DatabaseWrapper, event: Any, chain: Any) -> None:
        blocks: list[Any] = connection.atomic_blocks
        if depth.get() and all(block._from_testcase for block in blocks):
            raise TransactionManagementError("an event outside the request's own transaction")
        note(connection, event, chain)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "get_response", answered)
        patch.setattr(DatabaseWrapper, "note", noted)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> None:
    """A new database of tests is a copy of one that has the tables. With few rows a plan for any
    value is as good as another, and made once."""
    connection.settings_dict["OPTIONS"]["options"] = "-c plan_cache_mode=auto"
    if django_db_createdb or not django_db_keepdb:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = tables()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests with real transactions end by emptying all tables: allow TRUNCATE on the log. Each test
    that screens archives the lists anew: the database need not try to pack what is packed already.

    With --reuse-db the tables may still be as such a test of the last run left them.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_truncate")
        cursor.execute("ALTER TABLE archive_bundle ALTER content SET STORAGE EXTERNAL")
        put_back_what_migrations_wrote()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """A test with real transactions ends by emptying all tables: the next finds what migrations
    wrote."""
    done = yield
    if nextitem and "transactional_db" in getattr(item, "fixturenames", ()):
        with item.config.stash[blocking_manager_key].unblock():
            put_back_what_migrations_wrote()
    return done


def put_back_what_migrations_wrote() -> None:
    """Policy 1, unless it is there."""
    from compliance.policy.models import PolicyVersion

    if not PolicyVersion.objects.exists():
        migration = import_module("compliance.policy.migrations.0002_first_policy")
        migration.add_first_policy(apps, None)


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Everybody, by username."""
    return put_people_in()


@pytest.fixture
def exporter(people: dict[str, User]) -> User:
    return people["exporter"]


@pytest.fixture
def rival_exporter(people: dict[str, User]) -> User:
    return people["rival"]


@pytest.fixture
def officer(people: dict[str, User]) -> User:
    return people["officer1"]


@pytest.fixture
def second_officer(people: dict[str, User]) -> User:
    return people["officer2"]


@pytest.fixture
def other_office_officer(people: dict[str, User]) -> User:
    return people["officer3"]


@pytest.fixture
def auditor(people: dict[str, User]) -> User:
    return people["auditor"]


@pytest.fixture
def policy_admin(people: dict[str, User]) -> User:
    return people["policy"]


@pytest.fixture
def second_policy_admin(people: dict[str, User]) -> User:
    return people["policy2"]


@pytest.fixture
def prc_lists(db: None) -> None:
    """The three PRC lists in force, checked today."""
    from tests.lists_in_force import put_lists_in_force

    put_lists_in_force()


@pytest.fixture
def entry(prc_lists: None) -> ListedParty:
    """A listed party that has an English name."""
    rows = ListedParty.objects.filter(version__list_code="export_control_list")
    return rows.exclude(name_en="").order_by("id").first()


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> None:
    """Papers and uploads lie in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def signing(settings: Any, tmp_path: Path) -> Any:
    """Signing is off in most tests; these turn it on, with an empty folder for keys. The settings,
    to be changed further."""
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.PAPER_SIGNING = {**settings.PAPER_SIGNING, "on": True}
    return settings
