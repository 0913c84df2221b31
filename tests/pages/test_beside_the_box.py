"""A mistake in one or two boxes is told beside one of them, in both languages, on every form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.models import AlarmKind, ListAlarm
from enduse.models import EndUser
from shipments.declare.forms.goods import keep_goods
from shipments.end_users.keeping import register_from_flows
from shipments.end_users.merging import propose_merges
from shipments.models import (
    DeclarationTemplate,
    RegisterEdition,
    SavedGoods,
    SavedParty,
    Shipment,
    UserMerge,
)
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of
from tests.shipments.end_users.test_register import ALIKE, released
from tests.shipments.licences.test_pages import boxes

pytestmark = pytest.mark.in_turn("language")
LANGUAGES = ("zh-hans", "en")
LONG = "因" * 2001


@dataclass(frozen=True)
class Mistake:
    """What somebody typed and chose not, on which page, and the box beside which it has to be told;
    the rest is what the page `shown_on` shows, "" for the same page."""

    page: str
    box: str
    told: tuple[str, str]
    typed: dict[str, Any] = field(default_factory=dict)
    shown_on: str | None = ""
    left_out: tuple[str, ...] = ()


def a_term(since: int, until: int) -> dict[str, str]:
    days = (clock.today() + timedelta(days=each) for each in (since, until))
    return dict(zip(("valid_from", "valid_until"), (day.isoformat() for day in days), strict=True))


ABOVE = ("请填写大于0的数", "more than 0")
TERM = ("截止日期不得早于起始日期", "on or after the day it begins")
LICENCES = [
    ({"quantity_kg": "0"}, "quantity_kg", ABOVE),
    ({"quantity_kg": "", "unit": "020", "quantity": "0"}, "quantity", ABOVE),
    ({"uses": "0"}, "uses", ("不小于1", "greater than or equal to 1")),
    ({"value": "-1"}, "value", ("不得小于0", "at least 0")),
    (a_term(9, 8), "valid_until", TERM),
    ({"kind": "3", "form": "individual", "uses": "2"}, "uses", ("只能使用一次", "has one use")),
    ({"form": "general"}, "form", ("许可种类", "Only a dual-use licence")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("changes", "box", "told"), LICENCES)
def test_a_licence(
    officer: User,
    exporter: User,
    language: str,
    changes: dict[str, str],
    box: str,
    told: tuple[str, str],
) -> None:
    mistake = Mistake("/licences/new/", box, told, boxes(exporter, **changes), shown_on=None)
    tell(officer, language, mistake)


def of_the_line(draft: Shipment) -> Callable[..., Mistake]:
    page = f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/"
    return lambda box, told, **typed: Mistake(page, box, told, typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_declaration(exporter: User, language: str) -> None:
    draft = a_draft(exporter)
    line, own = of_the_line(draft), f"/shipments/{draft.reference}"
    tell(
        exporter,
        language,
        line("quantity", ABOVE, quantity="0"),
        line("net_weight_kg", ABOVE, net_weight_kg="0"),
        line("unit_price", ABOVE, unit_price="0"),
        line("net_weight_kg", ("净重不得大于毛重", "Net weight"), gross_weight_kg="1"),
        Mistake(
            f"{own}/packing/", "net_weight_kg", ("净重", "Net weight"), {"gross_weight_kg": "1"}
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_there_already(exporter: User, language: str) -> None:
    draft = a_draft(exporter)
    owner = exporter.exporter
    SavedParty.objects.create(exporter=owner, name_en="Twice Ltd", country="KOR")
    keep_goods(draft.lines.get(), "Twice")
    DeclarationTemplate.objects.create(exporter=owner, shipment=draft, name="Twice")
    goods, book = SavedGoods.objects.get(), "/shipments/address-book"
    user, statement = EndUser.objects.get(), draft.statement
    again, party = ("已", "already"), {"name_en": "Twice Ltd", "country": "KOR"}
    named = {"name_en": user.name_en, "country": user.country}
    backwards = {"signed_on": "2026-05-02", "valid_until": "2026-05-01"}
    for mistake in (
        Mistake(
            "/end-use/end-users/add/", "name_en", again, named, f"/end-use/end-users/{user.pk}/"
        ),
        Mistake(f"{book}/parties/add/", "name_en", again, party),
        Mistake(
            f"{book}/goods/add/", "label", again, {"label": "Twice"}, f"{book}/goods/{goods.pk}/"
        ),
        Mistake(f"/shipments/{draft.reference}/keep/", "name", again, {"name": "Twice"}),
        Mistake(
            "/end-use/statements/add/",
            "number",
            again,
            {"number": statement.number},
            f"/end-use/statements/add/?copy={statement.pk}",
        ),
        Mistake(
            f"/end-use/statements/{statement.pk}/", "valid_until", ("失效", "expire"), backwards
        ),
    ):
        tell(exporter, language, mistake)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [" ", LONG])
def test_why_an_alarm_is_cleared(policy_admin: User, language: str, reason: str) -> None:
    alarm = ListAlarm.objects.create(
        list_code="un", kind=AlarmKind.BAD_FILE, raised_at=timezone.now()
    )
    page = f"/parties/alarms/{alarm.pk}/clear/"
    told = ("2000", "2000") if reason == LONG else ("必填", "required")
    tell(policy_admin, language, Mistake(page, "reason", told, {"reason": reason}, None))
    alarm.refresh_from_db()
    assert alarm.cleared_at is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("decision", ["merge", "reject", "part"])
def test_why_two_end_users_are_one(
    exporter: User, rival_exporter: User, officer: User, language: str, decision: str
) -> None:
    released(exporter)
    released(rival_exporter, "50", buyer=ALIKE)
    register_from_flows()
    propose_merges()
    page = f"/end-users/merges/{UserMerge.objects.get().pk}/{decision}/"
    tell(officer, language, Mistake(page, "reason", ("1000", "1000"), {"reason": LONG}, None))
    assert UserMerge.objects.get().state == "proposed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_view_of_the_queue(officer: User, language: str) -> None:
    page, long = "/review/views/", {"name": "N" * 61, "query": "gravity=3"}
    tell(officer, language, Mistake(page, "name", ("60", "60"), long, None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_register_may_lose_licences(
    officer: User, second_officer: User, language: str
) -> None:
    edition = RegisterEdition.objects.create(
        prepared_by=officer,
        as_of=clock.today(),
        state="waiting",
        size=1,
        prepared_at=timezone.now(),
        difference={"is_shrunken": True, "lost": {"count": 9, "first": []}, "shrink": "0.9"},
    )
    page = f"/licences/editions/{edition.pk}/put-in-force/"
    for reason, told in (("", ("必填", "required")), (LONG, ("500", "500"))):
        tell(second_officer, language, Mistake(page, "reason", told, {"reason": reason}, None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_paper_more_than_a_declaration_has(
    exporter: User, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipments.declare.forms.papers.MOST_ATTACHMENTS", 0)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\ntrailer<<>>\n%%EOF\n")
    page = f"/shipments/{a_draft(exporter).reference}/attachments/"
    typed = {"kind": "contract", "number": "1", "upload": file}
    tell(exporter, language, Mistake(page, "upload", ("最多", "at most"), typed, None))


def tell(user: User, language: str, *mistakes: Mistake) -> None:
    """The page after each mistake: told beside the box alone, linked above, nothing typed lost."""
    client, opened = signed_in(user, language), dict[str, str]()
    for each in mistakes:
        _tell(client, language, each, opened)


def _tell(client: Client, language: str, mistake: Mistake, pages: dict[str, str]) -> None:
    sent = {**_shown(client, mistake, pages), **mistake.typed}
    for name in mistake.left_out:
        sent.pop(name, None)
    shown = client.post(mistake.page, sent)
    assert shown.status_code == 200, (mistake, shown.content.decode()[:500])
    page = html.fromstring(shown.content)
    assert page.findtext(".//title", "").startswith(("错误：", "Error:")[LANGUAGES.index(language)])
    beside = {each.get("id"): each.text_content() for each in page.cssselect(".field__error")}
    assert set(beside) == {f"id_{mistake.box}_error"}, (mistake, beside)
    sentence = " ".join(beside[f"id_{mistake.box}_error"].split())
    assert mistake.told[LANGUAGES.index(language)] in sentence
    (above,) = page.cssselect(".error-summary li a")
    (first, *_others) = page.cssselect(f"[name='{mistake.box}']:not([type=hidden])")
    assert above.get("href") == f"#{first.get('id')}"
    kept = fields_of(shown.content.decode(), next(iter(mistake.typed)))
    for name, value in mistake.typed.items():
        if isinstance(value, str):
            assert kept[name].startswith(value), name


def _shown(client: Client, mistake: Mistake, pages: dict[str, str]) -> dict[str, Any]:
    """`pages` are those that were opened already: what was refused has changed none of them."""
    if mistake.shown_on is None:
        return {}
    address = mistake.shown_on or mistake.page
    if address not in pages:
        pages[address] = client.get(address).content.decode()
    assert f'name="{mistake.box}"' in pages[address], mistake
    return fields_of(pages[address], next(iter(mistake.typed)))
