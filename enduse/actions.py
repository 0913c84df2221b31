"""Saving end users, sites and statements: locked, checked against other tabs, recorded."""

from typing import Any

from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from compliance import limits
from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from compliance.handing_out import KeptFile, Told, hand_out
from compliance.paper_files import CONTENT_TYPES
from compliance.refusals import Conflict
from compliance.ui.row_forms import EditForm, OwnedForm
from enduse import ledger
from enduse.models import EndUser, EndUseStatement, Site


@transaction.atomic
def save(form: EditForm, *, by: User) -> Any:
    """Save a valid form over one row; a double click makes a new row once.

    Raises ChangedMeanwhile, or Conflict for a frozen row or a name that was taken meanwhile.
    """
    row = form.instance
    if row.pk is None:
        return _make(form, by)
    type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    require_open(row)
    form.check_unchanged()
    return _recorded(form.save(), by)


@transaction.atomic
def archive(end_user: EndUser, *, by: User) -> None:
    """Offer the end user no longer; statements and shipments keep it."""
    end_user.archived = True
    end_user.save(update_fields=["archived"])
    record("archive_enduser", by=by, subject=subject_of(end_user))


def hand_out_scan(statement: EndUseStatement, *, by: User) -> FileResponse:
    """The signed scan of a statement that has one. Raises MissingFile, Conflict, StoreAway."""
    content_type = CONTENT_TYPES[statement.scan_name.rpartition(".")[2]]
    kept = KeptFile(statement.scan, statement.scan_name, content_type, statement.scan_sha256)
    return hand_out(kept, Told(subject_of(statement), "download_scan", "scan_missing"), by=by)


def is_open(statement: EndUseStatement) -> bool:
    """Whether customs has not seen the statement, so that it may still be changed."""
    return not ledger.is_filed(statement)


def require_open(row: Any) -> None:
    """Raise Conflict for a statement that customs has seen."""
    if isinstance(row, EndUseStatement) and not is_open(row):
        raise Conflict(
            _("A submitted declaration rests on this statement. Make a copy and change that.")
        )


def subject_of(row: Any) -> str:
    """The row's name in the event log."""
    return f"{row._meta.model_name}:{row.pk}"


def _make(form: EditForm, by: User) -> Any:
    """The exporter's row is the lock: two clicks at once would both find the name free."""
    Exporter.objects.select_for_update().filter(pk=by.exporter_id or 0).first()
    made = form.made_before()
    if made:
        return made
    if isinstance(form, OwnedForm):
        form.check_still_unique()
    limits.kept_rows_left(_kept(row=form.instance, by=by))
    saved = form.save()
    form.remember(saved)
    return _recorded(saved, by)


def _kept(row: Any, by: User) -> int:
    """How many of the kind the exporter has; of sites those of the one end user."""
    owner = {"end_user": row.end_user} if isinstance(row, Site) else {"exporter": by.exporter}
    return type(row)._default_manager.filter(**owner).count()


def _recorded(saved: Any, by: User) -> Any:
    record("edit_" + saved._meta.model_name, by=by, subject=subject_of(saved))
    return saved
