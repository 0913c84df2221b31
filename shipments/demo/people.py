"""The demo cast. Every organisation and person is invented; USCCs carry a valid check digit."""

from collections.abc import Mapping
from dataclasses import dataclass

from stdnum.cn import uscc

from compliance.accounts.models import CustomsOffice, Exporter, Role, User

PASSWORD = "indium-49-demo"  # noqa: S105 - demo accounts only, printed by script/server


@dataclass(frozen=True)
class Account:
    """One sign-in: `home` is the exporter's key or the office's code."""

    username: str
    display_name: str
    role: Role
    home: str = ""
    is_head: bool = False


OFFICES = {
    "2233": ("浦东机场海关", "Pudong Airport Customs"),
    "2248": ("洋山海关", "Yangshan Customs"),
}
EXPORTERS = {
    "yinping": (
        "个旧银坪铟业有限公司",
        "Gejiu Yinping Indium Co., Ltd.",
        "91532501MA6K49YP3",
        "5325960149",
        "云南省红河州个旧市冲坡哨工业园区49号",
        "0873-2149049",
    ),
    "xiangcheng": (
        "株洲湘澄稀散金属有限公司",
        "Zhuzhou Xiangcheng Rare Metals Co., Ltd.",
        "91430200MA4L17XC2",
        "4302960217",
        "湖南省株洲市石峰区清水塘循环经济园17号",
        "0731-28170217",
    ),
    "lanshan": (
        "嘉兴岚山半导体材料有限公司",
        "Jiaxing Lanshan Semiconductor Materials Co., Ltd.",
        "91330400MA2B31LR7",
        "3304960331",
        "浙江省嘉兴市南湖区亚太路331号",
        "0573-82310331",
    ),
}
ACCOUNTS = (
    Account("exporter", "陈立 Chen Li", Role.EXPORTER, "yinping"),
    Account("rival", "谭岚 Tan Lan", Role.EXPORTER, "xiangcheng"),
    Account("exporter3", "沈越 Shen Yue", Role.EXPORTER, "lanshan"),
    Account("officer1", "王敏 Wang Min", Role.OFFICER, "2233"),
    Account("officer2", "李哲 Li Zhe", Role.OFFICER, "2233"),
    Account("officer3", "赵宁 Zhao Ning", Role.OFFICER, "2248"),
    Account("officer4", "孙和 Sun He", Role.OFFICER, "2248"),
    Account("head1", "高远 Gao Yuan", Role.OFFICER, "2233", is_head=True),
    Account("auditor", "周审 Zhou Shen", Role.AUDITOR),
    Account("policy", "何规 He Gui", Role.POLICY_ADMIN),
    Account("policy2", "宋明 Song Ming", Role.POLICY_ADMIN),
)


FILERS = tuple(account.username for account in ACCOUNTS if account.role == Role.EXPORTER)


def make_people() -> dict[str, User]:
    """Create offices, exporters and accounts that are missing; users by username."""
    offices = {code: _office(code) for code in OFFICES}
    exporters = {key: _made(each) for key, each in EXPORTERS.items()}
    return {each.username: _user(each, exporters, offices) for each in ACCOUNTS}


def make_filers(exporters: Mapping[str, tuple[str, ...]]) -> dict[str, User]:
    """Exporters of the past with one filer each, who cannot sign in; by the exporter's key."""
    return {key: _filer(key, _made(particulars)) for key, particulars in exporters.items()}


def _filer(key: str, exporter: Exporter) -> User:
    existing = User.objects.with_organisation().filter(username=f"past-{key}").first()
    return existing or User.objects.create_user(
        f"past-{key}",
        display_name=f"{exporter.name_zh[:4]}报关员",
        role=Role.EXPORTER,
        exporter=exporter,
    )


def _office(code: str) -> CustomsOffice:
    name_zh, name_en = OFFICES[code]
    names = {"name_zh": name_zh, "name_en": name_en}
    return CustomsOffice.objects.get_or_create(code=code, defaults=names)[0]


def _made(each: tuple[str, ...]) -> Exporter:
    name_zh, name_en, stem, customs_code, address, phone = each
    code = stem + uscc.calc_check_digit(stem)
    particulars = {
        "name_zh": name_zh,
        "name_en": name_en,
        "customs_code": customs_code,
        "address": address,
        "phone": phone,
    }
    return Exporter.objects.get_or_create(uscc=code, defaults=particulars)[0]


def _user(
    account: Account, exporters: dict[str, Exporter], offices: dict[str, CustomsOffice]
) -> User:
    existing = User.objects.with_organisation().filter(username=account.username).first()
    if existing:
        return existing
    return User.objects.create_user(
        account.username,
        password=PASSWORD,
        email=f"{account.username}@gate49.example",
        display_name=account.display_name,
        role=account.role,
        exporter=exporters.get(account.home),
        office=offices.get(account.home),
        is_head=account.is_head,
    )
