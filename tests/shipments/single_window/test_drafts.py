"""A message becomes a draft, with all that was wrong in it told by field; receipts are told."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.declare.freezing import declaration_of
from shipments.models import MessageImport, Shipment
from shipments.moves import Status
from shipments.single_window.exporting import message_of
from shipments.single_window.latest import declaration_now
from tests.builders import a_draft, a_shipment
from tests.shipments.api.test_filing import signed_in as signed_in_api
from tests.shipments.declare.conftest import signed_in

pytestmark = pytest.mark.django_db
RESPONSE = """<?xml version="1.0" encoding="UTF-8"?>
<DecImportResponse xmlns="http://www.chinaport.gov.cn/dec"><ResponseCode>0</ResponseCode>
<ErrorMessage>暂存成功</ErrorMessage><ClientSeqNo>{number}</ClientSeqNo>
<SeqNo>I20260000000000001</SeqNo><TrnPreId/></DecImportResponse>"""


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


@pytest.fixture
def message(exporter: User) -> str:
    return message_of(declaration_now(a_draft(exporter)), "4.8").decode()


def sent(client: Client, text: str | bytes, name: str = "dec.xml") -> tuple[int, str]:
    data = text.encode() if isinstance(text, str) else text
    answer = client.post("/single-window/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.status_code, answer.content.decode()


def newest() -> Shipment:
    return Shipment.objects.latest("id")


def test_a_message_becomes_a_draft_with_the_same_values(client: Client, exporter: User) -> None:
    source = a_draft(exporter)
    before = declaration_now(source)
    status, page = sent(client, message_of(before, "4.8"))
    assert status == 200
    draft = newest()
    assert draft.pk != source.pk
    assert draft.status == Status.DRAFT
    after = declaration_of(draft, before.revision, before.declared_on)
    for name in (
        "declaring_customs exit_customs export_date customs_regime contract_no trading_country"
        " destination_country final_destination destination_port exit_port transport_mode"
        " incoterm freight insurance packing packages gross_weight_kg net_weight_kg"
        " declared_total producer declarant price_promises documents"
    ).split():
        assert getattr(after, name) == getattr(before, name), name
    assert after.party("consignee").name_en == before.party("consignee").name_en
    line, was = after.lines[0], before.lines[0]
    for name in (
        "hs_code name_zh name_en specification quantity unit net_weight_kg gross_weight_kg"
        " unit_price total_price currency origin_country final_destination source_area duty_mode"
        " licence_no composition"
    ).split():
        assert getattr(line, name) == getattr(was, name), name
    assert MessageImport.objects.get(shipment=draft).told == []
    assert "Everything in it was taken over." in page


def test_the_same_file_again_leads_to_the_same_draft(client: Client, message: str) -> None:
    sent(client, message)
    first = newest()
    sent(client, message)
    assert newest() == first


def test_wrong_values_are_told_by_field_and_left_empty(client: Client, message: str) -> None:
    wrong = message.replace("<TrafMode>5<", "<TrafMode>?<").replace(
        "<DistinatePort>KOR", "<DistinatePort>QQQ"
    )
    assert wrong != message
    _status, page = sent(client, wrong)
    draft = newest()
    told = {each["path"] for each in MessageImport.objects.get(shipment=draft).told}
    assert {"DecHead/TrafMode", "DecHead/DistinatePort"} <= told
    assert draft.transport_mode == ""
    assert draft.destination_port == ""
    assert "Destination port" in page


def test_what_has_no_field_here_is_told(client: Client, message: str) -> None:
    strange = message.replace("<GoodsPlace />", "<GoodsPlace>一号仓库</GoodsPlace>")
    assert strange != message
    _status, page = sent(client, strange)
    assert "DecHead/GoodsPlace" in page
    assert "一号仓库" in page


def test_an_imported_draft_cannot_be_submitted_before_its_gaps_are_filled(
    client: Client, message: str
) -> None:
    sent(client, message)
    draft = newest()
    assert draft.lines.get().material == ""
    page = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert f"/goods/{draft.lines.get().pk}/#id_material" in page
    answer = client.post(f"/shipments/{draft.reference}/submit/", {"expected_revision": "0"})
    assert answer.status_code == 422
    assert Shipment.objects.get(pk=draft.pk).status == Status.DRAFT


def test_a_message_of_another_company_is_refused(client: Client, rival_exporter: User) -> None:
    foreign = message_of(declaration_now(a_draft(rival_exporter)), "4.8")
    count = Shipment.objects.count()
    status, page = sent(client, foreign)
    assert status == 422
    assert "another company" in page
    assert Shipment.objects.count() == count


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>
<a>&c;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"""


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        OUTSIDE,
        b"",
        b"not xml",
        b"<a/>",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<?xml version='1.0' encoding='cp037'?><a/>",
        b"<?xml version='1.0' encoding='utf-8'?><a>\xff</a>",
        b"<a>" * 200_000,
        b"\xff\xfe<",
        b"<DecMessage xmlns='http://www.chinaport.gov.cn/dec' Version='9.9'/>",
        b"<DecMessage/>",
        b"<a>\0</a>",
    ],
)
def test_what_is_no_message_is_refused_with_a_sentence(client: Client, data: bytes) -> None:
    status, page = sent(client, data)
    assert status == 422
    assert 'class="error-summary"' in page
    assert not MessageImport.objects.exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_messages_are_read_in_the_encodings_declarants_use(
    client: Client, message: str, encoding: str
) -> None:
    text = message.replace("encoding='utf-8'", f"encoding='{encoding}'")
    status, _page = sent(client, text.encode(encoding))
    assert status == 200
    assert newest().lines.get().name_zh.startswith("铟")


