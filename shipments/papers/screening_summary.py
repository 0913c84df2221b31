"""筛查证明 for the exporter: without parties and risks."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.screening_certificate import told_to_exporters
from shipments.papers.sheet import a_sheet

PAPER = a_sheet(
    "screening_summary",
    "SS",
    _("Certificate of screening"),
    told_to_exporters,
    for_exporters=True,
    needs_revision=True,
)
