"""Given names and surnames that are one name in several languages, from Wikidata and our own table.

A word may belong to several families. Patronymics belong to the families of the father's name.
"""

import re
from functools import cache, lru_cache

from compliance.parties.matching import lexicon
from compliance.parties.matching.han import table

_OWN = """
    muhammad mohammad mohd muhd mhd mehmet mehmed mamadou mohamed mohammed mohamad mohamet mohamod
    mahamat mahamed muhamad muhamed muhammed muhammet magomed magomet mukhammad mahomed mouhamed
    mouhamad mouhammad mohammadi muxammad; ahmad ahmed ahmet achmed achmet achmad; uthman osman
    othman usman ousmane; reza rida ridha riza redha; alexander aleksandr oleksandr aliaksandr
    alejandro alessandro alexandre aleksandar alexandros alyaksandr aljaksandr aleksander iskandar
    iskander sasha; dmitry dzmitry dmytro dimitri dmitri dmitriy dmitrij; yuri yury yuriy iurii
    iuri jurij jury juri; sergey sergei sergej sergii siarhei serhiy serhii serge siarhey sjarhej
    sergiy sergij serhij; vladimir volodymyr uladzimir wladimir vladymyr uladsimir waldemar
    valdemar; nikolay nikolai mykola mikalai mikalay nicholas nicolas nicolae nikolaj; alexey
    aleksey alexei oleksiy oleksii aliaksei alyaksey aleksej oleksij; yevgeny evgeny evgeniy eugene
    yauheni yauhen yevhen evgeni jevgenij eugen; mikhail mykhailo mikhal michael mihail michail
    mikhael michajlo mikhajlo mykhajlo mikhajl mihajlo mihails; igor ihor ihar; grigory hryhoriy
    hryhorii ryhor gregory grigori grigoriy hryhory; georgy heorhiy heorhii george georgiy georgi
    giorgi gheorghe jerzy jorge juraj georgij georges georg; vasily vasyl vasil basil vasiliy
    vassili wassili; pavel pavlo paul pawel paval; peter petr pyotr petro piotr pjotr; yelena elena
    olena alena helena jelena; catherine ekaterina kateryna katsiaryna yekaterina katerina
    jekaterina katharina katarzyna catharina caterina katarina; jacob jakob jacques jakub yakub
    yakup yaqub yakov james iago; oleg oleh aleh; natalia nataliya natallia natalya nataliia
    natalja; andrey andriy andrii andrew andrei andrej andrij; anatoly anatolii anatoliy anatol
    anatoli anatolij; gennady hennadiy gennadi henadz gennadiy hennadii; konstantin kostiantyn
    constantin kanstantsin kostyantyn; stanislav stanislau stanislaw; viktor victor viktar wiktor;
    tatiana tatyana tetiana tatsiana tatjana; olga olha volha; valery valeriy valerii valeri
    valerij valerie; vitaly vitaliy vitalii vitali vital vitalij; arkady arkadiy arkadi arkadij;
    leonid leanid; kirill kyrylo kiryl cyril; maxim maksim maksym; roman raman; bogdan bohdan
    bahdan; vyacheslav viacheslav wjatscheslaw vjaceslav; joseph iosif yosyp yusuf youssef yousef
    yousuf yosef josef iusuf yusif yousif yussef yusef jusuf yussuf; ibrahim abraham avraam ebrahim
    brahim; ismail ishmael ismael esmail esmaeil; solomon sulayman suleiman soleiman suleyman
    sulaiman soleyman; hussein husayn hossein husain hosein huseyin hussain hossain gusein guseyn
    huseyn houssein housein khusein husein; jamal gamal djamal djamel cemal jamel; qasim kassem
    ghasem qassem kazem kazim kasim; tariq tarek tarik; hassan hasan hasen; said sait saeed saeid
    sayeed sayed seyed sayyid seyyed; omar umar omer; khalid khaled halid halit; mahdi mehdi;
    mustafa mostafa moustafa mustapha; abdullah abdallah abdollah abdulla abdollahi; javad jawad
    djavad cevad; majid madjid majeed mecid; hamid hamed hameed hamit; karim kareem kerim; rashid
    rasheed rachid rashed resit; faisal faysal feisal; gholam ghulam gulam; yahya yehia jahja; musa
    moussa mousa moses; mahmoud mahmud mahmood mehmood; nasser nasir naser nasr; ali aly; akbar
    ekber; bahram behram; fatima fatemeh fatma; zainab zeinab zeynep; layla leila leyla; artyom
    artem artiom artsiom artjom; fyodor fedor fiodor fedir fjodor theodor teodor; semyon semen
    semion simeon semjon; timofey timofei tymofii timofiy timothy; ilya ilia illia ilja ilija
    elias; matvey matvei matvii matthew matviy; nikita mykyta mikita; yaroslav iaroslav jaroslav
    jaroslaw; daniil danil danylo daniel danila danyil; denis denys dzianis; anton antin antonio;
    egor yegor yehor iegor; gleb hlib; filipp philip pylyp filip; stepan stefan stephan stsiapan;
    trofim trokhym; lev leo lew; eduard edward edvard; vadim vadym vadzim; ruslan rouslan; taras
    tarasz; zakhar zachar; svetlana svitlana sviatlana swetlana; irina iryna irena; ludmila
    lyudmila liudmyla ljudmila liudmila; galina halyna halina; nadezhda nadiia nadzeya nadejda
    nadiya; lyubov liubov lubov ljubow; yulia yuliya yuliia julia iuliia; maria mariia mariya
    marija marie; anna hanna ganna; daria darya dariia darja; zhanna janna jeanne; oksana aksana
    xenia ksenia kseniya; larisa larysa; levan lewan; hovhannes hovannes ovanes oganes hovhanes;
    gevorg kevork gevork; sarkis sargis serkis; abdulrahman abdurrahman abderrahmane abdurahman
    abdelrahman abdirahman abdulrahmon; abdelkader abdulqadir abdulkadir abdelqader; abdulaziz
    abdelaziz abdoulaziz; abdelkarim abdulkarim abdulkerim abdelkrim; rahman rahmane rahmon; kader
    qader qadir kadir ghader; hakim hakeem; baset basit bassit basset; khalil halil chalil; jaafar
    jafar jaffar djafar cafer jafer; hamza khamza hamzeh hamzah; bilal belal bilel; walid waleed
    oualid velid; osama usama oussama; ayman aiman eymen; marwan marouane mervan; rafiq rafik rafic
    refik; salim saleem selim; salah saleh salih salikh; adil adel; taha taga; behrouz behrooz
    behruz bekhruz; firouz firooz firuz; kourosh koorosh kurosh; davood davoud davud davut dawood
    dawud daud daoud; masoud masud massoud mesut masood; jamshid jamsheed djamchid dzhamshid;
    bakhtiyar bakhtiar bahtiyar baxtiyor; rustam rustem roustam rostam; shavkat sevket chavkat
    shawkat; jahongir jahangir dzhakhongir cihangir jehangir; aziz azeez; bashir basheer beshir
    bachir; nabil nabeel; sami samy; fadi fady; munir mounir muneer; ghassan gassan; hisham hicham
    hesham; imad emad; iyad eyad; luay louay loay; maher mahir; mazen mazin; muhsin mohsen mohsin;
    mundhir munzer monther; nizar nezar; qusay qusai kusay; rami ramy; riyad riad riyadh; sadiq
    sadegh sadik sadeq; shafiq shafik chafik; sharif sherif cherif sharifi; tahir taher tagir;
    tawfiq tawfik taoufik tevfik; usman ousman; wisam wissam; yasin yassin yaseen yacine; yasir
    yasser yaser; zakaria zakariya zakarya zekeriya; ziad ziyad zeyad; morteza murtaza mortaza
    murtada; mojtaba mujtaba; esfandiar isfandiyar; rahim raheem; amir emir ameer; jalal djalal
    celal; kamal kemal kamel; iqbal eghbal; ricardo richard riccardo; enrique henrique enrico henry
    henri heinrich; guillermo guilherme william wilhelm; luis louis luiz luigi; juan joan jean
    joao; jose josep jozef joseph giuseppe; carlos karlos carlo charles karl; antonio antoine
    anthony anton; pedro pietro; miguel michele; francisco francesco francois franz francis;
    esteban stephen etienne; felipe philippe filippo
"""
_PATRONYMIC = re.compile(
    r"(.{3,}?)(?:(?:[oeyia]u?[vw]|[iy])[iye](?:tsch|tch|ch|cz|tj|ci|c)|"
    r"(?:[oeyia]u?[vwu]|[iy][ch]?[hn]?)n[aoy])"
)
_SURNAME = re.compile(
    r"(?:[oe](?:v|w|ff)|[iy]n|[sczt]k[iy]+j?|ko|[ou]k|i[ct]s?c?h|[iy]c|[yij]an|dze|vili|mann?)$"
)
"""What surnames end in, whose families are too near to each other for their sounds to tell."""
SOUND_MIN = 6
"""Letters from which a name of no family is taken for one that sounds like it."""
_ENDS = ("", "y", "iy", "ey", "ei", "i", "ij", "a", "o", "ai", "ay")


@lru_cache(maxsize=16384)
def families_of(token: str) -> tuple[int, ...]:
    """Numbers of the families of a name, negative ones of the father's name in a patronymic."""
    own = _families().get(token) or _families_by_sound().get(_sound(token), ())
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
def _families_by_sound() -> dict[str, tuple[int, ...]]:
    """The same for the sound of every name that is long enough to be told by it."""
    heard: dict[str, set[int]] = {}
    for name, numbers in _families().items():
        if _sound(name):
            heard.setdefault(_sound(name), set()).update(numbers)
    return {sound: tuple(sorted(numbers)) for sound, numbers in heard.items()}


def _sound(name: str) -> str:
    return "" if len(name) < SOUND_MIN or _SURNAME.search(name) else lexicon.sound(name)


@cache
def _own_words() -> frozenset[str]:
    return frozenset(_OWN.replace(";", " ").split())
