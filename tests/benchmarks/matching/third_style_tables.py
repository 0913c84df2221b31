"""What the blind changes know: how letters, given names and legal forms come to be written."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from random import Random

from pypinyin import lazy_pinyin

Table = tuple[re.Pattern[str], dict[str, list[str]]]

KEYS = "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю"
BY_EAR = """ph:f ck:k kh:h oo:u ou:u ee:i x:ks tch:ch dzh:j sch:sh q:k w:v gh:g ie:y y:i z:s
    ks:x ca:ka co:ko aw:au ей:эй тс:ц дж:ж ё:е ий:ы ого:ово о:а е:и щ:ш"""
MISREAD = (
    "rn:m m:rn O:0 I:l l:1 I:1 S:5 B:8 cl:d G:6 Z:2 h:b e:c vv:w w:vv u:ii D:O П:Л И:Н о:0 З:3"
)
TWINS = ("AaBCcEeHKMOoPpTXxy", "АаВСсЕеНКМОоРрТХху")
SHAPES = """未末 土士 己已 人入 大太 日曰 目自 天夭 千干 王玉 木本 田由 甲申 贝见 力刀 午牛 晴睛
    候侯 治冶 洛络 徽微 辉挥 浩诰 伦沦 扬杨 陈阵 林材 车东 宁宇 科料 技枝 信倍 远运 网冈 江汪
    海悔 圆园 恒桓 光兴 斯期 克兑 特持 拉位 马乌 史吏 布市 约纳 伊尹 密蜜 威戚 格洛 比此
    航杭 导异 电龟 机杌 械诫 空穴 贸贺 易昜 限恨 防妨 洋详 新斩 华毕 明朋 丽雨 国固"""
HEARD = """尔耳洱 斯思司丝 德得 克客 拉啦 罗洛萝骆 汉翰瀚 布步部 伊依宜 里利莉丽力 杰洁捷 马玛码
    华桦 明铭鸣 新鑫欣芯 兴星 盛胜圣 成诚城程 恒衡横 宏弘鸿洪 达大 通同 安鞍 远源元原园
    伟维威卫微 龙隆 海还 杨扬阳洋 宇玉裕誉 志智 科柯 技际计 迅讯 金锦今 飞非菲 航杭 天添 格戈
    特忒 密蜜 林琳霖 文雯 强墙 芳方 工公 建健 贝倍 森深 约曰 费菲 史施 米密 卡咖 诺偌 凯楷 立力
    万皖 沃渥 信鑫 凌灵 泰太"""
SCHEMES = (  # а б в … ю я і ї є ґ by BGN, ISO 9, GOST, in German, French, Polish; "-" is nothing
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y ' e yu ya i yi ye g",
    "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â ì ï ê g",
    "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh '' y ' e yu ya i yi ye g",
    "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch stsch - y - e ju ja i ji je g",
    "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia i ï ie g",
    "a b w g d e jo ż z i j k ł m n o p r s t u f ch c cz sz szcz - y - e ju ja i ji je g",
)
RESPELT = (
    "iy:y ey:ei ya:ia yu:iu ks:x",
    "shch:schtsch ch:tsch sh:sch zh:sch kh:ch ts:z v:w ya:ja yu:ju iy:ij ey:ej",
    "shch:chtch ch:tch sh:ch zh:j ya:ia yu:iou u:ou iy:i ey:eï",
    "shch:šč ch:č sh:š zh:ž kh:h ts:c ya:ja yu:ju iy:ij ey:ej",
)
SLAVIC = r"\w{2,}(?:[oe]v|[oe]va|sk[iy]y?|skaya|[oe]vich|[oe]vna|enko|chuk|yuk)\b"
GIVEN = """Alexander|Aleksandr|Oleksandr|Alyaksandr; Dmitry|Dmitri|Dmitriy|Dzmitry;
    Mikhail|Mihail|Michail; Sergey|Sergei|Serguei|Siarhei; Yevgeny|Evgeny|Evgenii|Eugene;
    Alexey|Aleksei|Alexei|Oleksii; Nikolay|Nikolai|Nicolas|Mykola; Andrey|Andrei|Andriy;
    Yury|Yuri|Iurii|Jurij; Yulia|Iuliia|Julija; Vladimir|Wladimir|Volodymyr|Uladzimir; Igor|Ihor;
    Oleg|Oleh; Natalya|Nataliia|Natalia"""
ARABIC = """Mohammed|Muhammad|Mohamed|Mohammad|Mohd|Mohamad; Ahmed|Ahmad|Ahmet; Abdul|Abd
    al|Abdel|Abd ul; Hussein|Husayn|Hussain|Hossein|Husain; Hassan|Hasan|Hassen;
    Yusuf|Yousef|Youssef|Yusif; Omar|Umar|Omer; Uthman|Othman|Osman; Khalid|Khaled;
    Saeed|Said|Sa'id; Ibrahim|Ebrahim|Brahim; Ismail|Ismael|Esmail; Jamal|Gamal|Djamal|Jamel;
    Abdullah|Abdallah|Abdollah; Mustafa|Mostafa|Moustapha; Qasim|Kassem|Qassem|Ghasem;
    Mahmoud|Mahmud|Mahmood; Nasser|Nasir|Naser; Rashid|Rachid|Rasheed; Sheikh|Shaykh|Cheikh;
    Ali|Aly; Reza|Rida|Ridha; Abu|Abou|Aboo; bin|ibn|ben; Haji|Hajji|Hadji; Mehdi|Mahdi;
    Sulayman|Suleiman|Soleyman; Faisal|Faysal|Feisal; Tariq|Tarek; Hamid|Hameed|Hamed;
    Karim|Kareem; Musa|Moussa|Mousa; Yahya|Yehia"""
WESTERN = """Juan Jose Maria Carlos Luis Jorge Antonio Manuel Pedro John David Robert Michael
    Ivan Olga Elena Viktor Anna"""
LEGAL = """LLC|Limited Liability Company|OOO|L.L.C.|Obshchestvo s Ogranichennoi
    Otvetstvennostyu; JSC|Joint Stock Company|Joint-Stock Company|AO|Aktsionernoe Obshchestvo;
    Ltd|Limited|Ltd.; PJSC|Public Joint Stock Company|PAO; OJSC|Open Joint Stock Company|OAO;
    CJSC|ZAO|Closed Joint Stock Company; Co., Ltd.|Co Ltd|Company Limited|Co.,Ltd|有限公司;
    GmbH|G.m.b.H.|Gesellschaft mit beschränkter Haftung; S.A.|Sociedad Anónima;
    Inc.|Inc|Incorporated; Corp.|Corporation|Corp; B.V.|BV|Besloten Vennootschap; S.R.L.|Srl;
    FZE|FZ-LLC|Free Zone Establishment; ООО|Общество с ограниченной ответственностью;
    АО|Акционерное общество; ПАО|Публичное акционерное общество; ЗАО|Закрытое акционерное
    общество"""
LEGAL_HAN = """
    有限公司|有限责任公司|股份有限公司|公司|集团有限公司|（集团）有限公司|集团|集团公司;
    株式会社|（株）|㈱|株式會社|股份有限公司; 有限会社|（有）|㈲; 有限責任会社|合同会社"""
SHORT = """International|Intl|Int'l; Technology|Tech; Technologies|Tech; Trading|Trdg;
    Company|Co; Industries|Inds; Institute|Inst; Research|Res; Manufacturing|Mfg;
    Engineering|Engg|Eng; Industry|Ind; Corporation|Corp; Group|Grp; Association|Assn;
    Development|Dev; University|Univ; Scientific|Sci; Enterprise|Ent; National|Natl;
    Center|Centre|Ctr; Services|Svcs; General|Gen; Management|Mgmt; Shipping|Shpg; Federal|Fed;
    Production|Prod; Electronics|Elec; Organization|Organisation|Org; Department|Dept;
    Ministry|Min; Republic|Rep; Bank|Bk; Aviation|Avn; Defense|Defence|Def; Limited|Ltd;
    Export|Exp; Import|Imp; Equipment|Equip; Systems|Sys; Brothers|Bros; Academy|Acad;
    Transport|Transp; Petroleum|Petrol; Foundation|Fdn; Laboratory|Lab; завод|з-д; институт|ин-т;
    научно|науч; производственное|произв; предприятие|предпр; имени|им"""
PLACES = """北京 上海 深圳 广州 苏州 东莞 宁波 杭州 青岛 天津 厦门 武汉 成都
    西安 南京 香港 四川 江苏 浙江 广东 山东 湖南 郑州"""
RANKS = dict.fromkeys("四川 江苏 浙江 广东 山东 湖南".split(), "省") | {"香港": ""}
ABROAD = "Moscow Dubai Istanbul Shanghai Singapore Bishkek Almaty Minsk Shenzhen Tashkent".split()
COUNTED = [
    "One Two Three Four Five Six Seven Eight Nine Ten".split(),
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split(),
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
    "I II III IV V VI VII VIII IX X".split(),
]
WADE_WHOLE = """zi:tzu ci:tz'u si:ssu zhi:chih chi:ch'ih shi:shih ri:jih yi:i you:yu yan:yen
    ye:yeh er:erh ge:ko ke:k'o he:ho"""
