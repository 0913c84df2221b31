"""The layout as an XML schema (XSD 1.0), for who checks a message before sending it."""

from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement, indent, tostring

from shipments.single_window.layout import NAMESPACE, ROOT, Element, message

XS = "xs:"


def schema_text(version: str) -> bytes:
    """The schema of that version, in UTF-8. Raises KeyError for a version that is not known."""
    root = Xml(
        f"{XS}schema",
        {
            "xmlns:xs": "http://www.w3.org/2001/XMLSchema",
            "targetNamespace": NAMESPACE,
            "elementFormDefault": "qualified",
        },
    )
    whole = SubElement(root, f"{XS}element", {"name": ROOT})
    _consists(whole, message(version).children)
    kind = whole[0]
    SubElement(kind, f"{XS}attribute", {"name": "Version", "type": "xs:float", "fixed": version})
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _consists(parent: Xml, children: tuple[Element, ...]) -> None:
    sequence = SubElement(SubElement(parent, f"{XS}complexType"), f"{XS}sequence")
    for child in children:
        _add(sequence, child)


def _add(sequence: Xml, element: Element) -> None:
    most = "unbounded" if element.most is None else str(element.most)
    told = {"name": element.name, "minOccurs": str(element.least), "maxOccurs": most}
    added = SubElement(sequence, f"{XS}element", told)
    if element.children:
        _consists(added, element.children)
    elif not element.is_opaque:
        _restrict(added, element)


def _restrict(added: Xml, element: Element) -> None:
    kind = SubElement(added, f"{XS}simpleType")
    limits = SubElement(kind, f"{XS}restriction", {"base": "xs:string"})
    if element.shortest:
        SubElement(limits, f"{XS}minLength", {"value": str(element.shortest)})
    if element.longest is not None:
        SubElement(limits, f"{XS}maxLength", {"value": str(element.longest)})
    if element.pattern:
        SubElement(limits, f"{XS}pattern", {"value": element.pattern})
