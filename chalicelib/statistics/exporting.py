"""Reports as an Excel workbook. Every word is written as a string and every figure as a number: nothing can be a formula."""

import io
from collections.abc import Sequence
from typing import Protocol

from chalicelib.statistics import reporting, words
from chalicelib.statistics.reporting import By, Row

MONTHS = 12
NO_FORMULAS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Cell = str | int | float | None


class _Sheet(Protocol):
    """What of a worksheet is used here; the library tells no types."""

    def write_string(self, row: int, column: int, text: str, style: object, /) -> object: ...

    def write_number(self, row: int, column: int, number: float, style: object, /) -> object: ...

    def freeze_panes(self, row: int, column: int, /) -> object: ...

    def set_column(self, first: int, last: int, width: float, /) -> object: ...


def workbook(month: str) -> bytes:
    """The month by campus, department and doctor, and the hospital over the months up to it."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, NO_FORMULAS) as book:
        bold = book.add_format({"bold": True})
        _sheet(book.add_worksheet("月度趋势"), reporting.trend(words.earlier(month, MONTHS - 1), month), "月份", bold)
        for by, title in ((By.CAMPUS, "院区"), (By.DEPARTMENT, "科室"), (By.DOCTOR, "医生")):
            _sheet(book.add_worksheet(title), reporting.of_month(by, month), title, bold)
        _explain(book.add_worksheet("口径说明"), bold)
    return content.getvalue()


def _sheet(sheet: _Sheet, rows: list[Row], first: str, bold: object) -> None:
    _line(sheet, 0, [first, *words.HEADINGS], bold)
    for number, row in enumerate(rows, start=1):
        _line(sheet, number, [row.name, *_cells(row)])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 24)


def _cells(row: Row) -> list[Cell]:
    counts: list[Cell] = [row.times(measure) for measure in words.COUNTS]
    for share in row.shares:
        counts += [share.part, share.whole, share.percent]
    for score in row.scores:
        counts += [score.answers, score.mean, score.good]
    return counts


def _explain(sheet: _Sheet, bold: object) -> None:
    _line(sheet, 0, ["指标", "口径"], bold)
    for number, line in enumerate(words.meanings(), start=1):
        _line(sheet, number, line)
    sheet.set_column(0, 1, 40)


def _line(sheet: _Sheet, number: int, cells: Sequence[Cell], style: object = None) -> None:
    """An empty cell stands where there is nothing to divide by."""
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell, style)
        elif cell is not None:
            sheet.write_number(number, column, cell, style)
