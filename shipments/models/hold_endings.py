"""What ends each kind of hold, as officers read it and as the exporter does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

AFTER_REVIEW = _("Customs completes its verification and tells you the result.")
ON_PAPERS = _("Your answer with the papers asked for; an officer looks at it and ends the hold.")
TO_EXPORTERS: dict[str, Any] = {
    "lic_missing": _("The licence, or proof that none is needed; an officer then ends the hold."),
    "question": _("The result of the question, which customs gives you in writing."),
    "sample_pending": _("The laboratory's report on the sample."),
    "inspection": _("The inspection, whose record two officers have signed."),
    "recalled": _("The decision of another officer than the one who recalled the release."),
    "detention": _("The end of the detention, which customs gives you in writing."),
}
TO_OFFICERS: dict[str, Any] = {
    "lic_missing": _(
        "The licence; a colleague of who held it where the exporter has not answered."
    ),
    "question": _("Its result: no licence needed, refusal, or after the ministry's appraisal."),
    "party_listed": _("MOFCOM's approval, or evidence that it is another party."),
    "party_watch": _("An individual licence with risk assessment report and commitment."),
    "catch_all": _("A licence, or a reasoned statement that customs accepts."),
    "mofcom_tip": _(
        "The ministry's reply, recorded; then another officer than who ordered the stop or "
        "recorded the reply."
    ),
    "detention": _(
        "A lifting act by another officer than who proposed it, at the latest when its term is "
        "over."
    ),
    "sample_pending": _("The laboratory's report; another officer than the one who held it."),
    "inspection": _("The signed record of the inspection; another officer ends the hold."),
    "recalled": _("Another officer than the one who recalled the release."),
}
BY_ANSWER = _("The exporter's answer, or a colleague of the officer who placed the hold.")


def ends_by(kind: str, *, is_disclosed: bool, to_officer: bool) -> Any:
    """The sentence for that reader; of an undisclosed kind an exporter reads a neutral one."""
    if to_officer:
        return TO_OFFICERS.get(kind, BY_ANSWER)
    return TO_EXPORTERS.get(kind, ON_PAPERS) if is_disclosed else AFTER_REVIEW