WADE_STARTS = "zh:ch ch:ch' j:ch q:ch' x:hs b:p p:p' d:t t:t' g:k k:k' z:ts c:ts' r:j"
WADE_ENDS = "ong:ung ian:ien ie:ieh ue:üeh"
HONG_KONG = """王Wong 黄Wong 陈Chan 张Cheung 李Lee 刘Lau 林Lam 吴Ng 何Ho 郑Cheng 谢Tse 梁Leung
    杨Yeung 周Chow 徐Tsui 许Hui 朱Chu 胡Wu 郭Kwok 高Ko 马Ma 罗Law 宋Sung 唐Tong 冯Fung 邓Tang
    曹Tso 叶Yip 蔡Choi 苏So 卢Lo 明Ming 华Wah 国Kwok 志Chi 伟Wai 强Keung 文Man 建Kin 德Tak 荣Wing
    家Ka 俊Chun 杰Kit 永Wing 金Kam 海Hoi 东Tung 平Ping 辉Fai 光Kwong 超Chiu 玲Ling 芳Fong 英Ying
    丽Lai 美Mei 红Hung 军Kwan 春Chun 天Tin 龙Lung 福Fuk 云Wan 宇Yu 浩Ho 晓Hiu 世Sai 捷Tsit
    正Ching"""
