"""People read words and figures as elsewhere on the pages, in their own language: no code of a
table, no other language, no bare number."""

import pytest
from django.test import Client
from django.utils.translation import override

from compliance.accounts.models import User
from compliance.law.diversion import DiversionSign
from compliance.parties.matching import Part
from compliance.parties.search import readable
from shipments.flows.sign_wording import sentence
from shipments.rehearsal.tried import tried_in_words
from shipments.screening.wording import render_finding
from tests.builders import a_draft, a_finding
from tests.shipments.review.posts import signed_in

ZH, EN = "zh-hans", "en"
NOBODY = {"name": "-", "sign": "-"}
REFUSED = {"reference": "G49-A", "on": "2026-10-15", "office": "2233", "ground": "Misdeclared."}


@pytest.mark.parametrize(
    ("rule", "params", "language", "words"),
    [
        ("DOC-06", {"terms": "1", "fee": "freight", "state": "-"}, ZH, "成交方式CIF：运费未填写。"),
        ("DOC-06", {"terms": "3", "fee": "freight", "state": "+"}, EN, "Terms FOB (free on board)"),
        ("EUS-20", NOBODY, ZH, "未具名者似非最终用户：未填写名称。"),
        ("EUS-20", NOBODY, EN, "somebody without a name appears to be no end user: no name is"),
        ("EXP-20", REFUSED, ZH, "浦东机场"),
        ("EXP-20", REFUSED, EN, "at office Pudong Airport"),
    ],
)
def test_a_finding(rule: str, params: dict[str, str], language: str, words: str) -> None:
    with override(language):
        assert words in render_finding(a_finding(rule, params=params), User(role="officer")).message


@pytest.mark.django_db
def test_a_sign_of_diversion() -> None:
    received = {"received": "5396.0", "until": "2026-11-09", "possible": "2600.0"}
    hub = {"received": "4515.0", "through": "HKG, SGP"}
    with override(EN):
        told = sentence(DiversionSign("over_need", 50, received))
        assert told == "Received 5,396 kg in the year to 2026-11-09, but can use only 2,600 kg."
        assert "(Hong Kong, China, Singapore)" in sentence(DiversionSign("transit_hub", 20, hub))
    with override(ZH):
        assert "4,515 千克" in sentence(DiversionSign("transit_hub", 20, hub))
        assert "中国香港、新加坡" in sentence(DiversionSign("transit_hub", 20, hub))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (EN, "Policy 2 + Share of clean shipments reviewed by chance = 0.25 + PRC watch list v3"),
        (ZH, "管控参数第2号 + 对无筛查发现的申报随机抽审的比例 = 0.25 + 中国出口管制关注名单 v3"),
    ],
)
def test_what_a_rehearsal_tries(language: str, words: str) -> None:
    with override(language):
        assert tried_in_words("policy 2 + sampling_rate = 0.25 + watch_list v3") == words
        assert tried_in_words("something else") == "something else"


@pytest.mark.parametrize(
    ("language", "words"), [(EN, ("Japan", "Japan, China")), (ZH, ("日本", "日本、中国"))]
)
def test_countries_that_were_compared(language: str, words: tuple[str, str]) -> None:
    with override(language):
        part = readable(Part("JPN", "JPN, CHN", "country", 0.05))
    assert (part.query_token, part.listed_token) == words


@pytest.mark.django_db
def test_a_text_that_is_too_long(exporter: User) -> None:
    page = f"/shipments/{a_draft(exporter).reference}/keep/"
    client: Client = signed_in(exporter)
    client.cookies["django_language"] = ZH
    told = client.post(page, {"name": "名" * 200}).content.decode()
    assert "现有 200 个，请缩短" in told
    assert "变量" not in told
