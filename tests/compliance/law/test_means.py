"""DST-26 to DST-28 and DOC-22: how the goods leave, and from where."""

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from compliance.law.transport import means_of, mode_of_place
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import a_declaration, a_party, an_end_user, an_organoindium_line, facts

BY_AIR = {
    "transport_mode": "5",
    "transport_name": "CA1041",
    "voyage_no": "",
    "bill_no": "999-12345675",
    "exit_port": "310302",
    "exit_customs": "2233",
}


def leaving(**header: str) -> Facts:
    return facts(a_declaration(**header))


@pytest.mark.parametrize(
    ("name", "voyage", "bill", "mode"),
    [
        ("CA1041", "", "", "5"),
        ("5X 0061", "", "", "5"),
        ("AIR CHINA CARGO", "", "", "5"),
        ("", "", "999-12345675", "5"),
        ("", "", "999-12345674", ""),
        ("EVER CALM", "0149W", "", "2"),
        ("CA1041", "0149W", "", "5"),
        ("MV HARMONY", "", "", "2"),
        ("长江口1号轮", "", "", "2"),
        ("", "042E", "", "2"),
        ("粤B12345", "", "", "4"),
        ("中欧班列 X8024", "", "", "3"),
        ("", "", "", ""),
        ("UN9123456", "", "", "2"),
    ],
)
def test_carriers_show_their_mode(name: str, voyage: str, bill: str, mode: str) -> None:
    assert [each for each, _words in means_of(name, voyage, bill)] == ([mode] if mode else [])


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("上海浦东国际机场", "5"),
        ("浦东机场", "5"),
        ("洋山港区", "2"),
        ("上海浦东机场综合保税区", ""),
        ("北京平谷国际陆港", ""),
        ("二连铁路", "3"),
        ("上海", ""),
    ],
)
def test_places_serve_one_mode_or_any(name: str, mode: str) -> None:
    assert mode_of_place(name) == mode


@pytest.mark.parametrize(
    "header",
    [
        {**BY_AIR, "transport_name": "EXAMPLE STAR"},
        {"transport_name": "CA1041", "voyage_no": ""},
        {"transport_name": "", "voyage_no": "", "bill_no": "999-12345675"},
        {"transport_mode": "4", "transport_name": "EXAMPLE STAR"},
        {"transport_mode": "3", "transport_name": "粤B12345"},
    ],
)
@fires("DST-26", Effect.FLAG)
def test_mode_and_means_that_contradict_are_flagged(header: dict[str, str]) -> Facts:
    return leaving(**header)


@pytest.mark.parametrize(
    "header",
    [
        {},
        BY_AIR,
        {"transport_name": "", "voyage_no": "", "bill_no": ""},
        {**BY_AIR, "transport_mode": "9"},
        {**BY_AIR, "transport_mode": ""},
    ],
)
@stays_silent("DST-26")
def test_mode_and_means_that_agree_or_say_nothing_are_fine(header: dict[str, str]) -> Facts:
    return leaving(**header)


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ({"exit_port": "310302"}, "上海浦东国际机场"),
        ({"exit_customs": "2233"}, "浦东机场"),
        ({**BY_AIR, "exit_customs": "2248"}, "洋山港区"),
    ],
)
def test_mode_and_place_that_contradict_are_flagged(header: dict[str, str], text: str) -> None:
    fires("DST-27", Effect.FLAG, text=text)(lambda: leaving(**header))()


@fires("DST-27")
def test_nothing_leaves_an_airport_by_sea() -> Facts:
    return leaving(exit_port="310302")


@pytest.mark.parametrize(
    "header",
    [
        {},
        BY_AIR,
        {"transport_mode": "4", "exit_port": "310302"},
        {"exit_customs": "2200"},  # 上海海关 serves every mode
        {**BY_AIR, "exit_customs": "2200"},
    ],
)
@stays_silent("DST-27")
def test_mode_and_place_that_agree_are_fine(header: dict[str, str]) -> Facts:
    return leaving(**header)


@pytest.mark.parametrize("office", ["5304", "0202", "9400"])
@fires("DST-28", Effect.FLAG)
def test_a_port_outside_the_offices_district_is_flagged(office: str) -> Facts:
    return leaving(exit_customs=office)


@pytest.mark.parametrize("header", [{}, BY_AIR, {"exit_customs": "9999"}, {"exit_port": "000000"}])
@stays_silent("DST-28")
def test_one_place_or_an_unknown_one_is_fine(header: dict[str, str]) -> Facts:
    return leaving(**header)


def organoindium(forwarder: str = "Sea Freight Ltd.", **header: str) -> Facts:
    parties = (
        a_party(),
        an_end_user(),
        a_party(ref="forwarder-1", role="forwarder", name_en=forwarder),
    )
    return facts(a_declaration(lines=(an_organoindium_line(),), parties=parties, **header))


@pytest.mark.parametrize(
    "made",
    [
        organoindium(**BY_AIR),
        organoindium(transport_mode="6", transport_name=""),
        organoindium(forwarder="DHL Express"),
        organoindium(transport_name="顺丰速运"),
    ],
)
@fires("DOC-22", Effect.HOLD, un="3393")
def test_pyrophoric_goods_by_air_post_or_courier_are_held(made: Facts) -> Facts:
    return made


@pytest.mark.parametrize("made", [organoindium(), leaving(**BY_AIR)])
@stays_silent("DOC-22")
def test_by_sea_and_for_other_goods_there_is_no_such_check(made: Facts) -> Facts:
    return made
