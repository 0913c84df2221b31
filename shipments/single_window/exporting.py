"""A declaration as a message that is valid by the schema, or the reasons why it cannot be one."""

from typing import Any
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement, tostring

from django.utils.translation import gettext as _

from compliance.law.declaration import Declaration
from shipments.single_window.checking import PREFIX, Fault, faults_of, local_name
from shipments.single_window.composing import Values, values_of
from shipments.single_window.layout import NAMESPACE, ROOT, Element, message
from shipments.single_window.versions import PRESENT


class DoesNotFit(Exception):
    """The declaration has values that the message cannot carry; `faults` names each."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{each.path}: {each.sentence}" for each in faults))
        self.faults = faults


def message_of(declaration: Declaration, version: str) -> bytes:
    """The message in UTF-8; the same declaration gives the same bytes. Raises DoesNotFit.

    Nothing is cut or left out: a value without a place in that version is a fault.
    """
    layout = message(version)
    root = Xml(PREFIX + ROOT, {"Version": version})
    faults = _fill(root, layout, values_of(declaration), "")
    faults += faults_of(root, layout)
    if faults:
        raise DoesNotFit(faults)
    text = _plain(root, version)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}".encode()


def message_if_it_fits(declaration: Declaration) -> bytes | None:
    """The message in its present version, or None."""
    try:
        return message_of(declaration, PRESENT)
    except DoesNotFit:
        return None


def _plain(root: Xml, version: str) -> str:
    """The text with the message's namespace as the default one.

    Prefixes are the library's, shared by the whole process; some declarants' programs know none.
    """
    for node in root.iter():
        node.tag = local_name(node)
    root.attrib.clear()
    root.attrib.update({"xmlns": NAMESPACE, "Version": version})
    # A parser reads a bare carriage return as a line feed (XML 1.0, 2.11).
    return str(tostring(root, encoding="unicode")).replace("\r", "&#13;")


def _fill(node: Xml, layout: Element, values: Values, before: str) -> list[Fault]:
    """Write the values in the order of the layout; what has no place there is a fault."""
    faults = [
        Fault(before + name, str(value), _("This version of the message has no place for it."))
        for name, value in values.items()
        if value and layout.child(name) is None
    ]
    for child in layout.children:
        given = values.get(child.name)
        for each in given if isinstance(given, list) else [given]:
            faults += _write(node, child, each, before)
    return faults


def _write(node: Xml, layout: Element, value: Any, before: str) -> list[Fault]:
    if not value and not layout.least:
        return []
    added = SubElement(node, PREFIX + layout.name)
    if layout.children:
        return _fill(added, layout, value or {}, f"{before}{layout.name}/")
    added.text = value or None
    return []
