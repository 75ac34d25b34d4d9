"""What was deleted is found at once among millions of journal rows."""

from __future__ import annotations

STATEMENTS = ("CREATE INDEX journal_deleted ON journal(tbl, id) WHERE op = 'D'",)
