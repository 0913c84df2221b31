"""How much of a quota is used, and what the shipment would add: bars for the case page."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.codes.row import in_language
from compliance.law.declaration import Declaration
from compliance.law.policy import Policy
from compliance.law.quotas import Quota, QuotaState, quota_of
from shipments.models import Shipment
from shipments.quotas.balance import states_of
from shipments.review.quantities import Bar

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class QuotaUse:
    """A quota that the shipment meets, beside what others used of it."""

    quota: Quota
    state: QuotaState

    @property
    def period(self) -> str:
        """The month or year, in digits."""
        return self.quota.period_name(self.state.begins)

    @property
    def reason(self) -> str:
        """Why there is a quota, in the reader's language."""
        return in_language(self.quota.reason_zh, self.quota.reason_en)

    @property
    def percent(self) -> str:
        """How much of it others use, in whole per cent."""
        return f"{self.state.used_kg / self.quota.kg * HUNDRED:.0f}"

    @property
    def excess_kg(self) -> Decimal:
        """What does not fit; 0 where all does."""
        over = self.state.used_kg + self.state.declared_kg - self.quota.kg
        return over if self.state.exceeds(self.quota.kg) else Decimal(0)

    @property
    def bars(self) -> tuple[Bar, Bar]:
        """Used with this shipment, and the quota."""
        state = self.state
        with_it = state.used_kg + state.declared_kg
        largest = max(with_it, self.quota.kg)
        return (
            Bar(_("Used, this shipment included"), with_it, largest, state.used_kg),
            Bar(capfirst(_("quota")), self.quota.kg, largest, is_limit=True),
        )


def uses_of(shipment: Shipment, declaration: Declaration, policy: Policy) -> list[QuotaUse]:
    """By code; none where the policy has no quota that the declaration meets."""
    found = []
    for state in states_of(shipment, declaration, policy):
        quota = quota_of(policy.quotas, state.code, declaration.declared_on)
        if quota:
            found.append(QuotaUse(quota, state))
    return found
