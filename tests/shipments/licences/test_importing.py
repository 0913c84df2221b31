"""Licences from a CSV file: all or nothing, and nothing twice."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from compliance.accounts.models import User
from shipments.models import Licence

HEAD = "number,kind,holder_uscc,hs_codes,countries,valid_from,valid_until,quantity_kg,uses"


@pytest.fixture
def brought_in(tmp_path: Path, officer: User) -> object:
    def bring(*rows: str, head: str = HEAD) -> str:
        path = tmp_path / "licences.csv"
        path.write_text("\n".join((head, *rows)), encoding="utf-8-sig")
        call_command("import_licences", path, by=officer.username)
        return str(path)

    return bring


def row(exporter: User, number: str, **changes: str) -> str:
    until, kg = changes.get("until", "2027-02-28"), changes.get("kg", "1500.5")
    holder, codes = exporter.exporter.uscc, "8112923010;8112993000"
    return f"{number},4,{holder},{codes},KOR,2026-09-01,{until},{kg},6"


def test_every_row_becomes_a_licence(exporter: User, brought_in: object) -> None:
    brought_in(row(exporter, "26-53-000001"), row(exporter, "26-53-000002"))
    assert Licence.objects.count() == 2
    assert Licence.objects.get(number="26-53-000001").hs_codes == ["8112923010", "8112993000"]


def test_a_known_number_is_left_as_it_is(exporter: User, brought_in: object) -> None:
    brought_in(row(exporter, "26-53-000001"))
    brought_in(row(exporter, "26-53-000001", kg="9"), row(exporter, "26-53-000002"))
    assert Licence.objects.count() == 2
    assert str(Licence.objects.get(number="26-53-000001").quantity_kg) == "1500.50000"


def test_numbers_and_codes_are_spelt_as_they_are_compared(
    exporter: User, brought_in: object
) -> None:
    brought_in(row(exporter, "26-53-000001"))
    brought_in(row(exporter, "２６–53－000001", kg="9"), row(exporter, " 26 53-000002"))
    assert {each.number for each in Licence.objects.all()} == {"26-53-000001", "26-53-000002"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "2026-02-30"}, "line 3, valid_until"),
        ({"kg": "lots"}, "line 3, quantity_kg"),
        ({"until": "2026-08-01"}, "line 3, valid_until"),
    ],
)
def test_one_bad_row_stops_the_whole_file(
    exporter: User, brought_in: object, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        brought_in(row(exporter, "26-53-000001"), row(exporter, "26-53-000002", **changes))
    assert not Licence.objects.exists()


def test_a_file_without_the_needed_columns_is_refused(exporter: User, brought_in: object) -> None:
    with pytest.raises(CommandError, match="missing columns: kind"):
        brought_in("26-53-000001", head="number,valid_from,valid_until,quantity_kg")


def test_a_number_twice_in_one_file_is_refused(exporter: User, brought_in: object) -> None:
    with pytest.raises(CommandError, match="there twice"):
        brought_in(row(exporter, "26-53-000001"), row(exporter, "26-53-000001"))


def test_a_file_that_is_no_text_is_refused(officer: User, tmp_path: Path) -> None:
    path = tmp_path / "licences.csv"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(CommandError):
        call_command("import_licences", path, by=officer.username)


@pytest.mark.parametrize("who", ["nobody", "exporter", "auditor"])
def test_who_keeps_no_register_enters_nothing(
    people: dict[str, User], tmp_path: Path, who: str
) -> None:
    path = tmp_path / "licences.csv"
    path.write_text("\n".join((HEAD, row(people["exporter"], "26-53-000001"))), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_licences", path, by=who)
    assert not Licence.objects.exists()
