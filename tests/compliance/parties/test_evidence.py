"""Kind, country, address, number and date weigh beside the names, are told, and hide nothing."""

from decimal import Decimal
from typing import Any

import pytest

from compliance import clock
from compliance.law.declaration import Party
from compliance.parties.evidence import declared_kind, evidence_of
from compliance.parties.matching import REVIEW
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.screening import explain, hits_for, unshown
from compliance.parties.versions import activate_version
from compliance.parties.weighing import MOST_SHOWN
from tests.compliance.parties.conftest import an_entry

NAME = "Orvanta Kelmir Instruments"
ALIKE = "Orvanta Kelmyra Optics"


def in_force(*entries: Any) -> ListVersion:
    about = {"source": "t", "sha256": "b" * 64, "as_of": clock.today()}
    return activate_version("export_control_list", entries, accepts_smaller=True, **about)


def a_party(name: str = NAME, **told: str) -> Party:
    return Party("consignee-1", "consignee", name, **told)


def entry(**told: str) -> ListedParty:
    return ListedParty(names=[NAME], **told)


@pytest.mark.parametrize(
    ("ours", "theirs", "sign"),
    [
        ("USA", "US", 1),
        ("USA", "United States", 1),
        ("RUS", "ru;by", 1),
        ("USA", "JPN", -1),
        ("", "JPN", 0),
        ("USA", "", 0),
        ("USA", "nowhere at all", 0),
    ],
)
def test_countries_speak_for_or_against_only_where_both_are_known(
    ours: str, theirs: str, sign: int
) -> None:
    weight = sum(each.weight for each in evidence_of(a_party(country=ours), entry(country=theirs)))
    assert (weight > 0) - (weight < 0) == sign


def test_the_registration_number_in_a_publishers_remark_speaks_for_one_party() -> None:
    party = a_party(registration_no="7736 050003")
    (told,) = evidence_of(party, entry(remark="Tax ID No. 7736050003 (Russia)"))
    assert told.relation == "number"
    assert told.weight > 0
    assert evidence_of(party, entry(remark="Tax ID No. 7736050004 (Russia)")) == ()


def test_two_telling_words_of_an_address_speak_for_one_party() -> None:
    party = a_party(address="14 Kelmstrasse, 70173 Ostheim")
    assert evidence_of(party, entry(address="Kelmstrasse 14, D-70173 Ostheim"))
    assert evidence_of(party, entry(address="Hauptstrasse 3, D-10115 Berlin")) == ()


@pytest.mark.parametrize(
    ("name", "remark", "sign"),
    [
        ("Orvan KELMIR, born 12 March 1961", "DOB 12 Mar 1961; POB Ostheim", 1),
        ("Orvan KELMIR (DOB 1961-03-12)", "DOB 12/03/1961", 1),
        ("Orvan KELMIR (DOB 03/12/1961)", "DOB 12/03/1961", 1),
        ("Orvan KELMIR (DOB 1961)", "DOB circa 1961", 1),
        ("开尔文，出生1961年3月12日", "DOB Mar 12, 1961", 1),
        ("Orvan KELMIR, born 12 March 1961", "DOB 30 Nov 1974", -1),
        ("Orvan KELMIR, born 12 March 1961", "DOB 1962", 0),
        ("Orvan KELMIR, born 12 March 1961", "DOB 13 Mar 1961", 0),
        ("Orvan KELMIR, born 12 March 1961", "Listed on 12 Mar 1961", 0),
        ("Orvan KELMIR", "DOB 12 Mar 1961", 0),
        ("Kelmir Optics Ltd, established 15 Nov 2006",
         "Organization Established Date 15 Nov 2006", 1),
    ],
)  # fmt: skip
def test_a_day_of_birth_or_founding_speaks_where_both_tell_it(
    name: str, remark: str, sign: int
) -> None:
    weight = sum(each.weight for each in evidence_of(a_party(name), entry(remark=remark)))
    assert (weight > 0) - (weight < 0) == sign


@pytest.mark.parametrize(
    ("number", "is_told"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("1101051949123100", False),
    ],
)
def test_the_number_of_an_identity_card_tells_a_day_where_its_check_digit_is_right(
    number: str, is_told: bool
) -> None:
    party = a_party("Orvan KELMIR", registration_no=number)
    told = evidence_of(party, entry(remark="DOB 31 Dec 1949"))
    assert [each.relation for each in told] == ["date"] * is_told


@pytest.mark.django_db
def test_another_day_of_birth_lowers_a_score_but_hides_nothing() -> None:
    version = in_force(an_entry("Orvan Torvelin KELMIRA", remark="DOB 12 Mar 1961", kind="person"))
    parties = {
        "same": a_party("Orvan KELMIRA, born 12.03.1961"),
        "unknown": a_party("Orvan KELMIRA"),
        "other": a_party("Orvan KELMIRA, born 30.11.1974"),
    }
    hits = {told: hits_for([party], clock.today())[0] for told, party in parties.items()}
    assert hits["same"].score > hits["unknown"].score > hits["other"].score
    assert hits["other"].score >= Decimal(str(REVIEW))
    told = explain(hits["same"].declared_name, version, hits["same"].entry_key, parties["same"])
    assert told
    (date,) = [part for part in told.parts if part.relation == "date"]
    assert (date.query_token, date.listed_token) == ("1961-03-12, 1961-12-03", "1961-03-12")
    assert round(sum(part.contribution for part in told.parts), 4) == float(hits["same"].score)


def test_role_and_business_tell_what_a_party_is() -> None:
    assert declared_kind(Party("a", "signatory", "Somebody")) == "person"
    assert declared_kind(a_party(business_kind="manufacturer")) == "company"
    assert declared_kind(a_party()) == ""


@pytest.mark.django_db
def test_another_country_lowers_a_score_but_hides_nothing() -> None:
    in_force(an_entry(ALIKE, country="JPN"))
    (same,) = hits_for([a_party(country="JPN")], clock.today())
    (unknown,) = hits_for([a_party()], clock.today())
    (other,) = hits_for([a_party(country="USA")], clock.today())
    assert same.score > unknown.score > other.score >= Decimal(str(REVIEW))


@pytest.mark.django_db
def test_the_officer_sees_each_part_of_a_score_and_they_sum_to_it() -> None:
    version = in_force(an_entry(ALIKE, country="JPN", kind="entity"))
    party = a_party(country="JPN", business_kind="manufacturer")
    (hit,) = hits_for([party], clock.today())
    told = explain(hit.declared_name, version, hit.entry_key, party)
    assert told
    assert {"kind", "country"} <= {part.relation for part in told.parts}
    assert round(sum(part.contribution for part in told.parts), 4) == float(hit.score)


@pytest.mark.django_db
def test_many_alike_vessels_hide_no_company_and_the_rest_is_counted() -> None:
    vessels = [an_entry(f"Orvanta Kelmir {n}", kind="vessel") for n in range(MOST_SHOWN + 4)]
    in_force(*vessels, an_entry("Orvanta Kelmir Group", kind="entity"))
    party = a_party("Orvanta Kelmir")
    hits = hits_for([party], clock.today())
    assert "Orvanta Kelmir Group" in {hit.listed_name for hit in hits}
    assert len(hits) == MOST_SHOWN + 1
    assert unshown([party], ListVersion.objects.all()) == 4
