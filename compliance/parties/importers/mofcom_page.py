"""A notice saved as a web page, as lines of text: a block is a line, an item of an ordered list has
its number, and a row of a table that lists parties becomes the line it would be in a text."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

BLOCKS = frozenset(
    "p div br li h1 h2 h3 h4 title table ul ol section article header footer".split()
)
SILENT = frozenset(("script", "style", "noscript"))
CELLS = frozenset(("td", "th"))
NUMBER = re.compile(r"[（(]?\s*(\d{1,3})\s*[.、．)）]?")
LEAD = re.compile(r"^\s*(?:地\s*址|邮\s*编)\s*[:：]\s*")
HAN = re.compile("[\u3400-\u9fff]")
COLUMNS = {
    "number": re.compile("序号|编号|^No"),
    "address": re.compile("地址|住所|(?i:address)"),
    "postcode": re.compile("邮编|邮政编码"),
    "aliases": re.compile("别名|别称|又名|曾用名|简称"),
    "foreign": re.compile("外文|英文|英语|(?i:english)"),
    "name": re.compile("名称|实体|企业|中文"),
}


def text_of_page(page: str) -> str:
    """The page's text, line by line."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


class _Page(HTMLParser):
    """Tables may stand within tables: what is read goes to the innermost open cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._items: list[int] = []
        self._outer: list[list[str]] = []
        self._tables: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "ol":
            self._items.append(0)
        if tag == "li" and self._items:
            self._items[-1] += 1
            self.parts.append(f"{self._items[-1]}. ")
        if tag == "table":
            self._tables.append(_Table())
        if tag == "tr":
            self._end_row()
        if tag in CELLS and self._tables:
            self._end_cell()
            self._outer.append(self.parts)
            self.parts = []
            self._tables[-1].is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT and self._silent > 0
        if tag in CELLS:
            self._end_cell()
        if tag in ("tr", "table"):
            self._end_row()
        if tag == "table" and self._tables:
            self._tables.pop()
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "ol" and self._items:
            self._items.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))

    def close(self) -> None:
        """A page cut off inside a table still gives what it has."""
        super().close()
        while self._tables:
            self.handle_endtag("table")

    def _end_cell(self) -> None:
        if self._tables and self._tables[-1].is_in_cell:
            table = self._tables[-1]
            table.is_in_cell = False
            table.cells.append("".join(self.parts))
            self.parts = self._outer.pop()

    def _end_row(self) -> None:
        self._end_cell()
        if self._tables and self._tables[-1].cells:
            self.parts.append(f"\n{self._tables[-1].end_row()}\n")


class _Table:
    """The open row of a table, and what its head says of the columns."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.columns: list[str] = []
        self.is_in_cell = False

    def end_row(self) -> str:
        """The row as text: one line for a party, else a line for each cell."""
        cells, self.cells = self.cells, []
        plain = [" ".join(cell.split()) for cell in cells]
        heads = [_column(cell) for cell in plain]
        if heads.count("") <= 1 and "name" in heads:
            self.columns = heads
            return ""
        number = NUMBER.fullmatch(plain[0])
        if number is None or len(plain) < 2:
            return "\n".join(cells)
        return _line(number[1], _by_column(plain[1:], self.columns[1:]))


def _column(head: str) -> str:
    return next((name for name, words in COLUMNS.items() if words.search(head)), "")


def _by_column(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """The cells by what they are: as the head says, else by their script and what they begin with.

    A head that is missing or spans columns says nothing.
    """
    if len(columns) == len(cells) and "name" in columns:
        return dict(zip(columns, cells, strict=True))
    found: dict[str, str] = {"name": cells[0]}
    for cell in cells[1:]:
        is_foreign = not HAN.search(cell) and "foreign" not in found and "（" not in cells[0]
        found[_column(cell[:4]) or ("foreign" if is_foreign else "address")] = cell
    return found


def _line(number: str, row: dict[str, str]) -> str:
    name, foreign = row.get("name", ""), row.get("foreign", "")
    if aliases := row.get("aliases", ""):
        foreign = f"{foreign}，又名{re.sub('[;；，]', '、', aliases)}" if foreign else aliases
    particulars = (LEAD.sub("", row.get(column, "")) for column in ("address", "postcode"))
    address = "，邮编：".join(filter(None, particulars))
    inside = f"（{foreign}）" if foreign else ""
    return f"{number}. {name}{inside}" + (f" 地址：{address}" if address else "")
