"""Which records have a past that is told, what of it may be brought back, and what may come out of the recycle bin.

What a clerk typed can be brought back; what follows from events (states, steps, verdicts, locked ballots, days of a 公示,
marks of a roll) cannot: it would contradict the events that are on record. Those are taken back by 撤销.
"""

from __future__ import annotations

from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record.

    `key` is its name on the command line, `table` where it lies, `told` the tables whose rows are its own, each with the
    column that names it, `ground` the column that names the sitting it stands on. `facts` are the columns a version
    brings back; without any, `fixed` is the code of the sentence saying why. `in_bin` whether one that was deleted can
    come back alone. A `covered` one is told only on its own page.
    """

    key: str
    table: str
    told: tuple[tuple[str, str], ...] = ()
    ground: str = ""
    facts: tuple[str, ...] = ()
    fixed: str = ""
    in_bin: bool = True
    covered: bool = False


_PERSON = ("name", "sex", "nation", "birth", "joined", "education", "phone", "note")
_MEETING = ("topic", "content", "decision", "other", "host", "recorder", "lecturer", "expected", "attended")
_FIGURES = ("on_leave", "absent", "observers")
_PAPERS = ("has_minutes", "has_sign_in", "has_photos", "uploaded", "filed_at")
_PROBLEM = ("text", "category", "source_note", "measure", "leader", "responsible", "note")

KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        "people",
        "person",
        (("post", "person_id"), ("membership", "person_id"), ("outside_training", "person_id")),
        facts=_PERSON,
    ),
    RecordKind(
        "units",
        "unit",
        (
            ("unit_name", "unit_id"),
            ("unit_parent", "unit_id"),
            ("term", "unit_id"),
            ("party_group", "unit_id"),
        ),
        fixed="version_fixed_units",
        in_bin=False,
    ),
    RecordKind(
        "trainings",
        "training",
        (("course", "training_id"),),
        "sitting_id",
        ("topic", "problem", "host", "contact", "note"),
    ),
    RecordKind(
        "rolls", "sitting", (("attendance", "sitting_id"),), fixed="version_fixed_rolls", in_bin=False
    ),
    RecordKind(
        "meetings",
        "meeting",
        (("vote", "meeting_id"), ("attachment", "meeting_id")),
        "sitting_id",
        (*_MEETING, *_FIGURES, *_PAPERS),
    ),
    RecordKind(
        "talks", "talk", facts=("held_on", "year", "kind", "speaker", "partner", "content", "filed_at")
    ),
    RecordKind(
        "themes",
        "theme",
        (("attachment", "theme_id"),),
        facts=("title", "material", "source", "came_on", "note"),
    ),
    RecordKind(
        "inspections",
        "inspection",
        (("inspection_item", "inspection_id"), ("attachment", "inspection_id")),
        facts=("held_on", "inspector", "note", "filed_at"),
    ),
    RecordKind("tours", "tour", facts=("title", "focus", "good", "requirements", "reply_by")),
    RecordKind(
        "problems",
        "problem",
        (("problem_event", "problem_id"), ("evidence", "problem_id"), ("attachment", "problem_id")),
        facts=_PROBLEM,
    ),
    RecordKind("tips", "tip", facts=("received_on", "channel", "content", "note")),
    RecordKind(
        "errands",
        "errand",
        (("errand_unit", "errand_id"),),
        facts=("title", "asked_by", "asked_on", "due_on", "note"),
    ),
    RecordKind(
        "outside",
        "outside_training",
        facts=("level", "title", "began_on", "ended_on", "credit", "proof"),
    ),
    RecordKind("mentions", "mention", facts=("named_on", "title", "issuer", "note")),
    RecordKind(
        "selections",
        "selection",
        (("selection_category", "selection_id"),),
        fixed="version_fixed_selections",
    ),
    RecordKind("nominations", "nomination", facts=("summary", "deeds", "opinion", "nominator", "post")),
    RecordKind("reserves", "reserve", fixed="version_fixed_reserves", covered=True),
    RecordKind("terms", "term", fixed="version_fixed_units"),
    RecordKind("files", "attachment", fixed="version_fixed_files"),
    RecordKind("evidence", "evidence", fixed="version_fixed_files"),
)
"""Every kind of record, in the order they are offered."""
BY_KEY = {kind.key: kind for kind in KINDS}
BY_TABLE = {kind.table: kind for kind in KINDS}
IN_BIN = tuple(kind.table for kind in KINDS if kind.in_bin)
"""Tables whose deleted rows stand in the recycle bin; all others went with an owner or follow from a step."""
