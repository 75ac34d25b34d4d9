"""Work style: inspections and tours, opinions with their reporters apart, and the one ledger of problems."""

from __future__ import annotations

DAY = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
MONTH = "({0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]')"
STATES = "'registered', 'assigned', 'rectifying', 'submitted', 'closed', 'looked_back', 'withdrawn'"
STEPS = (
    "'register', 'import', 'assign', 'start', 'extend', 'submit', 'return', 'close', 'stage', 'look_back', 'reopen',"
    " 'withdraw', 'chase', 'note'"
)
INDEX = (
    "CREATE VIRTUAL TABLE {0} USING fts5(body, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0')"
)


def _days(*columns: str) -> str:
    return ", ".join(f"CHECK {DAY.format(column)}" for column in columns)


STATEMENTS = (
    # What is not here is as resources/checklists.toml has it.
    """CREATE TABLE checklist_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('self', 'joint')), code TEXT NOT NULL, title TEXT NOT NULL,
        hint TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0,
        stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)), UNIQUE (kind, code)
    ) STRICT""",
    f"""CREATE TABLE tour (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL, held_on TEXT NOT NULL, team TEXT NOT NULL DEFAULT '[]',
        focus TEXT NOT NULL DEFAULT '', pool TEXT NOT NULL DEFAULT '[]', seed INTEGER,
        issue INTEGER CHECK (issue > 0), good TEXT NOT NULL DEFAULT '', requirements TEXT NOT NULL DEFAULT '',
        reply_by TEXT, {_days("held_on", "reply_by")}
    ) STRICT""",
    "CREATE INDEX tour_held_on ON tour(held_on)",
    """CREATE TABLE tour_unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        tour_id INTEGER NOT NULL REFERENCES tour(id) ON DELETE CASCADE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), position INTEGER NOT NULL,
        drawn INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1)), UNIQUE (tour_id, unit_id)
    ) STRICT""",
    "CREATE INDEX tour_unit_unit ON tour_unit(unit_id)",
    f"""CREATE TABLE inspection (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('self', 'joint')),
        unit_id INTEGER NOT NULL REFERENCES unit(id), period TEXT NOT NULL CHECK {MONTH.format("period")},
        held_on TEXT NOT NULL, inspector TEXT NOT NULL DEFAULT '', inspector_id INTEGER REFERENCES person(id),
        note TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '',
        tour_id INTEGER REFERENCES tour(id), {_days("held_on")}
    ) STRICT""",
    "CREATE INDEX inspection_period ON inspection(period, kind, unit_id)",
    "CREATE INDEX inspection_unit ON inspection(unit_id, kind, held_on)",
    "CREATE INDEX inspection_tour ON inspection(tour_id)",
    "CREATE INDEX inspection_inspector ON inspection(inspector_id)",
    """CREATE TABLE inspection_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        inspection_id INTEGER NOT NULL REFERENCES inspection(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        code TEXT NOT NULL, title TEXT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('open', 'fine', 'problem', 'not_applicable')),
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX inspection_item_inspection ON inspection_item(inspection_id, position)",
    f"""CREATE TABLE tip (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('opinion', 'accusation')),
        channel TEXT NOT NULL CHECK (channel IN ('visit', 'call', 'letter', 'network', 'box', 'hotline', 'other')),
        received_on TEXT NOT NULL, content TEXT NOT NULL DEFAULT '', unit_id INTEGER REFERENCES unit(id),
        due_on TEXT, reply TEXT NOT NULL DEFAULT '', replied_on TEXT,
        satisfaction TEXT NOT NULL DEFAULT '' CHECK (satisfaction IN ('', 'satisfied', 'fair', 'dissatisfied')),
        handed_on TEXT, handed_to TEXT NOT NULL DEFAULT '', taken_by TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', has_reporter INTEGER NOT NULL DEFAULT 0 CHECK (has_reporter IN (0, 1)),
        reporter_changes INTEGER NOT NULL DEFAULT 0,
        -- Of an accusation nothing is kept but that it was handed over.
        CHECK (kind = 'opinion' OR (content = '' AND reply = '' AND has_reporter = 0)),
        {_days("received_on", "due_on", "replied_on", "handed_on")}
    ) STRICT""",
    "CREATE INDEX tip_received_on ON tip(received_on)",
    "CREATE INDEX tip_unit ON tip(unit_id)",
    # Not journalled and never in clear: sealed bytes under the tip's uid, and who looked at them when.
    """CREATE TABLE tip_reporter (
        tip_uid TEXT PRIMARY KEY, sealed BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE reporter_log (
        id INTEGER PRIMARY KEY, tip_uid TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reporter_log_tip ON reporter_log(tip_uid)",
    f"""CREATE TABLE problem (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), text TEXT NOT NULL CHECK (text <> ''),
        source TEXT NOT NULL CHECK
            (source IN ('self', 'joint', 'spot', 'tip', 'superior', 'audit', 'meeting', 'other')),
        lane TEXT NOT NULL CHECK (lane IN ('prompt', 'term', 'lasting')),
        state TEXT NOT NULL CHECK (state IN ({STATES})), found_on TEXT,
        category TEXT NOT NULL DEFAULT '', source_note TEXT NOT NULL DEFAULT '',
        measure TEXT NOT NULL DEFAULT '', leader TEXT NOT NULL DEFAULT '',
        leader_id INTEGER REFERENCES person(id), responsible TEXT NOT NULL DEFAULT '',
        responsible_id INTEGER REFERENCES person(id), deadline TEXT, deadline_text TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '', done_on TEXT, verifier TEXT NOT NULL DEFAULT '',
        verifier_id INTEGER REFERENCES person(id), closed_on TEXT, look_back_on TEXT,
        note TEXT NOT NULL DEFAULT '', round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
        imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
        inspection_id INTEGER REFERENCES inspection(id), item_id INTEGER REFERENCES inspection_item(id),
        tip_id INTEGER REFERENCES tip(id),
        {_days("found_on", "deadline", "done_on", "closed_on", "look_back_on")}
    ) STRICT""",
    "CREATE INDEX problem_state ON problem(state, deadline)",
    "CREATE INDEX problem_unit ON problem(unit_id, category, found_on)",
    "CREATE INDEX problem_inspection ON problem(inspection_id)",
    "CREATE INDEX problem_item ON problem(item_id)",
    "CREATE INDEX problem_tip ON problem(tip_id)",
    "CREATE INDEX problem_leader ON problem(leader_id)",
    "CREATE INDEX problem_responsible ON problem(responsible_id)",
    "CREATE INDEX problem_verifier ON problem(verifier_id)",
    f"""CREATE TABLE problem_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        problem_id INTEGER NOT NULL REFERENCES problem(id) ON DELETE CASCADE,
        round INTEGER NOT NULL CHECK (round >= 1), step TEXT NOT NULL CHECK (step IN ({STEPS})),
        happened_on TEXT NOT NULL, state_before TEXT CHECK (state_before IN ({STATES})),
        state_after TEXT NOT NULL CHECK (state_after IN ({STATES})), actor TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', old_deadline TEXT, new_deadline TEXT,
        {_days("happened_on", "old_deadline", "new_deadline")}
    ) STRICT""",
    "CREATE INDEX problem_event_problem ON problem_event(problem_id)",
    f"""CREATE TABLE evidence (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        problem_id INTEGER NOT NULL REFERENCES problem(id) ON DELETE CASCADE,
        round INTEGER NOT NULL CHECK (round >= 1), title TEXT NOT NULL, place TEXT NOT NULL,
        added_on TEXT NOT NULL, {_days("added_on")}
    ) STRICT""",
    "CREATE INDEX evidence_problem ON evidence(problem_id)",
    "ALTER TABLE attachment ADD COLUMN problem_id INTEGER REFERENCES problem(id) ON DELETE CASCADE",
    "ALTER TABLE attachment ADD COLUMN inspection_id INTEGER REFERENCES inspection(id) ON DELETE CASCADE",
    "ALTER TABLE attachment ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1)",
    "CREATE INDEX attachment_problem ON attachment(problem_id)",
    "CREATE INDEX attachment_inspection ON attachment(inspection_id)",
    *(INDEX.format(name) for name in ("text_problem", "text_inspection", "text_tip")),
)
