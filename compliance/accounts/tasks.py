"""Tidying up what sign-in leaves behind."""

from celery import shared_task

from compliance.accounts.tries import forget_old


@shared_task(name="compliance.accounts.forget_tries")
def forget_tries() -> None:
    """Remove counts of tries that nobody needs any more."""
    forget_old()
