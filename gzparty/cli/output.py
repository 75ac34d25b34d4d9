"""What a command says: tables and JSON on stdout, everything else on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from unicodedata import east_asian_width

import click

from gzparty.exchange.records import plain
from gzparty.i18n import _

CELL_LIMIT = 40


def print_json(content: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=plain))


def say(text: str) -> None:
    """Progress and messages go to stderr, so that stdout stays clean for --json."""
    click.echo(text, err=True)


def print_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table whose columns line up with Chinese text too."""
    lines = [list(titles), *(list(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(titles))]
    for line in lines:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def cell_text(value: object) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = str(value)
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
