"""Organisational life: meetings in two depths with votes, appraisals, talks and yearly steps; duties, waivers, errands."""

from __future__ import annotations

DAY = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
CLOCK = "({0} IS NULL OR {0} GLOB '[0-2][0-9]:[0-5][0-9]')"
PERIOD = "({0} GLOB '[12][0-9][0-9][0-9]' OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR {0} GLOB '[12][0-9][0-9][0-9]-Q[1-4]')"
MONTH = "({0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]')"
MEETINGS = "'branch_meeting', 'committee_meeting', 'group_meeting', 'lecture', 'theme_day', 'study', 'life_meeting', 'appraisal'"
MATERIALS = "'notice', 'schedule', 'sign_in', 'courseware', 'photo', 'roll', 'minutes', 'form', 'other'"

STATEMENTS = (
    # Of a record by numbers often only the day is known; no time of day is ever invented for it.
    "ALTER TABLE sitting ADD COLUMN timed INTEGER NOT NULL DEFAULT 1 CHECK (timed IN (0, 1))",
    f"""CREATE TABLE meeting (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        sitting_id INTEGER NOT NULL REFERENCES sitting(id),
        kind TEXT NOT NULL CHECK (kind IN ({MEETINGS})),
        unit_id INTEGER NOT NULL REFERENCES unit(id), group_id INTEGER REFERENCES party_group(id),
        period TEXT NOT NULL CHECK {PERIOD.format("period")},
        depth TEXT NOT NULL CHECK (depth IN ('numbers', 'names')),
        topic TEXT NOT NULL DEFAULT '', content TEXT NOT NULL DEFAULT '', decision TEXT NOT NULL DEFAULT '',
        other TEXT NOT NULL DEFAULT '', host TEXT NOT NULL DEFAULT '', recorder TEXT NOT NULL DEFAULT '',
        lecturer TEXT NOT NULL DEFAULT '',
        expected INTEGER CHECK (expected >= 0), attended INTEGER CHECK (attended >= 0),
        on_leave INTEGER CHECK (on_leave >= 0), absent INTEGER CHECK (absent >= 0),
        observers INTEGER CHECK (observers >= 0), absences TEXT NOT NULL DEFAULT '[]',
        has_minutes INTEGER NOT NULL DEFAULT 0 CHECK (has_minutes IN (0, 1)),
        has_sign_in INTEGER NOT NULL DEFAULT 0 CHECK (has_sign_in IN (0, 1)),
        has_photos INTEGER NOT NULL DEFAULT 0 CHECK (has_photos IN (0, 1)),
        uploaded INTEGER NOT NULL DEFAULT 0 CHECK (uploaded IN (0, 1)),
        filed_at TEXT NOT NULL DEFAULT '', received_on TEXT, returned_on TEXT,
        return_reason TEXT NOT NULL DEFAULT '',
        {", ".join(f"CHECK {DAY.format(column)}" for column in ("received_on", "returned_on"))}
    ) STRICT""",
    "CREATE INDEX meeting_period ON meeting(period, kind, unit_id)",
    "CREATE INDEX meeting_unit ON meeting(unit_id, kind, period)",
    "CREATE INDEX meeting_group ON meeting(group_id)",
    "CREATE INDEX meeting_sitting ON meeting(sitting_id)",
    """CREATE TABLE vote (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('general', 'development', 'committee', 'election')),
        matter TEXT NOT NULL, eligible INTEGER NOT NULL CHECK (eligible >= 0),
        present INTEGER NOT NULL CHECK (present >= 0), excluded TEXT NOT NULL DEFAULT '[]',
        in_favour INTEGER NOT NULL DEFAULT 0 CHECK (in_favour >= 0),
        against INTEGER NOT NULL DEFAULT 0 CHECK (against >= 0),
        abstained INTEGER NOT NULL DEFAULT 0 CHECK (abstained >= 0),
        written_for INTEGER NOT NULL DEFAULT 0 CHECK (written_for >= 0),
        written_against INTEGER NOT NULL DEFAULT 0 CHECK (written_against >= 0),
        seats INTEGER NOT NULL DEFAULT 0 CHECK (seats >= 0), candidates TEXT NOT NULL DEFAULT '[]',
        secret INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1)), note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX vote_meeting ON vote(meeting_id)",
    """CREATE TABLE appraisal_line (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        person_id INTEGER REFERENCES person(id), name TEXT NOT NULL,
        party_class TEXT NOT NULL DEFAULT '' CHECK (party_class IN ('', 'full', 'probationary')),
        excellent INTEGER CHECK (excellent >= 0), competent INTEGER CHECK (competent >= 0),
        basic INTEGER CHECK (basic >= 0), poor INTEGER CHECK (poor >= 0),
        grade TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', 'excellent', 'competent', 'basic', 'poor')),
        excused TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX appraisal_line_meeting ON appraisal_line(meeting_id, position)",
    "CREATE INDEX appraisal_line_person ON appraisal_line(person_id)",
    """CREATE TABLE ballot_count (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting(id) ON DELETE CASCADE,
        sent INTEGER NOT NULL CHECK (sent >= 0), returned INTEGER NOT NULL CHECK (returned >= 0),
        valid INTEGER NOT NULL CHECK (valid >= 0)
    ) STRICT""",
    f"""CREATE TABLE talk (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), year INTEGER NOT NULL, held_on TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('among_committee', 'committee_member', 'among_members', 'special')),
        speaker_id INTEGER REFERENCES person(id), speaker TEXT NOT NULL,
        partner_id INTEGER REFERENCES person(id), partner TEXT NOT NULL,
        content TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '', CHECK {DAY.format("held_on")}
    ) STRICT""",
    "CREATE INDEX talk_unit ON talk(unit_id, year)",
    "CREATE INDEX talk_year ON talk(year)",
    "CREATE INDEX talk_speaker ON talk(speaker_id)",
    "CREATE INDEX talk_partner ON talk(partner_id)",
    f"""CREATE TABLE yearly_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id),
        kind TEXT NOT NULL CHECK (kind IN ('life_meeting', 'appraisal', 'talk')), year INTEGER NOT NULL,
        step TEXT NOT NULL, done_on TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        UNIQUE (unit_id, kind, year, step), CHECK {DAY.format("done_on")}
    ) STRICT""",
    "CREATE INDEX yearly_step_year ON yearly_step(year, kind)",
    f"""CREATE TABLE month_lock (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, month TEXT NOT NULL,
        locked INTEGER NOT NULL CHECK (locked IN (0, 1)), reason TEXT NOT NULL, changed_on TEXT NOT NULL,
        CHECK {MONTH.format("month")}, CHECK {DAY.format("changed_on")}
    ) STRICT""",
    "CREATE INDEX month_lock_month ON month_lock(month)",
    # Versions of the rules; what is not here is as resources/duties.toml has it.
    f"""CREATE TABLE duty (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
        valid_from TEXT NOT NULL, title TEXT NOT NULL, record TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('branch', 'committee', 'group', 'work_unit', 'town', 'picked')),
        every TEXT NOT NULL CHECK (every IN ('month', 'quarter', 'year', 'once')),
        times INTEGER NOT NULL CHECK (times BETWEEN 1 AND 31), hold_by TEXT NOT NULL, report_by TEXT NOT NULL,
        grade TEXT NOT NULL CHECK (grade IN ('hard', 'normally', 'local', 'strive', 'once')),
        basis TEXT NOT NULL DEFAULT '', stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
        position INTEGER NOT NULL DEFAULT 0, UNIQUE (code, valid_from), CHECK {DAY.format("valid_from")}
    ) STRICT""",
    f"""CREATE TABLE waiver (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, duty TEXT NOT NULL,
        unit_id INTEGER NOT NULL REFERENCES unit(id), group_id INTEGER REFERENCES party_group(id),
        period TEXT NOT NULL CHECK {PERIOD.format("period")}, reason TEXT NOT NULL,
        approver TEXT NOT NULL DEFAULT '', approved_on TEXT, CHECK {DAY.format("approved_on")}
    ) STRICT""",
    "CREATE INDEX waiver_period ON waiver(period, duty, unit_id)",
    "CREATE INDEX waiver_unit ON waiver(unit_id)",
    "CREATE INDEX waiver_group ON waiver(group_id)",
    f"""CREATE TABLE life_day (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), rule TEXT NOT NULL, starts_at TEXT,
        grace INTEGER NOT NULL DEFAULT 0 CHECK (grace BETWEEN 0 AND 31), valid_from TEXT NOT NULL,
        UNIQUE (unit_id, valid_from), CHECK {CLOCK.format("starts_at")}, CHECK {DAY.format("valid_from")}
    ) STRICT""",
    f"""CREATE TABLE errand (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL, asked_by TEXT NOT NULL DEFAULT '', asked_on TEXT NOT NULL, due_on TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '', finished_on TEXT,
        {", ".join(f"CHECK {DAY.format(column)}" for column in ("asked_on", "due_on", "finished_on"))}
    ) STRICT""",
    "CREATE INDEX errand_due_on ON errand(due_on)",
    f"""CREATE TABLE errand_unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        errand_id INTEGER NOT NULL REFERENCES errand(id) ON DELETE CASCADE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), received_on TEXT, returned_on TEXT,
        return_reason TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '', UNIQUE (errand_id, unit_id),
        {", ".join(f"CHECK {DAY.format(column)}" for column in ("received_on", "returned_on"))}
    ) STRICT""",
    "CREATE INDEX errand_unit_unit ON errand_unit(unit_id)",
    # Attachments belong to a sitting, to one meeting of it or to an errand; SQLite widens a CHECK only by rebuilding.
    f"""CREATE TABLE attachment_new (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        sitting_id INTEGER REFERENCES sitting(id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ({MATERIALS})), position INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL, media TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL CHECK (length(hash) = 64),
        size INTEGER NOT NULL CHECK (size >= 0), note TEXT NOT NULL DEFAULT '',
        meeting_id INTEGER REFERENCES meeting(id) ON DELETE CASCADE,
        errand_id INTEGER REFERENCES errand(id) ON DELETE CASCADE
    ) STRICT""",
    "INSERT INTO attachment_new SELECT id, uid, sitting_id, kind, position, name, media, hash, size, note, NULL, NULL"
    " FROM attachment",
    # A number that was given once is never given again, also after the rebuilding.
    "DELETE FROM sqlite_sequence WHERE name = 'attachment_new'",
    "INSERT INTO sqlite_sequence(name, seq) SELECT 'attachment_new', seq FROM sqlite_sequence WHERE name = 'attachment'",
    "DROP TABLE attachment",
    "ALTER TABLE attachment_new RENAME TO attachment",
    "CREATE INDEX attachment_sitting ON attachment(sitting_id)",
    "CREATE INDEX attachment_hash ON attachment(hash)",
    "CREATE INDEX attachment_meeting ON attachment(meeting_id)",
    "CREATE INDEX attachment_errand ON attachment(errand_id)",
)
