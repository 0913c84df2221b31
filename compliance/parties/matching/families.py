"""Given names and surnames that are one name in several languages, from Wikidata and our own table.

A word may belong to several families. Patronymics belong to the families of the father's name.
"""

import re
from functools import cache, lru_cache

from compliance.parties.matching.han import table

_OWN = """
    muhammad mohammad mohd muhd mhd mehmet mehmed mamadou; ahmad ahmed ahmet achmed achmet
    achmad; uthman osman othman usman ousmane; reza rida ridha riza redha; alexander aleksandr
    oleksandr aliaksandr alyaksandr aljaksandr aleksander iskandar iskander sasha; dmitry
    dzmitry dmytro dimitri dmitri dmitriy dmitrij; yuri yury yuriy iurii iuri jurij jury juri;
    sergey sergei sergej sergii siarhei serhiy serhii serge siarhey sjarhej sergiy sergij
    serhij; vladimir volodymyr uladzimir wladimir vladymyr uladsimir; nikolay nikolai mykola
    mikalai mikalay nicholas nicolas nicolae nikolaj; alexey aleksey alexei oleksiy oleksii
    aliaksei alyaksey aleksej oleksij; yevgeny evgeny evgeniy eugene yauheni yauhen yevhen
    evgeni jevgenij eugen; mikhail mykhailo mikhal michael mihail michail mikhael michajlo
    mikhajlo mykhajlo mikhajl mihajlo mihails; igor ihor ihar; grigory hryhoriy hryhorii ryhor
    gregory grigori grigoriy hryhory; georgy heorhiy heorhii george georgiy georgi; vasily vasyl
    vasil basil vasiliy vassili wassili; pavel pavlo paul pawel paval; peter petr pyotr petro
    piotr pjotr; yelena elena olena alena helena jelena; catherine ekaterina kateryna katsiaryna
    yekaterina katerina jekaterina; oleg oleh aleh; natalia nataliya natallia natalya nataliia
    natalja; andrey andriy andrii andrew andrei andrej andrij; anatoly anatolii anatoliy anatol
    anatoli anatolij; gennady hennadiy gennadi henadz gennadiy hennadii; konstantin kostiantyn
    constantin kanstantsin kostyantyn; stanislav stanislau stanislaw; viktor victor viktar
    wiktor; tatiana tatyana tetiana tatsiana tatjana; olga olha volha; valery valeriy valerii
    valeri valerij valerie; vitaly vitaliy vitalii vitali vital vitalij; arkady arkadiy arkadi
    arkadij; leonid leanid; kirill kyrylo kiryl cyril; maxim maksim maksym; roman raman; bogdan
    bohdan bahdan; vyacheslav viacheslav wjatscheslaw vjaceslav; joseph iosif yosyp yusuf
    youssef yousef yousuf yosef josef; ibrahim abraham avraam ebrahim brahim; ismail ishmael
    ismael esmail esmaeil; solomon sulayman suleiman soleiman suleyman sulaiman soleyman;
    hussein husayn hossein husain hosein huseyin hussain hossain; jamal gamal djamal djamel
    cemal jamel; qasim kassem ghasem qassem kazem kazim kasim; tariq tarek tarik; hassan hasan
    hasen; said saeed saeid sayeed sayed seyed sayyid seyyed; omar umar omer; khalid khaled
    halid; mahdi mehdi; mustafa mostafa moustafa mustapha; abdullah abdallah abdollah abdulla
    abdollahi; javad jawad djavad cevad; majid madjid majeed mecid; hamid hamed hameed; karim
    kareem kerim; rashid rasheed rachid rashed; faisal faysal feisal; gholam ghulam gulam; yahya
    yehia jahja; musa moussa mousa moses; mahmoud mahmud mahmood mehmood; nasser nasir naser
    nasr; ali aly; akbar ekber; bahram behram; fatima fatemeh fatma; zainab zeinab zeynep; layla
    leila leyla
"""
_PATRONYMIC = re.compile(
    r"(.{3,}?)(?:(?:[oeyia]u?[vw]|[iy])[iye](?:tsch|tch|ch|cz|tj|ci|c)|"
    r"(?:[oeyia]u?[vwu]|[iy][ch]?[hn]?)n[aoy])"
)
_ENDS = ("", "y", "iy", "ey", "ei", "i", "ij", "a", "o", "ai", "ay")


@lru_cache(maxsize=16384)
def families_of(token: str) -> tuple[int, ...]:
    """Numbers of the families of a name, negative ones of the father's name in a patronymic."""
    own = _families().get(token, ())
    found = _PATRONYMIC.fullmatch(token) if len(token) > 6 else None
    if not found:
        return own
    stems = (found[1] + end for end in _ENDS)
    fathers = {-1 - family for stem in stems for family in _families().get(stem, ())}
    return (*own, *sorted(fathers))


def is_given_name(token: str) -> bool:
    """True for a word of our own table of given names."""
    return token in _own_words()


@cache
def _families() -> dict[str, tuple[int, ...]]:
    families: dict[str, tuple[int, ...]] = {}
    groups = [
        *(group.split() for group in _OWN.split(";")),
        *map(str.split, table("given_names.tsv")),
    ]
    for number, group in enumerate(groups):
        for name in group:
            families[name] = (*families.get(name, ()), number)
    return families


@cache
def _own_words() -> frozenset[str]:
    return frozenset(_OWN.replace(";", " ").split())
