"""End users, their sites and their end-use statements, as forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import clock
from compliance.codes.row import in_language
from compliance.codes.spelling import plain_text
from compliance.declared.statement import STATEMENT
from compliance.law.dates import months_after
from compliance.law.paper_formats import ALWAYS
from compliance.law.vocabulary import first_mention, plain_words
from compliance.paper_fields import PaperField
from compliance.policy.versions import policy_on
from compliance.quarantine.arrivals import quarantine
from compliance.ui.fields import SpelledField
from compliance.ui.row_forms import BoundGroup, EditForm, OwnedForm, fields_for
from enduse.models import EndUser, EndUseStatement, Site

END_USER = STATEMENT.columns_of("end_user")
SITE = STATEMENT.columns_of("site")
SEARCHED = (
    "number",
    "contract_no",
    "end_user__name_en",
    "end_user__name_zh",
    "goods_zh",
    "goods_en",
)
OWN = [field.name for field in STATEMENT.values() if not field.row and field.name != "scan_sha256"]


class EndUserForm(OwnedForm):
    """Part A of the certificate: who the end user is."""

    class Meta:
        model = EndUser
        fields = list(END_USER)
        formfield_callback = fields_for(END_USER)

    def clean_address(self) -> str:
        """A physical address."""
        return refuse_po_box(self.cleaned_data["address"])


class SiteForm(EditForm):
    """A plant or laboratory of an end user."""

    class Meta:
        model = Site
        fields = list(SITE)
        formfield_callback = fields_for(SITE)

    def clean_address(self) -> str:
        """A physical address."""
        return refuse_po_box(self.cleaned_data["address"])


class StatementForm(OwnedForm):
    """The end-use statement, parts B to G, with its signed scan."""

    described = STATEMENT.groups

    upload = PaperField(formats=ALWAYS, label=capfirst(gettext_lazy("signed scan")), required=False)

    class Meta:
        model = EndUseStatement
        fields = ["end_user", "site", *OWN]
        labels = {
            "end_user": capfirst(gettext_lazy("end user")),
            "site": capfirst(gettext_lazy("site")),
        }
        formfield_callback = fields_for(STATEMENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = EndUser.objects.filter(exporter_id=self.instance.exporter_id, archived=False)
        self.fields["end_user"].queryset = own
        self.fields["site"].queryset = Site.objects.filter(end_user__in=own).select_related(
            "end_user"
        )
        self.fields["site"].label_from_instance = lambda site: f"{site.end_user} · {site}"
        self.fields["end_use"] = forms.ChoiceField(
            label=_("End-use category"), choices=_end_uses(self.instance.end_use)
        )
        self.fields["signed_on"].required = self.fields["valid_until"].required = False

    def groups(self) -> dict[str, BoundGroup]:
        """End user and site stand before the importer, number and kind open the transaction."""
        found = super().groups()
        del found["end_user"], found["scan"]
        found["transaction"].rows[:0] = found.pop("heading").rows
        found["importer"].rows[:0] = [[self["end_user"]], [self["site"]]]
        found["signature"].rows.append([self["upload"]])
        return found

    def clean(self) -> dict[str, Any]:
        """Site and dates fit; the scan's particulars go to their columns."""
        values = super().clean()
        site, end_user = values.get("site"), values.get("end_user")
        if site and end_user and site.end_user_id != end_user.pk:
            self.add_error("site", _("This site belongs to another end user."))
        self._check_dates(values)
        return values

    def save(self, commit: bool = True) -> EndUseStatement:
        """Keep the new scan under a random name; an older one stays for past revisions."""
        upload = self.cleaned_data.get("upload")
        if upload:
            paper = upload.paper
            self.instance.scan.save(paper.stored_name, upload.file, save=False)
            quarantine(paper.sha256, str(self.instance.scan))
            self.instance.scan_sha256 = paper.sha256
            self.instance.scan_name = paper.filename
            self.instance.scan_size = paper.size
        return super().save(commit)

    def columns(self) -> list[str]:
        """The form's columns and those of the scan."""
        return [*self.stored_names, "scan", "scan_sha256", "scan_name", "scan_size", "updated_at"]

    def stored_values(self, row: Any) -> dict[str, Any]:
        """Without the moment of saving, which is not the person's."""
        values = super().stored_values(row)
        values.pop("updated_at", None)
        return values

    def _check_dates(self, values: dict[str, Any]) -> None:
        signed, until = values.get("signed_on"), values.get("valid_until")
        if signed and signed > clock.today():
            self.add_error("signed_on", _("The date of signature lies in the future."))
        if signed and until and until < signed:
            self.add_error("valid_until", _("A statement cannot expire before it is signed."))
        if signed and not until and "valid_until" not in self.errors:
            values["valid_until"] = months_after(
                signed, policy_on(signed).statement_validity_months
            )


class StatementSearchForm(forms.Form):
    """Words to be found in statements (GET)."""

    hides_optional = True

    q = SpelledField(
        plain_text,
        label=gettext_lazy("Search your statements"),
        help_text=gettext_lazy("Number, contract, end user or goods"),
        required=False,
        max_length=100,
    )

    def found(self, statements: QuerySet[EndUseStatement]) -> QuerySet[EndUseStatement]:
        """Those of the statements in which every word stands."""
        sought = self.cleaned_data if self.is_bound and self.is_valid() else {}
        words = Q()
        for word in sought.get("q", "").split():
            words &= Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR)
        return statements.filter(words)


def refuse_po_box(address: str) -> str:
    """The address itself. ValidationError when it names a post-office box."""
    found = first_mention(plain_words(address), policy_on(clock.today()).po_box_words)
    if found:
        raise ValidationError(_("Give the physical address, not a post-office box."), code="po_box")
    return address


def _end_uses(stored: str) -> list[tuple[str, str]]:
    """Categories of the policy in force, and the stored one should it be gone."""
    norms = policy_on(clock.today()).end_use_norms
    choices = [(norm.code, _name(norm)) for norm in norms]
    known = {code for code, _label in choices}
    kept = [(stored, stored)] if stored and stored not in known else []
    return [("", _("Choose…")), *choices, *kept]


def _name(norm: Any) -> str:
    return in_language(norm.name_zh, norm.name_en)
