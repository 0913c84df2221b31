"""Every address of the site with sample arguments: for the role, accessibility and speed tests.

A new address without samples fails the test that walks them, so none is left out unseen.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from compliance.accounts.api_tokens import make
from compliance.parties.models import ListAlarm, ListedParty, ListUpload
from compliance.policy.models import PolicyVersion
from enduse.models import EndUser, EndUseStatement, Site
from shipments.models import (
    Advisory,
    BulkFile,
    DeclarationTemplate,
    Document,
    Licence,
    QueueView,
    RegisterEdition,
    RegisteredUser,
    RehearsalRun,
    Report,
    SavedGoods,
    SavedParty,
    Screening,
    Shipment,
    StandingVerdict,
    UserFigure,
    UserMerge,
)
from shipments.moves import Status
from tests.sample_rows import a_notice, a_session, a_standing_verdict, a_template
from tests.shipments.licences.registers import an_edition

USED_UP = {
    ("accounts:password_reset_confirm", "uidb64"): "MQ",
    ("accounts:password_reset_confirm", "token"): "used-up",
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
PAPER_PAGES = [f"paperwork:{name}" for name in ("download", "retry", "ask_copy", "copy")]
OWN_USER_PAGES = ("enduse:end_user", "enduse:archive_end_user", "enduse:add_site")
USER_API = [f"api:end_user{each}" for each in ("", "_figures", "_verdicts", "_story")]
USER_PAGES = ["end_users:figure", "end_users:verdict", *USER_API]
UPLOAD_PAGES = ("preview", "progress", "put_in_force", "discard")
EDITION_PAGES = ("edition", "edition_progress", "put_edition_in_force", "discard_edition")
OWN_API = {
    "api:party-detail": SavedParty,
    "api:goods-detail": SavedGoods,
    "api:template-detail": DeclarationTemplate,
    "api:own_end_user-detail": EndUser,
    "api:statement-detail": EndUseStatement,
    "api:statement-scan": EndUseStatement,
}
LICENCE_PAGES = (
    *(f"licences:{name}" for name in ("licence", "revoke", "take_over")),
    *("api:licence-detail", "api:licence-draws"),
)
TEMPLATE_PAGES = ("declare:template", "declare:remove_template")
ALARM_PAGES = ("clear_alarm", "propose_smaller", "accept_smaller")
REHEARSAL_PAGES = ("rehearsal", "progress", "cases", "levers")
TABLE_PAGES = (
    *(f"bulk:{name}" for name in ("file", "progress", "bad", "submit")),
    *(f"api:table-{name}" for name in ("detail", "rows", "bad-rows", "submit")),
)
ADVISORY_PAGES = ("advisory", "put_in_force", "discard", "propose_end", "end", "keep")
DRAFT_ONLY = ("declare", "single_window")
OF_THE_LOG = {
    ("audit:proof", "seq"): 1,
    ("log:of_size", "size"): 1,
    ("log:consistency", "old"): 1,
    ("log:consistency", "size"): 1,
    ("log:tile", "tier"): 0,
    ("log:tile", "place"): "000.p/1",
}
FIXED: dict[tuple[str, str], Any] = {
    **USED_UP,
    **OF_THE_LOG,
    ("codes:search", "table_name"): "ports_abroad",
    ("declare:add_entry", "kind"): "parties",
    ("declare:entry", "kind"): "parties",
    ("declare:remove_entry", "kind"): "parties",
    ("declare:add_party", "role"): "notify",
    ("declare:section", "name"): "transport",
    ("review:match", "party_ref"): "consignee-1",
    ("review:match", "list_code"): "export_control_list",
    ("review:match", "entry_key"): "nobody",
    ("review:decide", "slug"): "hold",
    **{
        (f"parties:{name}", "list_code"): "export_control_list"
        for name in ("list", "upload", "report_unchanged", "confirm", "version")
    },
    ("parties:version", "number"): 1,
    ("single_window:schema", "version"): "4.8",
    ("bulk:template", "kind"): "csv",
    ("api:codes", "table"): "countries",
    ("follow_up:report", "kind"): "arrival",
    ("end_users:decide", "decision"): "merge",
    ("api:webhook-detail", "pk"): 1,
    ("api:webhook-deliveries", "pk"): 1,
    ("api:webhook-ping", "pk"): 1,
    ("api:webhook-resume", "pk"): 1,
    **{(f"webhooks:{name}", "pk"): 1 for name in ("webhook", "ping", "resume", "revoke")},
    ("help:topic", "key"): "filing",
    ("bulk:bad", "kind"): "csv",
    **{(f"{room}:revision", "number"): 1 for room in ("review", "declare", "api")},
    ("review:preview", "page"): 1,
    ("review:preview", "sha256"): "0" * 64,
    ("paperwork:draft", "token"): "forgotten",
    ("api:print", "token"): "forgotten",
    ("paperwork:copy", "token"): "forgotten",
    ("flows:report_file", "language"): "en",
    ("flows:report_file", "file"): "xlsx",
}
SUBMITTED_ONLY = ("declare:amend", "declare:answer", "declare:supplement", "declare:revision")

Rows = Mapping[str, Callable[[], Any]]
Words = Mapping[tuple[str, str], Callable[[], Any]]


@dataclass(frozen=True)
class Address:
    """A named URL with the names of its parameters, as Django knows it."""

    name: str
    parameters: tuple[str, ...]


def all_addresses() -> list[Address]:
    """Every named URL of the site, once."""
    return sorted(set(_walk(get_resolver(), "", "")), key=lambda address: address.name)


def _walk(resolver: URLResolver, namespace: str, before: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLPattern):
            names = tuple(a or b for a, b in PARAMETER.findall(pattern))
            yield Address(f"{namespace}{each.name}", names)
        else:
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, inner, pattern)


def is_fault(address: Address, status: int) -> bool:
    """A bug of ours; but the readiness probe says by 503 that no worker runs beside a test."""
    return status >= 500 and (address.name, status) != ("readyz", 503)


def is_api(url: str) -> bool:
    """For programs, which get JSON; its description is for people."""
    return url.startswith("/api/") and url != "/api/docs/"


class Samples:
    """Arguments for every address: a draft for the exporter's pages, an open case for the rest."""

    def __init__(self, draft: Shipment, case: Shipment) -> None:
        self.draft = draft
        self.case = case

    def url(self, address: Address) -> str:
        """The address with sample arguments. Raises KeyError for one nobody thought of."""
        arguments = {name: self._value(address.name, name) for name in address.parameters}
        return reverse(address.name, kwargs=arguments)

    def _value(self, name: str, parameter: str) -> Any:
        """Asks for no row but the one that this address needs."""
        if (name, parameter) in FIXED:
            return FIXED[name, parameter]
        rows, words = {**self._own_rows(), **self._shared_rows()}, self._words()
        if parameter == "pk" and name in rows:
            row = rows[name]()
            return row.pk if row else 1
        if (name, parameter) in words:
            return words[name, parameter]()
        if parameter == "reference":
            return self._shipment(name).reference
        raise KeyError(f"no sample for {parameter} of {name}")

    def _shipment(self, name: str) -> Shipment:
        is_of_draft = name.split(":")[0] in DRAFT_ONLY and name not in SUBMITTED_ONLY
        return self.draft if is_of_draft else self.case

    def _own_rows(self) -> Rows:
        """What belongs to the draft's exporter."""
        draft, exporter, filer = self.draft, self.draft.exporter, self.draft.created_by
        line, party = draft.lines.first, draft.parties.first
        statement = EndUseStatement.objects.filter(exporter=exporter).first
        end_user = EndUser.objects.filter(exporter=exporter).first
        entry = SavedParty.objects.filter(exporter=exporter).first
        attached, site = draft.attachments.first, Site.objects.filter(end_user__exporter=exporter)
        return {
            "accounts:revoke_token": lambda: filer.api_tokens.first() or make(filer)[0],
            "accounts:end_session": lambda: a_session(filer),
            "notify:follow": lambda: a_notice(filer),
            **dict.fromkeys(("declare:party", "declare:remove_party"), party),
            **dict.fromkeys(("declare:line", "declare:elements", "declare:remove_line"), line),
            **dict.fromkeys(TEMPLATE_PAGES, lambda: a_template(draft)),
            **dict.fromkeys(("declare:remove_attachment", "api:attachment"), attached),
            **dict.fromkeys(("declare:entry", "declare:remove_entry"), entry),
            **dict.fromkeys(("enduse:statement", "enduse:scan"), statement),
            **dict.fromkeys(("enduse:site", "api:own_site-detail"), site.first),
            **{
                name: model.objects.filter(exporter=exporter).first
                for name, model in OWN_API.items()
            },
            **dict.fromkeys(OWN_USER_PAGES, end_user),
        }

    def _shared_rows(self) -> Rows:
        """Papers, lists and rehearsals."""
        case = self.case
        papers = Document.objects.filter(shipment=case)
        return {
            **dict.fromkeys(
                (*PAPER_PAGES, "api:document"), lambda: papers.first() or Document.objects.first()
            ),
            **dict.fromkeys(USER_PAGES, RegisteredUser.objects.first),
            "end_users:decide": UserMerge.objects.first,
            "end_users:figure_file": UserFigure.objects.exclude(file="").first,
            "review:drop_view": QueueView.objects.first,
            "review:verdict": lambda: StandingVerdict.objects.first() or a_standing_verdict(case),
            "parties:entry": ListedParty.objects.first,
            **{f"parties:{name}": ListUpload.objects.first for name in UPLOAD_PAGES},
            **{f"parties:{name}": ListAlarm.objects.first for name in ALARM_PAGES},
            **dict.fromkeys(
                (f"licences:{name}" for name in EDITION_PAGES),
                lambda: RegisterEdition.objects.first() or an_edition(case),
            ),
            **{f"advisories:{name}": Advisory.objects.first for name in ADVISORY_PAGES},
            **dict.fromkeys(TABLE_PAGES, BulkFile.objects.first),
            **{f"rehearsal:{name}": RehearsalRun.objects.first for name in REHEARSAL_PAGES},
            **{f"flows:{name}": Report.objects.first for name in ("report", "report_file")},
        }

    def _words(self) -> Words:
        return {
            ("declare:attachment", "sha256"): self._digest_of_an_attachment,
            ("review:entry", "list_code"): lambda: self._listed()[0],
            ("review:entry", "entry_key"): lambda: self._listed()[1],
            **{(name, "number"): self._licence_number for name in LICENCE_PAGES},
            **{
                (f"screening:{name}", "number"): self._screening_number
                for name in ("replay", "verdict")
            },
            **{
                (f"policy:{name}", "number"): self._policy_number
                for name in ("policy", "edit", "sign", "discard")
            },
        }

    def _digest_of_an_attachment(self) -> str:
        attachment = self.draft.attachments.first()
        return attachment.sha256 if attachment else "0" * 64

    def _listed(self) -> tuple[str, str]:
        listed = ListedParty.objects.select_related("version").first()
        return (listed.version.list_code, listed.key) if listed else ("watch_list", "nobody")

    def _licence_number(self) -> str:
        held = Licence.objects.filter(holder_uscc=self.draft.exporter.uscc).first()
        return held.number if held else "26-53-000149"

    def _screening_number(self) -> int:
        screening = Screening.objects.filter(shipment=self.case).first()
        return screening.number if screening else 1

    def _policy_number(self) -> int:
        return PolicyVersion.objects.values_list("number", flat=True).first() or 1


def demo_samples() -> Samples:
    """Samples out of the demo data: exporter "exporter", office of "officer1".

    The draft has a line and a party, whatever unfinished drafts other tests left behind.
    """
    mine = Shipment.objects.filter(exporter__people__username="exporter")
    unfiled = mine.filter(status=Status.DRAFT, revision_no=0)
    draft = unfiled.filter(lines__isnull=False, parties__isnull=False).distinct().earliest("id")
    office = mine.filter(office__people__username="officer1").distinct()
    case = office.filter(status__in=[Status.IN_REVIEW, Status.HELD], gravity__gte=1).latest("id")
    return Samples(draft, case)
