"""The lists of the United States, the United Nations, the EU and the UK: every name, which of them
are weak, and what is said beside; people, companies, ships."""

from datetime import date
from pathlib import Path

import pytest

from compliance.parties.entries import Period
from compliance.parties.importers import BadFile
from tests.compliance.parties.reading import SAMPLES, read, read_text


def test_ofac_csv_joins_its_files_and_finds_weak_aliases_in_the_remarks() -> None:
    company, person, vessel = read("ofac_csv", "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    strong = ("SAMPLE TRADING CO.", "SAMPLE HANDEL GMBH", "样本贸易有限公司")
    assert company.names == (*strong, "S.T.C.", "SAMPLECO")
    assert company.weak == ("S.T.C.", "SAMPLECO")
    assert "Tax ID No. 123 (Freedonia)" in company.remark, "comments go on where remarks break off"
    assert company.address == "1 Sample Street, Sampletown 1000, Freedonia; Sylvania"
    assert (company.country, company.name_zh) == ("Freedonia", "样本贸易有限公司")
    assert (person.key, person.kind, person.weak) == ("102", "individual", ("LA JEFA",))
    assert person.remark.startswith("Title: Director; DOB 17 Feb 1974")
    assert (vessel.kind, vessel.names) == ("vessel", ("SAMPLE STAR",))
    assert "Call sign: T2EA4; Vessel: Crude Oil Tanker; Flag: Sylvania" in vessel.remark


def test_the_consolidated_list_of_ofac_has_the_same_layout() -> None:
    (person,) = read("ofac_csv", "cons_prim.csv")
    assert (person.names, person.notice) == (("SAMPLE, John",), "OFAC NS-PLC")


def test_ofac_csv_without_its_main_file_is_refused() -> None:
    with pytest.raises(BadFile, match="main file"):
        read("ofac_csv", "alt.csv")


def test_ofac_xml_reads_names_aliases_and_counts() -> None:
    company, person, vessel = read("ofac_xml", "ofac.xml")
    assert company.names == ("SAMPLE TRADING CO.", "SAMPLE HANDEL", "S.T.C.")
    assert company.weak == ("S.T.C.",)
    assert company.notice == "OFAC TEST-PROG"
    assert person.names == ("Jane DOE",)
    assert person.remark == "Director; DOB 17 Feb 1974"
    assert person.country == "Freedonia"
    assert vessel.kind == "Vessel"
    assert vessel.remark.endswith("vesselFlag: Sylvania; IMO 9999999.")


def test_ofac_xml_with_fewer_records_than_it_says_is_refused(tmp_path: Path) -> None:
    text = (SAMPLES / "ofac.xml").read_text().replace(">3</Record", ">4</Record")
    with pytest.raises(BadFile, match="says it has 4 entries, but has 3"):
        read_text(text, "ofac_xml", tmp_path)


def test_ofacs_advanced_xml_gives_the_same_keys_names_and_weak_names_as_the_plain_one() -> None:
    company, person, vessel = read("ofac_advanced", "ofac_advanced.xml")
    plain = {entry.key: entry for entry in read("ofac_xml", "ofac.xml")}
    assert company.names == ("SAMPLE TRADING CO.", "样本贸易有限公司", "S.T.C.")
    assert company.weak == plain["101"].weak == ("S.T.C.",)
    assert company.address == "1 Sample Street, Sampletown, Freedonia"
    assert company.listed_on == company.periods[0].since == date(2025, 1, 16)
    assert person.names == plain["102"].names == ("Jane DOE",)
    assert person.remark == "Director; DOB 1974-02-17"
    assert person.notice == plain["102"].notice == "OFAC TEST-PROG OTHER-PROG"
    assert (vessel.key, vessel.kind, vessel.names) == ("103", "vessel", ("SAMPLE STAR",))


def test_ofacs_advanced_xml_without_its_end_is_refused(tmp_path: Path) -> None:
    text = (SAMPLES / "ofac_advanced.xml").read_text()
    head = text[: text.index("<ProfileRelationships")]
    with pytest.raises(BadFile, match="cut off"):
        read_text(head, "ofac_advanced", tmp_path)
    with pytest.raises(BadFile, match="cut off"):
        read_text(head + "</Sanctions>", "ofac_advanced", tmp_path)


def test_the_us_consolidated_list_keeps_every_alias() -> None:
    entry, denied, vessel = read("us_csl_csv", "csl.csv")
    assert entry.names == ("Sample Optics Ltd", "Sample Optik GmbH", "样本光学有限公司")
    assert (entry.name_zh, entry.country) == ("样本光学有限公司", "FR")
    assert entry.listed_on == date(2025, 1, 16)
    assert denied.names == ("JANE DOE",)
    assert denied.country == "", "a postal code is no country"
    assert denied.periods[-1] == Period("stopped", date(2020, 10, 14))
    assert (vessel.kind, vessel.notice[:5]) == ("Vessel", "Speci")


def test_rows_of_one_denied_order_without_numbers_are_one_entry() -> None:
    (denied,) = read("us_csl_csv", "csl_plain.csv")
    assert denied.address.count("SAMPLE DRIVE") == 2


def test_un_xml_reads_people_and_entities() -> None:
    person, entity = read("un_xml", "un.xml")
    assert person.names == ("JOHN SAMPLE", "Jon Sampel", "Johnny", "The Sampler")
    assert person.weak == ("Johnny", "The Sampler")
    assert person.remark == "General; DOB 1970-01-02; DOB 1968–1972"
    assert person.country == "Freedonia"
    assert entity.names == ("SAMPLE SHIPPING COMPANY", "样本航运公司")
    assert entity.listed_on == date(2018, 3, 30)


def test_eu_xml_and_csv_give_the_same_key_and_names() -> None:
    from_xml, same_person = read("eu_xml", "eu.xml")
    from_csv, person = read("eu_csv", "eu.csv")
    assert from_xml.key == from_csv.key == "EU.1.11"
    assert from_csv.names == ("Sample Electronics JSC", "Sample Elektronik")
    assert from_xml.names == (*from_csv.names, "АО Сэмпл", "SEJ")
    assert from_xml.weak == ("SEJ",)
    assert from_xml.notice == "2022/1 (OJ L1) TST https://example.test/reg"
    assert from_csv.notice == "2022/1 (OJ L1); TEST"
    assert from_xml.country == from_csv.country == "FR"
    assert person.names == same_person.names == ("Jane Doe",)
    assert person.remark == same_person.remark == "Director; DOB 1970-02-03"
    assert person.listed_on == same_person.listed_on == date(2023, 1, 1)


def test_uk_rows_of_one_group_are_one_entry() -> None:
    person, bank = read("uk_csv", "uk_consolidated.csv")
    assert person.names == ("John SAMPLE", "Jon SAMPEL", "JOHNNY")
    assert (person.weak, person.remark) == (("JOHNNY",), "DOB 01/02/1962")
    assert person.listed_on == date(2020, 2, 26)
    assert bank.name_zh == "样本银行"


def test_the_uk_list_begins_with_a_date_and_its_primary_name_may_stand_anywhere() -> None:
    person, ship = read("uk_csv", "uk_list.csv")
    assert person.key == "TST0001"
    assert person.names == ("John Peter SAMPLE", "Jon SAMPEL", "Джон Сэмпл", "Johnny SAMPLING")
    assert person.weak == ("Johnny SAMPLING",)
    assert person.remark == "DOB 00/00/1962; DOB 01/02/1962; Director"
    assert person.address == "1 Sample Street, AB1 2CD, Freedonia"
    assert (ship.kind, ship.remark) == ("Ship", "IMO 9999999; Flag: Sylvania")
