"""The training desk: attachments, what a session's folder holds, outside training, terms, memory of imports and prints."""

from __future__ import annotations

DAY = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
PARTIAL = (
    "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]' OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]'"
    " OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
)
KINDS = "'notice', 'schedule', 'sign_in', 'courseware', 'photo', 'roll', 'other'"

STATEMENTS = (
    # The bytes lie in NAME.attachments under their hash; here stands what they are and whose.
    f"""CREATE TABLE attachment (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        sitting_id INTEGER REFERENCES sitting(id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ({KINDS})), position INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL, media TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL CHECK (length(hash) = 64),
        size INTEGER NOT NULL CHECK (size >= 0), note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX attachment_sitting ON attachment(sitting_id)",
    "CREATE INDEX attachment_hash ON attachment(hash)",
    f"""CREATE TABLE folder_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        sitting_id INTEGER NOT NULL REFERENCES sitting(id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ({KINDS})),
        state TEXT NOT NULL CHECK (state IN ('paper', 'waived')), place TEXT NOT NULL DEFAULT '',
        UNIQUE (sitting_id, kind)
    ) STRICT""",
    f"""CREATE TABLE outside_training (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        person_id INTEGER NOT NULL REFERENCES person(id),
        level TEXT NOT NULL CHECK (level IN ('county', 'city', 'province', 'online', 'other')),
        title TEXT NOT NULL, began_on TEXT NOT NULL, ended_on TEXT,
        credit INTEGER NOT NULL CHECK (credit >= 0), proof TEXT NOT NULL DEFAULT '',
        {", ".join(f"CHECK {DAY.format(column)}" for column in ("began_on", "ended_on"))}
    ) STRICT""",
    "CREATE INDEX outside_training_person ON outside_training(person_id)",
    "CREATE INDEX outside_training_began_on ON outside_training(began_on)",
    f"""CREATE TABLE term (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), elected_on TEXT NOT NULL,
        years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 10), note TEXT NOT NULL DEFAULT '',
        CHECK {PARTIAL.format("elected_on")}
    ) STRICT""",
    "CREATE INDEX term_unit ON term(unit_id)",
    # Not journalled: how a sheet's columns were matched, who looked at a phone number.
    """CREATE TABLE import_memory (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, titles TEXT NOT NULL, mapping TEXT NOT NULL,
        used_at TEXT NOT NULL, UNIQUE (kind, titles)
    ) STRICT""",
    """CREATE TABLE reveal_log (
        id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reveal_log_person ON reveal_log(person_id)",
    # What the copy said, so that later differences can be named.
    "ALTER TABLE print_log ADD COLUMN content TEXT NOT NULL DEFAULT ''",
    # The people of a unit, and a search by initials over a county, without reading everyone.
    "CREATE INDEX person_order ON person(sort_order)",
    "CREATE INDEX person_phone ON person(phone)",
)