CHINESE_NAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢姚钟姜崔谭陆汪范石"
)
CHINESE_FIRM = "公司|集团|株式会社|大学|学院|研究所|研究院|银行|中心|厂"
SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?ang|i?ong|eng|ing|i?ao|[iu]?an|[eiu]n|uai|ai|ei|[ui]a|uo|ie|[uü]e|ou|iu|ui|[aeiouü])"
)


def table(text: str, *, glued: bool = False, forwards: bool = False) -> Table:
    """Finds any (or only the first) phrase of groups like `a|b; c|d`, whole words unless glued."""
    others: dict[str, list[str]] = defaultdict(list)
    for group in (" ".join(part.split()).split("|") for part in text.split(";")):
        for phrase in group[:1] if forwards else group:
            others[phrase.lower()] += [p for p in group if p.lower() != phrase.lower()]
    phrases = "|".join(re.escape(p) for p in sorted(others, key=lambda p: (-len(p), p)))
    edges = ("", "") if glued else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edges[0]}(?:{phrases}){edges[1]}", re.IGNORECASE), others


def pairs(text: str) -> list[tuple[str, str]]:
    return [(old, new) for old, _, new in (pair.partition(":") for pair in text.split())]


GIVEN_TABLE, ARABIC_TABLE = table(GIVEN), table(ARABIC)
SHORT_TABLE, LEGAL_TABLE = table(SHORT, forwards=True), table(LEGAL)
LEGAL_HAN_TABLE = table(LEGAL_HAN, glued=True)


def like(new: str, old: str) -> str:
    """`new` in the case of `old`."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new.lower()


def put(name: str, hit: re.Match[str], new: str) -> str:
    return name[: hit.start()] + new + name[hit.end() :]


def one(pattern: str, name: str, random: Random) -> re.Match[str] | None:
    hits = list(re.finditer(pattern, name))
    return random.choice(hits) if hits else None


def other(name: str, table: Table, random: Random) -> str | None:
    """One phrase of the table written as another of its group; a dotless I is no letter of it."""
    hits = [hit for hit in table[0].finditer(name) if hit[0].lower() in table[1]]
    if not hits:
        return None
    hit = random.choice(hits)
    new = random.choice(table[1][hit[0].lower()])
    return put(name, hit, new if new.isupper() else like(new, hit[0]))


def replaced(
    name: str, swaps: Iterable[tuple[str, str]], random: Random, *, exact: bool = False
) -> str | None:
    """One of the pairs that occur, replaced at one place inside a word of four letters or more."""
    spots = [
        (word[0], word.start() + at.start(), old, new)
        for word in re.finditer(r"\w{4,}", name)
        for old, new in swaps
        for at in re.finditer(re.escape(old), word[0] if exact else _lower(word[0]))
    ]
    if not spots or asian(name):
        return None
    word, start, old, new = random.choice(spots)
    piece = name[start : start + len(old)]
    return (
        name[:start]
        + (new if exact else like(new, word if word.isupper() else piece))
        + name[start + len(old) :]
    )


def _lower(text: str) -> str:
    """Lower case letter by letter, so that no place moves."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def asian(name: str) -> bool:
    return bool(re.search("[぀-ヿ一-鿿가-힣]", name))


