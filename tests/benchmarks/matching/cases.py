"""Makers of names that are on no list but look as if they could be."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random

from pypinyin import lazy_pinyin

Maker = Callable[[], str]
WHAT = {"zh company": "company", "zh person": "person", "pinyin": "", "en company": "company"}
_LITTLE = frozenset(
    """
    limited company corporation incorporated group holding holdings international trading
    trade technology technologies industry industries engineering electronics systems services
    general national shipping logistics materials metals equipment production research
    institute center centre bank ministry university factory plant works development
    investment management export import energy chemical petroleum aviation marine machinery
    manufacturing defence defense state federal joint stock public closed open private society
    liability obshchestvo ogranichennoy ogranichennoi otvetstvennostyu aktsionernoe publichnoe
    otkrytoe zakrytoe kompaniya zavod gesellschaft sociedad anonima ltd llc inc corp gmbh jsc
    ojsc pjsc cjsc ooo oao zao pao plc ao ooo llp fzco fze fzc se sl sa ag ab as oy bv nv co
    kg bhd pte pty pt cv fgup fsue rup sarl srl spa kk ad ood eood ltda sro doo kft sia uab lp
    pvt ip mr mrs dr the and of for de la le al el bin ibn abu abd ul von van der den dos das
    del mr mrs dr
    """.split()
)

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉玲华建国志海晓波宁峰婷雪宇浩然子轩梓涵"
    "思雨嘉欣"
)
_PLACES = """
    北京 上海 深圳 广州 苏州 东莞 宁波 杭州 青岛 天津 厦门 佛山 无锡 武汉 成都
    西安 南京 香港 江苏 浙江 广东 山东 湖南
""".split()
_BRANDS = (
    "华新东方中海天大金鑫达泰科信联合通力安康明远正德永盛博瑞恒源嘉捷佳美宏图锐凯迪思创优品卓"
    "越晨星云峰锦程旭日升腾欧普莱特诺维斯亿佰汇融智邦诚顺利丰隆昌盈富茂森林木火土水石玉珠宝龙"
    "凤鹏飞鸿雁鹤翔宇宙环球"
)
_TRADES_ZH = """
    科技 电子 贸易 国际贸易 实业 机械设备 材料科技 新材料 光电 化工 进出口贸易
    物流 信息技术 半导体 医疗器械 金属材料 电子科技 精密机械 环保科技 国际物流
    生物科技 能源
""".split()
_LEGAL_ZH = ["有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司"]
_SYLLABLES = """
    al be cor da el fi gra ho in jo ka lu mar ne or pra qui ro sta tri ul ven wex yo zen bra
    lin mont ford son berg ton field stone
""".split()
_TRADES_EN = """
    Trading Technologies Electronics Shipping Logistics Industries Materials Metals Optics
    International Systems Engineering Chemicals Group Holdings Semiconductor Solutions
    Export Machinery
""".split()
_LEGAL_EN = [
    "Ltd",
    "Co., Ltd.",
    "LLC",
    "GmbH",
    "Inc.",
    "S.A.",
    "B.V.",
    "AG",
    "Limited",
    "Pte Ltd",
    "",
]


def clean_makers(spare: Sequence[str], random: Random) -> list[tuple[str, str, Maker]]:
    """(kind, what it names, maker): recombined persons twice as often as each coined kind."""
    people = [name for name in spare if _is_person(name)]

    def recombined() -> str:
        first, second = random.choice(people).split(), random.choice(people).split()
        return " ".join([*first[:-1], second[-1]])

    coined = coined_makers(random)
    usual: list[tuple[str, str, Maker]] = [("recombined", "person", recombined)] if people else []
    return [*usual, *usual, *((kind, WHAT[kind], maker) for kind, maker in (*coined, coined[0]))]


def near_makers(spare: Sequence[str], random: Random) -> list[tuple[str, str, Maker]]:
    """Latin names of two telling words or more, with the rarest replaced by another name's."""
    latin = [n for n in spare if re.fullmatch(r"[A-Za-z .,'-]+", n) and 2 <= len(n.split()) <= 7]
    rarity = Counter(word for name in latin for word in name.split())

    def replaced() -> str:
        words, other = random.choice(latin).split(), random.choice(latin).split()
        rarest, instead = _rarest(words, rarity), _rarest(other, rarity)
        if not rarest or not instead or len(_telling(words)) < 2:
            return ""
        return " ".join(instead if word == rarest else word for word in words)

    usable = any(len(_telling(name.split())) > 1 for name in latin)
    return [("replaced", "", replaced)] if usable else []


def coined_makers(random: Random) -> list[tuple[str, Maker]]:
    """Makers of names that look real: Chinese companies and persons, pinyin, English companies."""

    def zh_company() -> str:
        brand = "".join(random.choice(_BRANDS) for _ in range(random.choice([2, 2, 2, 3, 4])))
        place = random.choice(_PLACES) + random.choice(["", "市"])
        return place + brand + random.choice(_TRADES_ZH) + random.choice(_LEGAL_ZH)

    def zh_person() -> str:
        given = "".join(random.choice(_GIVEN) for _ in range(random.choice([1, 2, 2])))
        return random.choice(_SURNAMES) + given

    def spelt() -> str:
        chosen = zh_person() if random.random() < 0.5 else zh_company()
        if len(chosen) < 4:
            sounds = lazy_pinyin(chosen)
            return f"{sounds[0]} {''.join(sounds[1:])}".title()
        return " ".join(lazy_pinyin(chosen)).title()

    def en_company() -> str:
        brand = "".join(random.choice(_SYLLABLES) for _ in range(random.choice([2, 3]))).title()
        trades = " ".join(random.sample(_TRADES_EN, random.choice([1, 2])))
        return f"{brand} {trades} {random.choice(_LEGAL_EN)}".strip()

    return [
        ("zh company", zh_company), ("zh person", zh_person), ("pinyin", spelt),
        ("en company", en_company),
    ]  # fmt: skip


def _rarest(words: Sequence[str], rarity: Mapping[str, int]) -> str:
    """The rarest telling word, or ""."""
    return min(_telling(words), key=lambda word: (rarity[word], word), default="")


def _telling(words: Sequence[str]) -> list[str]:
    """Words of five letters or more that are neither legal form nor generic."""
    return [w for w in words if len(w) > 4 and not _says_little(w.lower().strip(".,"))]


def _is_person(name: str) -> bool:
    """Two to four words of which none is a particle, a legal form or generic."""
    words = name.lower().split()
    plain = re.fullmatch(r"[A-Za-z'-]+( [A-Za-z'-]+){1,3}", name)
    return bool(plain) and not any(map(_says_little, words))


def _says_little(word: str) -> bool:
    return word in _LITTLE
