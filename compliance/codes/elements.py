"""Declaration elements (申报要素): which a heading asks for, and the joined specification.

The joined text is the declaration's 规格型号 (GModel): values in order, separated by "|". The sets
for 8112.92 come from one source, the others are to be verified (docs/data-sources.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from compliance.codes.row import in_language
from compliance.codes.table import Code, CodeTable
from compliance.codes.tables import BRAND_TYPES, GOODS_FORMS, PREFERENCE

ELEMENTS = CodeTable("elements", "申报要素", "Declaration elements")
ELEMENT_SETS = CodeTable("element_sets", "各品目申报要素", "Declaration elements by heading")
SEPARATOR = "|"
MAX_LENGTH = 255

_CODED = {table.name: table for table in (BRAND_TYPES, PREFERENCE)}


class ElementError(ValueError):
    """A value that cannot stand in the specification; `element` is its key, "" for the whole."""

    def __init__(self, element: str, sentence: str) -> None:
        super().__init__(sentence)
        self.element = element


@dataclass(frozen=True, slots=True)
class Element:
    """One field. `values` are the allowed ones, empty for free text; coded values are codes."""

    key: str
    label_zh: str
    label_en: str
    required: bool
    values: tuple[tuple[str, str, str], ...]
    hint_zh: str
    hint_en: str

    @property
    def label(self) -> str:
        """The label in the active language."""
        return in_language(self.label_zh, self.label_en)

    @property
    def hint(self) -> str:
        """The hint in the active language, often empty."""
        return in_language(self.hint_zh, self.hint_en)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, label) pairs in the active language, empty for free text."""
        return [(value, in_language(zh, en)) for value, zh, en in self.values]


def declaration_elements(hs10: str) -> tuple[Element, ...]:
    """The fields a code asks for, in order; a short general set for headings not known."""
    row = _set_for(hs10)
    keys = row.extra["elements"].split(";") if row else ["brand_type", "preference", "other"]
    return tuple(_element(key) for key in keys)


def compose_specification(hs10: str, values: Mapping[str, str]) -> str:
    """The values joined in order, trailing blanks dropped.

    Raises ElementError for a missing required value, one not allowed, or a text over 255
    characters.
    """
    cells = [_checked(element, values) for element in declaration_elements(hs10)]
    text = SEPARATOR.join(cells).rstrip(SEPARATOR)
    if len(text) > MAX_LENGTH:
        sentence = _("The specification has %(length)s characters; %(limit)s are allowed.")
        raise ElementError("", sentence % {"length": len(text), "limit": MAX_LENGTH})
    return text


def split_specification(hs10: str, text: str) -> dict[str, str]:
    """The values of a joined specification by key; what goes beyond the fields joins the last."""
    elements = declaration_elements(hs10)
    cells = text.split(SEPARATOR, len(elements) - 1)
    return {element.key: cell.strip() for element, cell in zip(elements, cells, strict=False)}


def shape_of(form: str) -> str:
    """The 形状 value for a form of GOODS_FORMS, "" where the list has none."""
    row = GOODS_FORMS.get(form)
    shape = row.extra["shape"] if row else ""
    return shape if shape in {value for value, _zh, _en in _element("shape").values} else ""


def _set_for(hs10: str) -> Code | None:
    return ELEMENT_SETS.get(hs10[:6]) or ELEMENT_SETS.get(hs10[:4])


@cache
def _element(key: str) -> Element:
    row = ELEMENTS.require(key)
    return Element(
        key=key,
        label_zh=row.name_zh,
        label_en=row.name_en,
        required=row.extra.get("required") == "yes",
        values=_values(row.extra.get("values", "")),
        hint_zh=row.extra.get("hint_zh", ""),
        hint_en=row.extra.get("hint_en", ""),
    )


def _values(cell: str) -> tuple[tuple[str, str, str], ...]:
    if cell.startswith("table:"):
        table = _CODED[cell.removeprefix("table:")]
        return tuple((row.code, row.name_zh, row.name_en) for row in table)
    pairs = (part.partition("=") for part in cell.split(";") if part)
    return tuple((zh, zh, f"{zh} ({en})" if en else zh) for zh, _equals, en in pairs)


def _checked(element: Element, values: Mapping[str, str]) -> str:
    value = " ".join(values.get(element.key, "").split())
    allowed = {allowed for allowed, _zh, _en in element.values}
    if element.required and not value:
        raise ElementError(element.key, _("Give %(label)s.") % {"label": element.label})
    if value and allowed and value not in allowed:
        sentence = _("%(label)s does not allow “%(value)s”.")
        raise ElementError(element.key, sentence % {"label": element.label, "value": value})
    if SEPARATOR in value:
        sentence = _("%(label)s may not contain the character |.")
        raise ElementError(element.key, sentence % {"label": element.label})
    return value
