"""What the form of a policy posts."""

from datetime import date, timedelta

from compliance import clock
from compliance.law.default_policy import default_policy
from compliance.policy.forms import PolicyForm
from compliance.policy.parameters import PARAMETERS


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def typed(**changes: str) -> dict[str, str]:
    """What the unchanged form of policy 1 posts."""
    form = PolicyForm(policy=default_policy())
    posted = {
        each.name: str(form[each.name].value())
        for each in PARAMETERS
        if form[each.name].value() is not False
    }
    day = tomorrow().isoformat()
    return {**posted, "in_force_from": day, "note": "Because", **changes}
