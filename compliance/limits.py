"""How much of anything one request, declaration, exporter or list entry may hold: all in one place.

As of 2026-11-26. A declaration has at most 50 goods lines in the Single Window; every other number
is several times what real declarations need, and small enough that checking it costs no one else.
"""

from django.utils.translation import gettext as _

from compliance.refusals import Conflict

BODY_BYTES = 1024 * 1024  # of JSON; files have settings.UPLOAD_MAX_BYTES
BODY_DEPTH = 12

GOODS_LINES = 50
PARTIES = 40
ROWS = 40  # of composition, control elements or other documents
PAPERS = 40  # attached at a time
PAPERS_EVER = 200  # of one shipment, those taken out included

OPEN_DRAFTS = 25_000  # of one exporter: two of the largest tables of declarations, and some
BULK_ROWS = 10_000  # declarations in one table
BULK_BYTES = 20 * 1024 * 1024
BULK_WAITING = 5  # tables of one exporter that are being worked on
REGISTER_ROWS = 20_000  # licences of one edition of the register
REGISTER_BYTES = 20 * 1024 * 1024
QUEUE_VIEWS = 50  # of one officer
KEPT_ROWS = 2000  # end users, statements, saved parties or goods of one exporter
NOTES = 300  # of one case
SUPPLEMENTS = 50  # papers handed in unasked for one declaration, or additions to one answer
PRINTS = 5  # of one person that are being made

# One entry of a list; the largest published have some 150 names and addresses of 3,000 letters.
ENTRY_BYTES = 1024 * 1024  # of its line in a file
ENTRY_NAMES = 1000
ENTRY_NAME = 1000  # characters
ENTRY_TEXT = 20_000  # characters of its address


def lines_left(there: int) -> None:
    """Raise Conflict when a declaration can take no further line."""
    _refuse(there, GOODS_LINES, _("A declaration has at most %(most)s lines."))


def parties_left(there: int) -> None:
    """Raise Conflict when a declaration can take no further party."""
    _refuse(there, PARTIES, _("A declaration has at most %(most)s parties."))


def rows_left(there: int) -> None:
    """Raise Conflict when a table of a declaration can take no further row."""
    _refuse(there, ROWS, _("At most %(most)s rows are taken here."))


def papers_left(there: int, ever: int) -> None:
    """Raise Conflict when a declaration can take no further paper."""
    _refuse(there, PAPERS, _("A declaration has at most %(most)s papers."))
    _refuse(ever, PAPERS_EVER, _("At most %(most)s files are stored for one shipment."))


def drafts_left(there: int) -> None:
    """Raise Conflict when an exporter has as many open drafts as it may."""
    _refuse(there, OPEN_DRAFTS, _("You have %(most)s open drafts: submit or withdraw some first."))


def tables_left(there: int) -> None:
    """Raise Conflict when as many of an exporter's tables are being worked on as may be."""
    _refuse(there, BULK_WAITING, _("%(most)s tables are being worked on: wait for one of them."))


def queue_views_left(there: int) -> None:
    """Raise Conflict when an officer keeps as many views of the queue as are shown."""
    _refuse(there, QUEUE_VIEWS, _("At most %(most)s of these are kept: remove some first."))


def kept_rows_left(there: int) -> None:
    """Raise Conflict when an exporter's address book or statements are full."""
    _refuse(there, KEPT_ROWS, _("At most %(most)s of these are kept: remove some first."))


def notes_left(there: int) -> None:
    """Raise Conflict when a case can take no further note."""
    _refuse(there, NOTES, _("A case has at most %(most)s notes."))


def supplements_left(there: int) -> None:
    """Raise Conflict when nothing more can be handed in, or added to an answer."""
    sentence = _("This was done %(most)s times already: speak to the office that has the case.")
    _refuse(there, SUPPLEMENTS, sentence)


def prints_left(there: int) -> None:
    """Raise Conflict while as many of a person's prints are being made as may be."""
    _refuse(there, PRINTS, _("%(most)s of your prints are being made: wait for one of them."))


def _refuse(there: int, most: int, sentence: str) -> None:
    if there >= most:
        raise Conflict(sentence % {"most": most})
