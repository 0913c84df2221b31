"""Mails that let somebody back in who forgot the password: Django's own tokens, good once and for
an hour."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.accounts.sessions import subject_of
from compliance.audit.log import record

MOST_ACCOUNTS = 10


def mail_links(address: str) -> None:
    """One mail for each living account with that mail address; nothing where there is none."""
    people = User.objects.filter(email__iexact=address, is_active=True).exclude(email="")
    for user in people[:MOST_ACCOUNTS]:
        with transaction.atomic():
            record("password_reset_asked", by=None, subject=subject_of(user))
        _letter(user).send()


def _letter(user: User) -> EmailMessage:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("accounts:password_reset_confirm", args=[uid, token])
    with translation.override(user.language):
        context = {
            "user": user,
            "link": settings.SITE_URL + path,
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
            "host": urlsplit(settings.SITE_URL).hostname,
        }
        return EmailMessage(
            subject=_("Gate 49: a new password"),
            body=render_to_string("accounts/reset_mail.txt", context),
            to=[user.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
