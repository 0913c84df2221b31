"""Balances as files: CSV by division, year and purity class; a workbook with the page's tables."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.table_files import csv_bytes
from shipments.flows.balances.figures import MASSES, Balance
from shipments.flows.balances.reading import BalanceReading
from shipments.flows.balances.wording import HEADED
from shipments.flows.sheets import Cell, workbook_of
from shipments.flows.wording import HEADINGS, Names


def as_csv(reading: BalanceReading) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read Chinese."""
    return b"".join(csv_bytes(_details(reading)))


def as_workbook(reading: BalanceReading) -> bytes:
    """XLSX: years by purity class, the division asked for, and both."""
    sheets = [
        (_("Years"), _years(reading)),
        (str(HEADINGS[reading.chosen.by_what]), _rows(reading)),
        (_("Figures"), _details(reading)),
    ]
    return workbook_of(sheets, last_column=len(MASSES), width=20)


def _years(reading: BalanceReading) -> Iterator[Sequence[Cell]]:
    names = Names()
    yield [_("Year"), _("Purity class"), *_headings()]
    for year, balance, purities in reading.by_year:
        yield [str(year), _("All"), *_masses(balance)]
        for purity, each in purities:
            yield [str(year), names.of("purity", purity), *_masses(each)]


def _rows(reading: BalanceReading) -> Iterator[Sequence[Cell]]:
    names, by = Names(), reading.chosen.by_what
    yield [str(HEADINGS[by]), *_headings()]
    for key, balance in reading.rows:
        yield [names.of(by, key), *_masses(balance)]


def _details(reading: BalanceReading) -> Iterator[Sequence[Cell]]:
    names, by = Names(), reading.chosen.by_what
    yield [str(HEADINGS[by]), _("Year"), _("Purity class"), *_headings()]
    for (key, year, purity), balance in sorted(reading.details().items()):
        yield [names.of(by, key), str(year), names.of("purity", purity), *_masses(balance)]


def _headings() -> list[Cell]:
    return [f"{capfirst(HEADED[name])} (kg)" for name in MASSES]


def _masses(balance: Balance) -> list[Cell]:
    return [getattr(balance, name) for name in MASSES]
