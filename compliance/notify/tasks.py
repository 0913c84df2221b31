"""The worker's side: read the log on, then send what is due. Running it again changes nothing."""

from celery import shared_task

from compliance.notify import feed, mail


@shared_task(name="compliance.notify.tell")
def tell() -> None:
    """Messages of what happened since, and the mails of all that wait."""
    while feed.read_on() == feed.MOST_EVENTS:
        pass
    mail.send_due()