def test_a_declaration_is_downloaded_as_a_message(client: Client, exporter: User) -> None:
    shipment = a_shipment(exporter, Status.RELEASED)
    answer = client.get(f"/single-window/{shipment.reference}/message.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    assert b'Version="4.8"' in answer.content
    unknown = client.get(f"/single-window/{shipment.reference}/message.xml?version=x")
    assert unknown.status_code == 404


def test_a_declaration_that_does_not_fit_says_which_element(client: Client, exporter: User) -> None:
    draft = a_draft(exporter)
    draft.attachments.all().delete()
    answer = client.get(f"/single-window/{draft.reference}/message.xml")
    assert answer.status_code == 422
    assert "EdocRealation" in answer.content.decode()


def test_others_messages_do_not_exist(client: Client, rival_exporter: User) -> None:
    foreign = a_draft(rival_exporter)
    for page in ("", "message.xml"):
        assert client.get(f"/single-window/{foreign.reference}/{page}").status_code == 404


def test_a_receipt_stands_in_both_timelines_once(
    client: Client, exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter)
    file = RESPONSE.format(number=f"{shipment.reference}-00001").encode()
    for _again in range(2):
        upload = SimpleUploadedFile("r.xml", file)
        address = f"/single-window/{shipment.reference}/receipt/"
        assert client.post(address, {"file": upload}).status_code == 302
    assert Event.objects.filter(verb="single_window_receipt").count() == 1
    page = client.get(f"/shipments/{shipment.reference}/").content.decode()
    assert "Upload succeeded" in page
    assert "暂存成功" in page
    client.force_login(officer)
    assert "暂存成功" in client.get(f"/review/{shipment.reference}/").content.decode()


def test_a_receipt_about_another_declaration_is_refused(client: Client, exporter: User) -> None:
    shipment = a_shipment(exporter)
    file = RESPONSE.format(number="G49-AAAAAAAA-00001").encode()
    upload = SimpleUploadedFile("r.xml", file)
    address = f"/single-window/{shipment.reference}/receipt/"
    assert client.post(address, {"file": upload}).status_code == 422
    assert not Event.objects.filter(verb="single_window_receipt").exists()


def test_channel_receipts_are_read_by_their_letter(client: Client, exporter: User) -> None:
    """G is 已审结; the same letter small (a) is 签证."""
    shipment = a_shipment(exporter)
    text = (
        f"<DEC_DATA><DEC_RESULT><ENTRY_ID>{shipment.declaration_no}</ENTRY_ID>"
        "<CHANNEL>{}</CHANNEL><NOTE/></DEC_RESULT></DEC_DATA>"
    )
    address = f"/single-window/{shipment.reference}/receipt/"
    for letter, expected in (("G", 302), ("a", 302), ("?", 422)):
        upload = SimpleUploadedFile("r.xml", text.format(letter).encode())
        assert client.post(address, {"file": upload}).status_code == expected
    codes = Event.objects.filter(verb="single_window_receipt").values_list("detail__receipt")
    assert {code for (code,) in codes} == {"G", "a"}


def test_programs_send_and_fetch_messages(message: str, exporter: User) -> None:
    cache.clear()
    api = signed_in_api("exporter")
    upload = SimpleUploadedFile("dec.xml", message.encode())
    answer = api.post("/api/messages/", {"upload": upload}, format="multipart")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["version"], told["told"]) == ("4.8", [])
    address = f"/api/shipments/{told['reference']}/"
    without_papers = api.get(f"{address}message/")
    assert without_papers.status_code == 400
    assert without_papers.json()["problems"][0]["path"] == "EdocRealation"
    receipt = SimpleUploadedFile(
        "r.xml", RESPONSE.format(number=f"{told['reference']}-00001").encode()
    )
    answer = api.post(f"{address}receipts/", {"upload": receipt}, format="multipart")
    assert answer.json() == {"code": "3", "note": "暂存成功"}
    for wrong in (BOMB, b"", b"<a/>"):
        upload = SimpleUploadedFile("dec.xml", wrong)
        answer = api.post("/api/messages/", {"upload": upload}, format="multipart")
        assert answer.status_code == 400
        assert list(answer.json()) == ["upload"]
