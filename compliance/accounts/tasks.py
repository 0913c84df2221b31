"""Tidying up what sign-in leaves behind, and mails that let people back in."""

from smtplib import SMTPException

from celery import shared_task

from compliance.accounts.resets import mail_links
from compliance.accounts.tries import forget_old
from compliance.database_faults import AGAIN, PASSING


@shared_task(name="compliance.accounts.forget_tries", **AGAIN)
def forget_tries() -> None:
    """Remove counts of tries that nobody needs any more."""
    forget_old()


@shared_task(
    name="compliance.accounts.mail_reset",
    **AGAIN | {"autoretry_for": (*PASSING, OSError, SMTPException)},
)
def mail_reset(address: str) -> None:
    """Mail the way to a new password, where somebody has that mail address.

    Here and not in the request: how long the page takes tells nothing about who has an account.
    """
    mail_links(address)
