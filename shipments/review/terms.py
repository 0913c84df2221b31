"""Terms that officers set, in working days by the policy's calendar."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance import clock
from compliance.codes.calendar import add_working_days
from compliance.policy.versions import policy_on


def last_day_to_answer() -> date:
    """The last day for an answer to what customs asks today (GACC 2025 No.123)."""
    today = clock.today()
    policy = policy_on(today)
    return add_working_days(today, policy.question_working_days, policy.calendar)


def not_past(day: date) -> None:
    """Raise ValidationError for a day before today."""
    if day < clock.today():
        raise ValidationError(_("Choose today or a later day."))
