"""What the coded values in an event's detail are called, for readers of the log."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.ui.templatetags.gate49 import GRAVITIES
from shipments.declare.sections import SECTIONS
from shipments.models import DocumentKind, HoldKind

_attachment_kind = lazy(lambda code: ATTACHMENT_KINDS.require(code).name, str)

EVENT_VALUES: Mapping[str, Mapping[Any, Any]] = {
    "kind": {
        **{row.code: _attachment_kind(row.code) for row in ATTACHMENT_KINDS},
        **dict(DocumentKind.choices),
        **dict(HoldKind.choices),
    },
    "section": {"all": _("All"), **{name: each.title for name, each in SECTIONS.items()}},
    "gravity": {effect: label for effect, (_status, label) in GRAVITIES.items()},
    "lane": {"green": _("released without review"), "review": _("to be reviewed")},
}
