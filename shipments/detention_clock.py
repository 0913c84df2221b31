"""How long goods may be detained (Regulations on penalties art. 40): counted from the signature by
the policy of that day; an extension once, from the last day."""

from datetime import date

from compliance import clock
from compliance.law.dates import months_after
from compliance.policy.versions import policy_on
from shipments.models import Detention


def latest_end() -> date:
    """The last day that a detention signed today may have."""
    today = clock.today()
    return months_after(today, policy_on(today).detention_months)


def latest_extension(detention: Detention) -> date:
    """The last day to which it may be extended by the policy of today."""
    return months_after(detention.until, policy_on(clock.today()).detention_extension_months)
