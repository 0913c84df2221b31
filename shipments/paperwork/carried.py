"""What was declared, inside the paper that prints it: the frozen JSON, and the Single Window XML.

The message is written when the paper is first made and kept with it: a later version of the message
must not change a paper. The room that writes it stands above this one and hands its function in.
"""

from collections.abc import Callable

from compliance.law.canonical import from_plain, json_bytes
from compliance.law.declaration import Declaration
from shipments.models import Document
from shipments.papers import PAPERS
from shipments.papers.paper import Carried

Compose = Callable[[Declaration], bytes | None]
_composers: list[Compose] = []


def write_message_with(compose: Compose) -> None:
    """Let this function write the message; it returns None for what no message can carry."""
    _composers[:] = [compose]


def message_for(document: Document) -> str:
    """The message for a paper that is made the first time; "" where there is none."""
    if not (_carries(document) and _composers):
        return ""
    message = _composers[0](from_plain(document.revision.content, Declaration))
    return message.decode() if message else ""


def carried_by(document: Document) -> tuple[Carried, ...]:
    """The files inside the paper."""
    if not _carries(document):
        return ()
    content = json_bytes(document.revision.content)
    found = [Carried("declaration.json", content, "Declaration as filed, canonical JSON")]
    if document.message:
        message = document.message.encode()
        found.append(Carried("declaration.xml", message, "Single Window declaration message"))
    return tuple(found)


def _carries(document: Document) -> bool:
    return document.layout > 1 and PAPERS[document.kind].carries_declaration
