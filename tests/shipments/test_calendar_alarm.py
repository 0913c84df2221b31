"""A year of which the policy knows no holiday is told of before terms reach into it."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from compliance import clock
from shipments.alarms import alarms

pytestmark = pytest.mark.django_db


# The packaged holidays end with 2027; the year after is announced in November.
@pytest.mark.parametrize(
    ("day", "told"),
    [("2027-11-30", []), ("2027-12-01", ["2028"]), ("2028-01-03", ["2028"])],
)
def test_the_year_to_come_is_told_of_a_month_before(day: str, told: list[str]) -> None:
    moment = datetime.fromisoformat(f"{day}T04:00").replace(tzinfo=UTC)
    with clock.at(moment), override("en"):
        found = [each.sentence for each in alarms() if each.name == "calendar"]
    assert [each.split("holidays of ")[1][:4] for each in found] == told
