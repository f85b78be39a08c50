"""Jaarcijfers as text: for a spreadsheet, for a screen or paper, and for a program.

Unit, peildatum and counting rule go along in every form, so that no number travels without them.
"""

import csv
import io
import json
import textwrap
from typing import Final

from mhtui.casework.figures import FigureTable, YearFigures

COLUMNS: Final = ("table", "row", "count", "eenheid", "peildatum", "telregel")
_WIDTH: Final = 78
"""Columns of the text form."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(figures: YearFigures) -> str:
    """Return every row of every table as CSV; counts are whole numbers, the peildatum is YYYY-MM-DD."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in figures.tables:
        rule = " ".join(filter(None, (figures.rule, table.note, figures.iceberg)))
        for row in table.rows:
            line = (table.name, _plain(row.label), row.count, figures.unit, figures.peildatum.isoformat(), rule)
            writer.writerow(line)
    return text.getvalue()


def _plain(words: str) -> str:
    """Return a label that a spreadsheet takes for text, never for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def as_table(figures: YearFigures) -> str:
    """Return the figures as text for a terminal of 80 columns."""
    head = f"Jaarcijfers {figures.year} - {figures.area}"
    parts = [head, "=" * len(head)]
    for table in figures.tables:
        parts += ["", *_table_lines(table), *_footer(figures, table)]
    warning = ["", *_wrapped(figures.warning)] if figures.warning else []
    return "\n".join([*parts, *warning, ""])


def _table_lines(table: FigureTable) -> list[str]:
    width = max(len(words) for words in ("totaal", *(row.label for row in table.rows)))
    lines = [f"  {row.label:<{width}}  {row.count:>5}" for row in table.rows]
    title = table.name[:1].upper() + table.name[1:]
    return [title, *lines, f"  {'totaal':<{width}}  {table.total:>5}"]


def _footer(figures: YearFigures, table: FigureTable) -> list[str]:
    when = f"Eenheid: {figures.unit}. Peildatum: {figures.peildatum:%d-%m-%Y}."
    words = " ".join(filter(None, (when, figures.rule, table.note, figures.iceberg)))
    return _wrapped(words)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def as_json(figures: YearFigures) -> str:
    """Return the figures as JSON with Dutch keys."""
    return json.dumps(
        {
            "jaar": figures.year,
            "gebied": figures.area,
            "eenheid": figures.unit,
            "peildatum": figures.peildatum.isoformat(),
            "telregel": figures.rule,
            "kanttekening": figures.iceberg,
            "waarschuwing": figures.warning,
            "totaal": figures.total,
            "tabellen": [
                {
                    "naam": table.name,
                    "totaal": table.total,
                    "opmerking": table.note,
                    "rijen": [{"rij": row.label, "aantal": row.count} for row in table.rows],
                }
                for table in figures.tables
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
