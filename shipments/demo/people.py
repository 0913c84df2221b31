"""The demo cast. Every organisation and person is invented; USCCs carry a valid check digit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
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
    offices, exporters = _offices(), _exporters(EXPORTERS)
    names = [each.username for each in ACCOUNTS]
    there = User.objects.with_organisation().in_bulk(names, field_name="username")
    missing = [each for each in ACCOUNTS if each.username not in there]
    made = User.objects.bulk_create(_user(each, exporters, offices) for each in missing)
    there |= {each.username: each for each in made}
    return {name: there[name] for name in names}


def make_filers(exporters: Mapping[str, tuple[str, ...]]) -> dict[str, User]:
    """Exporters of the past with one filer each, who cannot sign in; by the exporter's key."""
    return {key: _filer(key, exporter) for key, exporter in _exporters(exporters).items()}


def _filer(key: str, exporter: Exporter) -> User:
    existing = User.objects.with_organisation().filter(username=f"past-{key}").first()
    return existing or User.objects.create_user(
        f"past-{key}",
        display_name=f"{exporter.name_zh[:4]}报关员",
        role=Role.EXPORTER,
        exporter=exporter,
    )


def _offices() -> dict[str, CustomsOffice]:
    CustomsOffice.objects.bulk_create(
        (CustomsOffice(code=code, name_zh=zh, name_en=en) for code, (zh, en) in OFFICES.items()),
        ignore_conflicts=True,
    )
    return CustomsOffice.objects.in_bulk(list(OFFICES), field_name="code")


def _exporters(particulars: Mapping[str, tuple[str, ...]]) -> dict[str, Exporter]:
    wanted = {key: _as_exporter(each) for key, each in particulars.items()}
    Exporter.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    there = Exporter.objects.in_bulk([each.uscc for each in wanted.values()], field_name="uscc")
    return {key: there[each.uscc] for key, each in wanted.items()}


def _as_exporter(each: tuple[str, ...]) -> Exporter:
    name_zh, name_en, stem, customs_code, address, phone = each
    return Exporter(
        name_zh=name_zh,
        name_en=name_en,
        uscc=stem + uscc.calc_check_digit(stem),
        customs_code=customs_code,
        address=address,
        phone=phone,
    )


def _user(
    account: Account, exporters: dict[str, Exporter], offices: dict[str, CustomsOffice]
) -> User:
    return User(
        username=account.username,
        password=make_password(PASSWORD),
        email=f"{account.username}@gate49.example",
        display_name=account.display_name,
        role=account.role,
        exporter=exporters.get(account.home),
        office=offices.get(account.home),
        is_head=account.is_head,
    )
