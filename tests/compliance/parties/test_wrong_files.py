"""Files that are a list, but not this one, or not as they were written: stray lists, encodings of
Chinese, Japanese and Korean spreadsheets, columns exchanged. None of them may come into force."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from compliance.accounts.models import User
from compliance.parties import upload_actions
from compliance.parties.importers import SourceFile
from compliance.parties.importers.encodings import UnknownEncoding, encoding_of
from compliance.parties.incoming_files import read_import
from compliance.parties.models import ListUpload, ListVersion
from compliance.parties.versions import activate_version
from tests.compliance.parties.conftest import an_entry, an_import, browser, kept, text_of

CHINESE = ("北方精密光电有限公司", "东海造船重工集团", "西山航空发动机研究所", "南粤无人机系统公司")
TRADITIONAL = ("東海造船股份有限公司", "中央航空發動機研究所", "寶島無人機股份有限公司")
JAPANESE = ("みなと重工業株式会社", "ヒカリ電子工業", "さくら防衛システム")
KOREAN = ("한빛항공우주", "동해조선해양", "새벽전자")
RUSSIAN = ("Полярная звезда", "Северный завод", "Восточный институт")
SPANISH = ("Señales Muñoz S.A.", "Compañía del Ibérico", "Óptica Peñón")


def table(names: tuple[str, ...], column: str = "name_zh") -> str:
    other = "name_en" if column == "name_zh" else "name_zh"
    rows = (f"{name},,2026-01-05" for name in names)
    return "\n".join([f"{column},{other},listed_on", *rows, ""])


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (CHINESE, "gbk"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (TRADITIONAL, "big5"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        (SPANISH, "cp1252"),
    ],
)
def test_a_list_is_read_as_it_was_saved(
    db: None, tmp_path: Path, names: tuple[str, ...], encoding: str
) -> None:
    (tmp_path / "saved.csv").write_bytes(table(names).encode(encoding))
    files = (SourceFile("saved.csv", tmp_path / "saved.csv"),)
    entries, preview = read_import(an_import(tmp_path, "", files=files))
    assert [entry.names[0] for entry in entries] == list(names)
    assert not preview.problems


def test_a_few_foreign_letters_among_thousands_of_plain_lines_are_enough() -> None:
    plain = "".join(f"Plain Party {number},2026-01-05\n" for number in range(20_000))
    assert encoding_of((plain + table(CHINESE)).encode("gbk")) == "gb18030"
    assert encoding_of((plain + table(SPANISH)).encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("name", [*CHINESE, *TRADITIONAL, *JAPANESE, *KOREAN])
@pytest.mark.parametrize("encoding", ["gb18030", "big5", "euc_kr", "cp932", "euc_jp"])
def test_a_single_short_name_is_read_rightly_or_not_at_all(name: str, encoding: str) -> None:
    data = name.encode(encoding, "ignore")
    try:
        found = encoding_of(data)
    except UnknownEncoding:
        return
    assert data.decode(found) == data.decode(encoding)


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 20, "名".encode() + b"\xff\xff\xfe\x80"])
def test_what_fits_no_encoding_is_refused_and_never_guessed(data: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        encoding_of(data)


def test_the_page_shows_the_encoding_and_the_names_as_read(
    policy_admin: User, tmp_path: Path
) -> None:
    (tmp_path / "saved.csv").write_bytes(table(CHINESE).encode("gbk"))
    files = (SourceFile("saved.csv", tmp_path / "saved.csv"),)
    upload = kept(an_import(tmp_path, "", files=files), by=policy_admin)
    page = text_of(browser(policy_admin).get(reverse("parties:preview", args=[upload.pk])))
    assert "Read as GBK / GB18030" in page
    assert f"The first entries, as they were read {CHINESE[0]}" in page


@pytest.fixture
def in_force(db: None) -> ListVersion:
    rows = [
        an_entry(f"Sample Party {number}", names=(name, f"Sample Party {number}"), name_zh=name)
        for number, name in enumerate(CHINESE)
    ]
    about = {"source": "test", "sha256": "a" * 64, "as_of": date(2026, 11, 1)}
    return activate_version("watch_list", rows, **about)  # type: ignore[arg-type]


def both(names: tuple[str, ...]) -> str:
    rows = (f"{name},Sample Party {n},2026-01-05" for n, name in enumerate(names))
    return "\n".join(["name_zh,name_en,listed_on", *rows, ""])


def problems(text: str, by: User, folder: Path) -> str:
    upload = kept(an_import(folder, text), by=by)
    assert upload.state == "refused"
    return " ".join(map(str, upload.problems))


def test_mojibake_that_is_valid_text_is_refused_by_what_it_lost(
    in_force: ListVersion, policy_admin: User, tmp_path: Path
) -> None:
    garbled = tuple(name.encode("gbk").decode("latin-1") for name in CHINESE)
    told = problems(both(garbled), policy_admin, tmp_path)
    assert "Names in Chinese characters: 4 in force, only 0 in this file." in told


def test_entries_that_keep_their_numbers_and_lose_all_their_names_are_refused(
    in_force: ListVersion, policy_admin: User, tmp_path: Path
) -> None:
    rows = (f"{k},完全不同的公司{n},2026-01-05" for n, k in enumerate("甲乙丙丁"))
    keys = [f"Sample Party {n}|2026-01-05" for n in range(4)]
    text = "\n".join(
        ["name_en,name_zh,listed_on,key", *(f"{r},{k}" for r, k in zip(rows, keys, strict=True))]
    )
    assert "4 of 4 entries would keep none of their names." in problems(
        text, policy_admin, tmp_path
    )


def test_the_same_list_with_one_more_party_is_welcome(
    in_force: ListVersion, policy_admin: User, tmp_path: Path
) -> None:
    upload = kept(an_import(tmp_path, both((*CHINESE, "新上市公司"))), by=policy_admin)
    assert (upload.state, upload.problems) == ("waiting", [])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("list", "export_control_list"),
        ("list", "Unreliable Entity List"),
        ("list", "PRC export control list"),
        ("list_code", "unreliable_entity_list"),
        ("名单", "中国不可靠实体清单"),
        ("remark", "export-control-list"),
    ],
)
def test_a_row_of_another_list_stops_the_whole_file(
    policy_admin: User, tmp_path: Path, column: str, value: str
) -> None:
    text = f"name_zh,name_en,listed_on,{column}\n,A Party,2026-01-05,watch_list\n"
    text += f",A Stray,2026-01-05,{value}\n"
    told = problems(text, policy_admin, tmp_path)
    assert "line 3: the row says it is of another list" in told


def test_the_right_list_in_its_column_is_no_contradiction(
    policy_admin: User, tmp_path: Path
) -> None:
    text = "list,name_zh,name_en,listed_on\nwatch_list,,A Party,2026-01-05\n"
    assert kept(an_import(tmp_path, text), by=policy_admin).state == "waiting"


def test_json_lines_of_another_list_are_refused_too(policy_admin: User, tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text('{"id": "1", "names": ["A"], "list": "watch list"}\n')
    files = (SourceFile("list.jsonl", tmp_path / "list.jsonl"),)
    wanted = an_import(tmp_path, "", files=files, file_format="own_jsonl", list_code="other")
    told = str(kept(wanted, by=policy_admin).problems[0])
    assert "of another list" in told
    with override("zh-hans"):
        assert "另一份名单" in str(ListUpload.objects.get().problems[0])


def test_the_database_refuses_what_one_person_alone_put_in_force(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    upload = kept(an_import(tmp_path, both(CHINESE)), by=policy_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListUpload.objects.update(state="approved", decided_by=policy_admin)
    upload_actions.approve(upload, by=second_policy_admin)