def han(name: str) -> bool:
    return bool(re.search("[一-鿿]", name)) and not re.search("[぀-ヿ가-힣]", name)


def core(name: str) -> str:
    """A Chinese name up to its legal form."""
    ends = [hit.start() for hit in LEGAL_HAN_TABLE[0].finditer(name) if hit.start() > 1]
    return name[: ends[0]] if ends else name


def is_firm(name: str) -> bool:
    return any(table[0].search(name) for table in (LEGAL_TABLE, SHORT_TABLE)) or bool(
        re.search(CHINESE_FIRM, name)
    )


def person(name: str) -> tuple[list[str], list[str]] | None:
    """Given names and surname of what is surely a person: by capitals, patronymic or given name."""
    words = name.replace(",", "").split()
    if not 2 <= len(words) <= 5 or not re.fullmatch(r"[^\W\d_]+(?:[ ,'’-]+[^\W\d_]+)+", name):
        return None
    if is_firm(name):
        return None
    capitals = [w for w in words if w.isupper() and len(w) > 1]
    if 0 < len(capitals) < len(words):
        return [w for w in words if w not in capitals], capitals
    father = [i for i, w in enumerate(words) if re.search(r"(?i)[oe]v(ich|na)$|(вич|вна)$", w)]
    if father and father[-1] == len(words) - 1 > 1:
        return words[1:], words[:1]
    known = WESTERN.lower().split()
    if father or GIVEN_TABLE[0].search(name) or any(w.lower() in known for w in words):
        return words[:-1], words[-1:]
    return None


@cache
def _chinese_surnames() -> frozenset[str]:
    return frozenset(lazy_pinyin(CHINESE_NAMES))


def syllables(name: str) -> list[str] | None:
    """Surname and given syllables of a Chinese person, from Han or from pinyin."""
    if re.fullmatch("[一-鿿]{2,3}", name) and name[0] in CHINESE_NAMES:
        return lazy_pinyin(name)
    listed = name.replace("-", " ").replace(",", "").split()
    last = listed[-1:] if listed and listed[-1].isupper() and not listed[0].isupper() else []
    words = [word.lower() for word in last + listed[: len(listed) - len(last)]]
    spelt = [re.fullmatch(f"({SYLLABLE})({SYLLABLE})?", word) for word in words]
    if not 2 <= len(words) <= 3 or words[0] not in _chinese_surnames() or not all(spelt):
        return None
    parts = [part for hit in spelt if hit for part in hit.groups() if part]
    return parts if 2 <= len(parts) <= 3 and spelt[0] and not spelt[0][2] else None


def character(name: str, groups: str, random: Random) -> str | None:
    """One character before the legal form written as another of its group."""
    likes: dict[str, str] = defaultdict(str)
    for group in groups.split():
        for character in group:
            likes[character] += group.replace(character, "")
    spots = [at for at, character in enumerate(core(name)) if likes.get(character)]
    if not spots:
        return None
    at = random.choice(spots)
    return name[:at] + random.choice(likes[name[at]]) + name[at + 1 :]


def in_wade_giles(syllable: str) -> str:
    """A syllable of pinyin by Wade-Giles, as in Taiwan and in older papers."""
    whole = dict(pairs(WADE_WHOLE))
    if syllable in whole:
        return whole[syllable]
    start = next((pair for pair in pairs(WADE_STARTS) if syllable.startswith(pair[0])), ("", ""))
    rest = syllable[len(start[0]) :]
    old, new = next((pair for pair in pairs(WADE_ENDS) if rest.endswith(pair[0])), ("", ""))
    return start[1] + (rest[: -len(old)] + new if old else rest)


def in_hong_kong(name: str) -> list[str] | None:
    """A person's characters as written in Hong Kong, where the table has them all."""
    sounds = {entry[0]: entry[1:].lower() for entry in HONG_KONG.split()}
    return [sounds[c] for c in name] if all(c in sounds for c in name) else None
