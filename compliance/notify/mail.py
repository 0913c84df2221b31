"""Sending messages by mail, in the language of whoever reads them.

A message is marked in the transaction that sends it; its Message-ID is always the same, so that a
mail server's second copy after a crash is known as such.
"""

import logging
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from compliance.notify.models import MailState, Notice

logger = logging.getLogger(__name__)
MOST_MAILS = 200
MOST_TRIES = 200  # an hour and more of a mail server that is away
LONGEST_SUBJECT = 90
LASTING = 500


def send_due() -> int:
    """Send what is due, oldest first, until the mail server fails; how many went out."""
    due = Notice.objects.filter(mail=MailState.DUE).order_by("id").values_list("id", flat=True)
    sent = 0
    for pk in list(due[:MOST_MAILS]):
        try:
            sent += send(pk)
        except (OSError, SMTPException) as error:
            logger.warning("mail of notice %s: %s", pk, error)
            _count_try(pk)
            break
    return sent


@transaction.atomic
def send(pk: int) -> bool:
    """Send one message unless that is done or being done; whether it went out."""
    rows = Notice.objects.select_for_update(of=("self",), skip_locked=True)
    notice = rows.select_related("user").filter(pk=pk, mail=MailState.DUE).first()
    if notice is None:
        return False
    try:
        _letter(notice).send()
        notice.mail = MailState.SENT
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as error:
        logger.warning("mail of notice %s was refused: %s", pk, error)
        notice.tries += 1
        if is_final(error) or notice.tries >= MOST_TRIES:
            notice.mail = MailState.REFUSED
    notice.save(update_fields=["mail", "tries"])
    return notice.mail == MailState.SENT


def is_final(error: Exception) -> bool:
    """Whether this one mail will never be taken: its address is none, or the server said 5xx and
    not 4xx (RFC 5321, 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= LASTING for code, _said in error.recipients.values())
    return not isinstance(error, SMTPDataError) or error.smtp_code >= LASTING


def _letter(notice: Notice) -> EmailMessage:
    user = notice.user
    host = urlsplit(settings.SITE_URL).hostname or "gate49"
    with translation.override(user.language):
        sentence = " ".join(notice.sentence.split())  # a header is one line
        context = {"notice": notice, "site": settings.SITE_URL, "user": user}
        return EmailMessage(
            subject=_("Gate 49: %(what)s") % {"what": sentence[:LONGEST_SUBJECT]},
            body=render_to_string("notify/mail.txt", context),
            to=[user.email],
            headers={
                "Message-ID": f"<notice-{notice.pk}@{host}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _count_try(pk: int) -> None:
    """The next mail comes first next time, and one that always fails is given up."""
    notice = Notice.objects.get(pk=pk)
    notice.tries += 1
    if notice.tries >= MOST_TRIES:
        notice.mail = MailState.REFUSED
    notice.save(update_fields=["tries", "mail"])
