"""What a clerk types into the cell 事由、代会人, turned into calls of the roll service."""

from __future__ import annotations

from typing import Any

from gzparty.domain.sitting import Attendance, Mark, Status
from gzparty.services.bundle import Services
from gzparty.services.context import Done


def write_reason(services: Services, sitting_id: int, *, line: Attendance, text: str) -> Done[Any]:
    """Store a reason: 李示例 支部副书记 for a substitute, 16:30 接检查组 for who left early."""
    words = text.strip()
    first, _blank, rest = words.partition(" ")
    if line.status is Status.SUBSTITUTE and first:
        mark = Mark(Status.SUBSTITUTE, substitute_name=first, substitute_post=rest.strip())
        return services.rolls.mark(sitting_id, [line.position], mark)
    return services.rolls.set_reason(sitting_id, line.position, words)
