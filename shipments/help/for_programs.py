"""What people who write programs asked."""

from django.utils.translation import gettext_lazy as _

from shipments.help.for_people import Pair

PROGRAMS: tuple[Pair, ...] = (
    (
        _("How does my program sign in?"),
        _(
            "With a token: make one on your account's page and send it with every request. It may "
            "read only, or file as well, and it expires. Revoke it when it is lost."
        ),
    ),
    (
        _("An answer was lost. May I send the request again?"),
        _(
            "Yes: send an Idempotency-Key of your own with it. The same key with the same request "
            "is done once, and answered alike for two days. With another request it is refused."
        ),
    ),
    (
        _("How do I read a long list?"),
        _(
            "A page has 50 rows. Follow “next” until it is null; never build the address yourself. "
            "Rows that come in meanwhile disturb nothing."
        ),
    ),
    (
        _("Why is my field or filter refused?"),
        _(
            "Names that nobody reads are refused by name, so that a slip of the pen does not go "
            "unnoticed."
        ),
    ),
    (
        _("Two programs change the same draft. Who wins?"),
        _(
            "Reading gives an ETag. Send it as If-Match when you write: if the draft has changed "
            "since, you get 412 and nothing is overwritten."
        ),
    ),
    (
        _("Is there a client for my language?"),
        _(
            "Make one from the OpenAPI document. For Python, openapi-python-client makes a typed "
            "one; this project's own tests file declarations with it."
        ),
    ),
)
WEBHOOKS: tuple[Pair, ...] = (
    (
        _("What is a webhook?"),
        _(
            "An address of your program. When a declaration of yours changes its status, this "
            "system posts a short message there: id, type, reference, declaration number, status, "
            "revision, time."
        ),
    ),
    (
        _("How do I know that a message is from you?"),
        _(
            "The header Gate49-Signature has the time t and the signature v1. Compute HMAC-SHA256 "
            "over t, a full stop and the body with your secret; compare it in hexadecimal, and "
            "refuse a time that is minutes old."
        ),
    ),
    (
        _("What must my program answer?"),
        _(
            "Any status from 200 to 299, within three seconds. Keep the message, answer, and work "
            "on it afterwards."
        ),
    ),
    (
        _("When is a message sent again?"),
        _(
            "At once, and if that fails after 1, 5 and 30 minutes, then after 2, 8 and 24 "
            "hours: seven tries. The page of the address shows every message with its tries."
        ),
    ),
    (
        _("Why is an address paused?"),
        _(
            "Its latest messages were all given up; you are told by mail. New ones are held back. "
            "Press “Resume” on its page or post to resume: all that was not taken is sent, the "
            "oldest first, one after the other."
        ),
    ),
    (
        _("May a message come twice, or late?"),
        _(
            "Yes. Its id tells that you have it already. Ask the API for the status before you act "
            "on it."
        ),
    ),
    (
        _("I have lost the secret."),
        _("Revoke the address and register it again: it gets a new one, shown once."),
    ),
)
