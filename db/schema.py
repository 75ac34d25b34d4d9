"""The newest schema as text, checked in as `schema.sql`; `python -m db.schema` writes it anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from db import connection
from db.driver import Connection

FILE = Path(__file__).with_name("schema.sql")


def schema_text(opened: Connection) -> str:
    """Every table and index of a file, one statement each; the generated triggers are left out."""
    found = opened.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
        " ORDER BY tbl_name, type DESC, name"
    )
    return "".join(f"{_tidy(sql)};\n" for (sql,) in found)


def newest_schema() -> str:
    """The schema of a file created just now."""
    with tempfile.TemporaryDirectory() as folder:
        opened = connection.create(Path(folder) / "schema.gzparty")
        try:
            return schema_text(opened)
        finally:
            opened.close()


def _tidy(sql: str) -> str:
    return re.sub(r"\n\s*", "\n    ", sql).replace("\n    )", "\n)")


if __name__ == "__main__":
    FILE.write_text(newest_schema(), "utf-8")
