"""A message against the layout: each element that is wrong, by its path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element as Xml

from django.utils.translation import gettext as _

from shipments.single_window.layout import NAMESPACE, Element

PREFIX = f"{{{NAMESPACE}}}"
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_FAULTS = 200


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where ("DecLists/DecList[2]/GQty"), what stands there, and why."""

    path: str
    value: str
    sentence: str


def faults_of(tree: Xml, layout: Element) -> list[Fault]:
    """Everything wrong, in the order of the message, up to MOST_FAULTS."""
    return list(islice(_in_parent(tree, layout, ""), MOST_FAULTS))


def local_name(node: Xml) -> str:
    """The element's name without its namespace."""
    return node.tag.rpartition("}")[2]


def path_of(before: str, name: str, number: int, layout: Element | None) -> str:
    """The path with a number where there may be several."""
    is_one = layout is not None and layout.most == 1
    return f"{before}{name}" if is_one else f"{before}{name}[{number}]"


def _in_parent(node: Xml, layout: Element, before: str) -> Iterator[Fault]:
    """The children: known, in order, often enough and not too often; then each one itself."""
    order = [each.name for each in layout.children]
    seen: dict[str, int] = {}
    latest = 0
    for child in node:
        name = local_name(child)
        seen[name] = seen.get(name, 0) + 1
        expected = layout.child(name)
        path = path_of(before, name, seen[name], expected)
        if expected is None or child.tag != PREFIX + name:
            yield Fault(path, (child.text or "").strip(), _("The message has no such element."))
            continue
        if order.index(name) < latest:
            yield Fault(path, "", _("The element stands in the wrong place."))
        latest = max(latest, order.index(name))
        yield from _one(child, expected, path)
    yield from _counted(layout, seen, before)


def _counted(layout: Element, seen: dict[str, int], before: str) -> Iterator[Fault]:
    for each in layout.children:
        count = seen.get(each.name, 0)
        if count < each.least:
            yield Fault(before + each.name, "", _("The element is missing."))
        elif each.most is not None and count > each.most:
            sentence = _("It may stand there %(most)s times, not %(count)s.")
            told = {"most": each.most, "count": count}
            yield Fault(before + each.name, "", sentence % told)


def _one(node: Xml, layout: Element, path: str) -> Iterator[Fault]:
    if layout.is_opaque:
        return
    if layout.children:
        yield from _in_parent(node, layout, f"{path}/")
        return
    text = node.text or ""
    if len(node):
        yield Fault(path, "", _("Only text may stand here."))
    for sentence in _wrong_text(text, layout):
        yield Fault(path, text, sentence)


def _wrong_text(text: str, layout: Element) -> Iterator[str]:
    count, longest = len(text), layout.longest
    if longest is not None and count > longest:
        yield _("It has %(count)s characters; at most %(most)s are allowed.") % {
            "count": count,
            "most": longest,
        }
    if count < layout.shortest:
        yield _("It has %(count)s characters; at least %(least)s are needed.") % {
            "count": count,
            "least": layout.shortest,
        }
    if layout.pattern and not re.fullmatch(layout.pattern, text):
        yield _("It does not follow the pattern %(pattern)s.") % {"pattern": layout.pattern}
    if UNFIT.search(text):
        yield _("It contains characters that a message cannot carry.")
