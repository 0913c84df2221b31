"""The published log: newest checkpoint, tiles, proofs, keys and a feed for outside witnesses."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import LOG_READERS, for_roles
from compliance.audit.models import Checkpoint, Event
from compliance.audit.transparency.checkpoints import consistency_note, inclusion_note, latest
from compliance.audit.transparency.keys import verifiers
from compliance.audit.transparency.places import read_place
from compliance.audit.transparency.tree import HEIGHT, WIDTH, Tree

TEXT = "text/plain; charset=utf-8"
FOREVER = "public, max-age=31536000, immutable"
IN_FEED = 100
HIGHEST_TIER = 7  # 256 ** 8 events


@login_not_required
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The checkpoint over most events."""
    return _text(_newest_or_404().note)


@login_not_required
@require_safe
def of_size(request: HttpRequest, size: int) -> HttpResponse:
    """The checkpoint over that many events."""
    return _text(get_object_or_404(Checkpoint, size=size).note)


@login_not_required
@require_safe
def consistency(request: HttpRequest, old: int, size: int) -> HttpResponse:
    """The proof that the checkpoint of `size` events continues that of `old`."""
    before = get_object_or_404(Checkpoint, size=old)
    after = get_object_or_404(Checkpoint, size=size)
    if old > size:
        raise Http404
    return _text(consistency_note(before, after))


@login_not_required
@require_safe
def keys_of_the_log(request: HttpRequest) -> HttpResponse:
    """Every public key there ever was, one a line."""
    return _text("".join(f"{each.text}\n" for each in verifiers()))


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The last checkpoints as an Atom feed; the whole note is the content of its entry."""
    atom = Atom1Feed(
        title=f"{settings.LOG_ORIGIN} checkpoints",
        link=settings.SITE_URL + reverse("log:checkpoint"),
        feed_url=settings.SITE_URL + reverse("log:feed"),
        description=None,
    )
    for each in Checkpoint.objects.order_by("-size")[:IN_FEED]:
        link = settings.SITE_URL + reverse("log:of_size", args=[each.size])
        atom.add_item(
            title=str(each),
            link=link,
            description=each.note,
            unique_id=link,
            pubdate=each.made_at,
            updateddate=each.made_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


@login_not_required
@require_safe
def tile(request: HttpRequest, tier: int, place: str) -> HttpResponse:
    """Up to 256 hashes of the tree, 32 bytes each, as far as the newest checkpoint reaches."""
    try:
        index, width = read_place(place)
    except ValueError as error:
        raise Http404 from error
    size = _newest_or_404().size
    if tier > HIGHEST_TIER or (index * WIDTH + width) << (HEIGHT * tier) > size:
        raise Http404
    hashes = Tree(size).tile(tier, index)[:width]
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(b"".join(hashes), content_type="application/octet-stream", headers=headers)


@require_safe
@for_roles(*LOG_READERS)
def proof(request: PersonRequest, seq: int) -> HttpResponse:
    """The proof that an event is under the newest checkpoint, as a file."""
    last = _newest_or_404()
    if seq > last.size or not Event.objects.filter(seq=seq).exists():
        raise Http404
    response = _text(inclusion_note(seq, last))
    response["Content-Disposition"] = f'attachment; filename="event-{seq}.tlog-proof"'
    return response


def _newest_or_404() -> Checkpoint:
    last = latest()
    if last is None:
        raise Http404
    return last


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type=TEXT)
