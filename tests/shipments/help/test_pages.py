"""Help and contact are for everybody, signed in or not, in both languages."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from shipments.help.topics import TOPICS

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, language: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_the_subjects_are_those_people_asked_about() -> None:
    assert {topic.key for topic in TOPICS} == {
        *("filing", "codes", "statements", "questions", "papers", "verification"),
        *("api", "webhooks"),
    }
    assert all(len(topic.questions) >= 3 for topic in TOPICS)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_question_leads_from_the_first_page_to_its_answer(
    client: Client, language: str
) -> None:
    first = read(client, reverse("help:index"), language)
    for topic in TOPICS:
        address = reverse("help:topic", args=[topic.key])
        page = read(client, address, language)
        with override(language):
            for number, (question, answer) in enumerate(topic.questions, 1):
                assert f'href="{address}#q{number}"' in first
                assert f'id="q{number}"' in page
                assert escape(str(question)) in page
                assert escape(str(answer)) in page


def test_no_answer_is_longer_than_a_glance() -> None:
    with override("en"):
        for topic in TOPICS:
            for _question, answer in topic.questions:
                assert len(str(answer)) <= 240, answer


def test_the_first_page_says_whom_to_call_and_what_is_not_verified(client: Client) -> None:
    page = read(client, reverse("help:index"), "en")
    assert "12360" in page
    assert "(to be verified)" in page


def test_an_unknown_subject_is_not_found(client: Client) -> None:
    assert client.get("/help/nothing/").status_code == HTTPStatus.NOT_FOUND
