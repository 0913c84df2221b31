"""How an exporter reaches the office that has a declaration, by the policy in force today."""

from compliance import clock
from compliance.accounts.models import CustomsOffice
from compliance.law.office_contacts import OfficeContact, contacts_of
from compliance.policy.versions import policy_on


def contacts_for(office: CustomsOffice | None) -> tuple[OfficeContact, ...]:
    """The office's own, then what serves every office."""
    today = clock.today()
    return contacts_of(policy_on(today).office_contacts, office.code if office else "", today)
