"""The first schema: the office, two trees of units, people, sittings with rolls, trainings, the journal."""

from __future__ import annotations

PARTIAL = (
    "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]' OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]'"
    " OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
)
DAY = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
MINUTE = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]')"


def _check(pattern: str, *columns: str) -> str:
    return ", ".join(f"CHECK {pattern.format(column)}" for column in columns)


STATEMENTS = (
    # AUTOINCREMENT wherever rows are journalled: the journal knows a row by its id, so none is given twice.
    # The journal: an action's entries are before-images; triggers over the other tables write them.
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('do', 'undo', 'redo')),
        target INTEGER REFERENCES action(id), effective INTEGER, undone INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL, source TEXT NOT NULL, schema INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES action(id),
        tbl TEXT NOT NULL, row_id INTEGER NOT NULL, op TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')),
        before TEXT
    ) STRICT""",
    "CREATE INDEX journal_action ON journal(action_id)",
    "CREATE INDEX journal_row ON journal(tbl, row_id)",
    "CREATE TABLE journal_state (id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER) STRICT",
    "INSERT INTO journal_state VALUES (1, NULL)",
    """CREATE TABLE office (
        id INTEGER PRIMARY KEY CHECK (id = 1), uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)), created_on TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE setting (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL
    ) STRICT""",
    f"""CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('town_committee', 'community', 'village_branch',
            'office_branch', 'department', 'other')),
        sort_order INTEGER NOT NULL, founded_on TEXT, closed_on TEXT,
        merged_into INTEGER REFERENCES unit(id), note TEXT NOT NULL DEFAULT '',
        {_check(DAY, "founded_on", "closed_on")}
    ) STRICT""",
    "CREATE INDEX unit_merged_into ON unit(merged_into)",
    f"""CREATE TABLE unit_name (
        id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('short', 'party', 'work')),
        name TEXT NOT NULL, normalized TEXT NOT NULL, initials TEXT NOT NULL DEFAULT '',
        valid_from TEXT, valid_to TEXT, {_check(DAY, "valid_from", "valid_to")}
    ) STRICT""",
    "CREATE INDEX unit_name_unit ON unit_name(unit_id)",
    "CREATE INDEX unit_name_normalized ON unit_name(normalized)",
    f"""CREATE TABLE unit_parent (
        id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
        tree TEXT NOT NULL CHECK (tree IN ('party', 'work')), parent_id INTEGER REFERENCES unit(id),
        valid_from TEXT, valid_to TEXT, {_check(DAY, "valid_from", "valid_to")}
    ) STRICT""",
    "CREATE INDEX unit_parent_unit ON unit_parent(unit_id)",
    "CREATE INDEX unit_parent_parent ON unit_parent(parent_id)",
    f"""CREATE TABLE party_group (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        unit_id INTEGER NOT NULL REFERENCES unit(id), name TEXT NOT NULL, sort_order INTEGER NOT NULL,
        valid_from TEXT, valid_to TEXT, {_check(DAY, "valid_from", "valid_to")}
    ) STRICT""",
    "CREATE INDEX party_group_unit ON party_group(unit_id)",
    f"""CREATE TABLE person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, normalized TEXT NOT NULL,
        pinyin TEXT NOT NULL DEFAULT '', initials TEXT NOT NULL DEFAULT '',
        sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'male', 'female')),
        nation TEXT NOT NULL DEFAULT '', birth TEXT, joined TEXT, education TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', sort_order INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
        ended_on TEXT, ended_reason TEXT NOT NULL DEFAULT ''
            CHECK (ended_reason IN ('', 'left', 'died', 'moved', 'duplicate')),
        merged_into INTEGER REFERENCES person(id),
        {_check(PARTIAL, "birth", "joined")}, {_check(DAY, "ended_on")}
    ) STRICT""",
    "CREATE INDEX person_normalized ON person(normalized)",
    "CREATE INDEX person_initials ON person(initials)",
    "CREATE INDEX person_merged_into ON person(merged_into)",
    f"""CREATE TABLE membership (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
        group_id INTEGER REFERENCES party_group(id) ON DELETE SET NULL,
        party_class TEXT NOT NULL CHECK (party_class IN ('full', 'probationary')),
        mobile INTEGER NOT NULL CHECK (mobile IN (0, 1)),
        valid_from TEXT, valid_to TEXT, {_check(DAY, "valid_from", "valid_to")}
    ) STRICT""",
    "CREATE INDEX membership_person ON membership(person_id)",
    "CREATE INDEX membership_unit ON membership(unit_id)",
    "CREATE INDEX membership_group ON membership(group_id)",
    f"""CREATE TABLE post (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
        title TEXT NOT NULL CHECK (title IN ('secretary', 'deputy_secretary', 'organisation_member',
            'publicity_member', 'discipline_member', 'member', 'director', 'first_secretary',
            'community_secretary', 'other')),
        title_text TEXT NOT NULL DEFAULT '', acting INTEGER NOT NULL CHECK (acting IN (0, 1)),
        since TEXT, until TEXT, position INTEGER NOT NULL DEFAULT 0,
        {_check(PARTIAL, "since")}, {_check(DAY, "until")}
    ) STRICT""",
    "CREATE INDEX post_person ON post(person_id)",
    "CREATE INDEX post_unit ON post(unit_id)",
    f"""CREATE TABLE vacancy (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER NOT NULL REFERENCES unit(id), title TEXT NOT NULL,
        valid_from TEXT, valid_to TEXT, note TEXT NOT NULL DEFAULT '',
        {_check(DAY, "valid_from", "valid_to")}
    ) STRICT""",
    "CREATE INDEX vacancy_unit ON vacancy(unit_id)",
    f"""CREATE TABLE sitting (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        planned_start TEXT NOT NULL, planned_end TEXT NOT NULL, actual_start TEXT, actual_end TEXT,
        place TEXT NOT NULL DEFAULT '', roster TEXT NOT NULL,
        roll_state TEXT NOT NULL CHECK (roll_state IN ('open', 'frozen', 'closed')), closed_on TEXT,
        CHECK (planned_start < planned_end), CHECK (actual_start < actual_end),
        {_check(MINUTE, "planned_start", "planned_end", "actual_start", "actual_end")},
        {_check(DAY, "closed_on")}
    ) STRICT""",
    "CREATE INDEX sitting_planned_start ON sitting(planned_start)",
    "CREATE INDEX sitting_actual_start ON sitting(actual_start)",
    """CREATE TABLE attendance (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        sitting_id INTEGER NOT NULL REFERENCES sitting(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        person_id INTEGER REFERENCES person(id), name TEXT NOT NULL, initials TEXT NOT NULL DEFAULT '',
        unit_ids TEXT NOT NULL DEFAULT '[]', unit_name TEXT NOT NULL DEFAULT '', post TEXT NOT NULL DEFAULT '',
        party_class TEXT NOT NULL DEFAULT '' CHECK (party_class IN ('', 'full', 'probationary')),
        status TEXT NOT NULL CHECK (status IN ('unmarked', 'present', 'late', 'leave', 'official',
            'absent', 'substitute', 'early', 'unsettled')),
        reason TEXT NOT NULL DEFAULT '', substitute_name TEXT NOT NULL DEFAULT '',
        substitute_post TEXT NOT NULL DEFAULT '', substitute_person_id INTEGER REFERENCES person(id),
        guest INTEGER NOT NULL CHECK (guest IN (0, 1)), not_counted TEXT NOT NULL DEFAULT '',
        left_at TEXT CHECK (left_at IS NULL OR left_at GLOB '[0-2][0-9]:[0-5][0-9]'),
        credit INTEGER CHECK (credit >= 0), vote TEXT NOT NULL DEFAULT '',
        UNIQUE (sitting_id, position)
    ) STRICT""",
    "CREATE INDEX attendance_person ON attendance(person_id, sitting_id)",
    "CREATE INDEX attendance_substitute ON attendance(substitute_person_id)",
    f"""CREATE TABLE leave_request (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        sitting_id INTEGER NOT NULL REFERENCES sitting(id) ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person(id),
        status TEXT NOT NULL CHECK (status IN ('leave', 'official', 'substitute')),
        reason TEXT NOT NULL DEFAULT '', substitute_name TEXT NOT NULL DEFAULT '', requested_on TEXT,
        approved_by TEXT NOT NULL DEFAULT '', UNIQUE (sitting_id, person_id), {_check(DAY, "requested_on")}
    ) STRICT""",
    "CREATE INDEX leave_request_person ON leave_request(person_id)",
    f"""CREATE TABLE makeup (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        attendance_id INTEGER NOT NULL UNIQUE REFERENCES attendance(id) ON DELETE CASCADE,
        done_on TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes > 0),
        credit INTEGER NOT NULL CHECK (credit >= 0), proof TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', {_check(DAY, "done_on")}
    ) STRICT""",
    "CREATE INDEX makeup_done_on ON makeup(done_on)",
    """CREATE TABLE training (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL, month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        topic TEXT NOT NULL DEFAULT '', problem TEXT NOT NULL DEFAULT '',
        sitting_id INTEGER NOT NULL REFERENCES sitting(id),
        state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled', 'missed')),
        state_reason TEXT NOT NULL DEFAULT '', why TEXT, rule TEXT NOT NULL DEFAULT '',
        pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)), host TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX training_year ON training(year)",
    "CREATE INDEX training_sitting ON training(sitting_id)",
    """CREATE TABLE course (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        training_id INTEGER NOT NULL REFERENCES training(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        title TEXT NOT NULL, lecturer TEXT NOT NULL DEFAULT '', lecturer_post TEXT NOT NULL DEFAULT '',
        form TEXT NOT NULL CHECK (form IN ('lecture', 'study', 'practice', 'full_time')),
        minutes INTEGER NOT NULL CHECK (minutes > 0), credit INTEGER CHECK (credit >= 0)
    ) STRICT""",
    "CREATE INDEX course_training ON course(training_id)",
    f"""CREATE TABLE calendar_day (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        day TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
        name TEXT NOT NULL DEFAULT '', source TEXT NOT NULL CHECK (source IN ('official', 'clerk')),
        {_check(DAY, "day")}
    ) STRICT""",
    """CREATE TABLE calendar_year (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        year INTEGER NOT NULL UNIQUE, official INTEGER NOT NULL CHECK (official IN (0, 1))
    ) STRICT""",
    # Not journalled: drafts, counters (a number is never reused), what was printed.
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY, form TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
        UNIQUE (form, key)
    ) STRICT""",
    "CREATE TABLE counter (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value INTEGER NOT NULL) STRICT",
    """CREATE TABLE print_log (
        id INTEGER PRIMARY KEY, paper TEXT NOT NULL, selector TEXT NOT NULL, content_hash TEXT NOT NULL,
        printed_at TEXT NOT NULL, copies INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX print_log_paper ON print_log(paper, selector)",
)
