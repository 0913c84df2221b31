"""A small list with the difficulties of real ones."""

import pytest

from compliance.parties.matching import Index, ListedName

NAMES = [
    ("p1", "Kirill Vladimirovich POPOV"),
    ("p2", "Hassan Ali Karimi"),
    ("c1", "Huawei Technologies Co., Ltd."),
    ("c2", "深圳市佰联升电子科技有限公司"),
    ("c3", "三菱造船株式会社"),
    ("c3", "Mitsubishi Heavy Industries Shipbuilding Co."),
    ("c4", "沈忠國際海運有限公司"),
    ("c5", "BRINC无人机公司"),
    ("c6", "Aero-Caribbean Airlines"),
    ("c7", "OTKRYTOE AKTSIONERNOE OBSHCHESTVO 'BELOGLINSKI ELEVATOR'"),
    ("c8", "Plant No. 810 Aircraft Repair"),
    ("c9", "Zylok Optics GmbH"),
    ("c10", "Akhmat Shipping Trading LLC"),
    ("c11", "極東兵器製作所株式会社"),
    ("c12", "Zavod Kalinovka OOO"),
    ("c13", "Громов Энергомаш"),
    ("c14", "グアンジョウ・オーサイ有限会社（广州欧赛科技有限公司）"),
]


@pytest.fixture(scope="session")
def listed() -> list[ListedName]:
    return [ListedName(entry, name) for entry, name in NAMES]


@pytest.fixture(scope="session")
def index(listed: list[ListedName]) -> Index:
    return Index.build(listed)
