"""Themes with the records about them, selections of exemplars from nomination to circular, reserve cadres."""

from __future__ import annotations

DAY = "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
MONTH = "({0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]')"
PARTIAL = (
    "({0} IS NULL OR {0} GLOB '[12][0-9][0-9][0-9]' OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]'"
    " OR {0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
)
INDEX = (
    "CREATE VIRTUAL TABLE {0} USING fts5(body, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0')"
)


def _days(*columns: str) -> str:
    return ", ".join(f"CHECK {DAY.format(column)}" for column in columns)


STATEMENTS = (
    f"""CREATE TABLE theme (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        period TEXT NOT NULL UNIQUE CHECK {MONTH.format("period")}, title TEXT NOT NULL DEFAULT '',
        material TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', came_on TEXT,
        note TEXT NOT NULL DEFAULT '', {_days("came_on")}
    ) STRICT""",
    """CREATE TABLE theme_record (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        theme_id INTEGER NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
        training_id INTEGER REFERENCES training(id) ON DELETE CASCADE,
        meeting_id INTEGER REFERENCES meeting(id) ON DELETE CASCADE,
        CHECK ((training_id IS NULL) <> (meeting_id IS NULL)),
        UNIQUE (theme_id, training_id), UNIQUE (theme_id, meeting_id)
    ) STRICT""",
    "CREATE INDEX theme_record_training ON theme_record(training_id)",
    "CREATE INDEX theme_record_meeting ON theme_record(meeting_id)",
    f"""CREATE TABLE selection (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        period TEXT NOT NULL CHECK {MONTH.format("period")}, title TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL CHECK (subject IN ('person', 'unit')),
        theme_id INTEGER REFERENCES theme(id) ON DELETE SET NULL, opened_on TEXT, nominate_until TEXT,
        nominations_closed_on TEXT, method TEXT NOT NULL CHECK (method IN ('count', 'score')),
        drop_extremes INTEGER NOT NULL DEFAULT 0 CHECK (drop_extremes IN (0, 1)),
        full_score INTEGER NOT NULL DEFAULT 100 CHECK (full_score > 0),
        tie_rule TEXT NOT NULL CHECK (tie_rule IN ('second_round', 'committee', 'longest_ago')),
        decided_on TEXT, decision_note TEXT NOT NULL DEFAULT '', announced_on TEXT,
        circular_number TEXT NOT NULL DEFAULT '', vacant_on TEXT, vacancy_reason TEXT NOT NULL DEFAULT '',
        imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)), note TEXT NOT NULL DEFAULT '',
        {_days("opened_on", "nominate_until", "nominations_closed_on", "decided_on", "announced_on", "vacant_on")}
    ) STRICT""",
    "CREATE INDEX selection_period ON selection(period)",
    "CREATE INDEX selection_theme ON selection(theme_id)",
    """CREATE TABLE selection_category (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE, position INTEGER NOT NULL,
        title TEXT NOT NULL DEFAULT '', quota INTEGER NOT NULL DEFAULT 1 CHECK (quota > 0),
        choices INTEGER NOT NULL DEFAULT 1 CHECK (choices > 0)
    ) STRICT""",
    "CREATE INDEX selection_category_selection ON selection_category(selection_id, position)",
    f"""CREATE TABLE nomination (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
        category_id INTEGER NOT NULL REFERENCES selection_category(id), position INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''), person_id INTEGER REFERENCES person(id),
        unit_id INTEGER REFERENCES unit(id), unit_name TEXT NOT NULL DEFAULT '', post TEXT NOT NULL DEFAULT '',
        nominator TEXT NOT NULL DEFAULT '', nominator_id INTEGER REFERENCES unit(id), nominated_on TEXT,
        summary TEXT NOT NULL DEFAULT '', deeds TEXT NOT NULL DEFAULT '', opinion TEXT NOT NULL DEFAULT '',
        verdict TEXT NOT NULL CHECK (verdict IN ('open', 'passed', 'failed')), judged_on TEXT,
        judged_by TEXT NOT NULL DEFAULT '', verdict_reason TEXT NOT NULL DEFAULT '',
        found TEXT NOT NULL DEFAULT '[]', reply TEXT NOT NULL DEFAULT '' CHECK (reply IN ('', 'clear', 'unsuitable')),
        replied_on TEXT, reply_note TEXT NOT NULL DEFAULT '',
        decision TEXT NOT NULL CHECK (decision IN ('open', 'chosen', 'not_chosen')),
        decision_reason TEXT NOT NULL DEFAULT '', struck_on TEXT, struck_reason TEXT NOT NULL DEFAULT '',
        withdrawn_on TEXT, withdrawn_reason TEXT NOT NULL DEFAULT '',
        {_days("nominated_on", "judged_on", "replied_on", "struck_on", "withdrawn_on")}
    ) STRICT""",
    "CREATE INDEX nomination_selection ON nomination(selection_id, position)",
    "CREATE INDEX nomination_category ON nomination(category_id)",
    "CREATE INDEX nomination_person ON nomination(person_id, decision)",
    "CREATE INDEX nomination_unit ON nomination(unit_id, decision)",
    "CREATE INDEX nomination_nominator ON nomination(nominator_id)",
    f"""CREATE TABLE ballot (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
        round INTEGER NOT NULL CHECK (round >= 1), held_on TEXT NOT NULL, place TEXT NOT NULL DEFAULT '',
        supervisor TEXT NOT NULL DEFAULT '', teller TEXT NOT NULL DEFAULT '', due INTEGER CHECK (due >= 0),
        present INTEGER CHECK (present >= 0), issued INTEGER CHECK (issued >= 0),
        returned INTEGER CHECK (returned >= 0), valid INTEGER CHECK (valid >= 0), locked_on TEXT,
        unlock_reason TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', UNIQUE (selection_id, round),
        {_days("held_on", "locked_on")}
    ) STRICT""",
    """CREATE TABLE ballot_line (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        ballot_id INTEGER NOT NULL REFERENCES ballot(id) ON DELETE CASCADE,
        nomination_id INTEGER NOT NULL REFERENCES nomination(id), votes INTEGER CHECK (votes >= 0),
        scores TEXT NOT NULL DEFAULT '[]', UNIQUE (ballot_id, nomination_id)
    ) STRICT""",
    "CREATE INDEX ballot_line_nomination ON ballot_line(nomination_id)",
    f"""CREATE TABLE publicity (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
        round INTEGER NOT NULL CHECK (round >= 1), starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
        workdays INTEGER NOT NULL CHECK (workdays > 0), place TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL CHECK (result IN ('open', 'confirmed', 'rejected')), result_on TEXT,
        note TEXT NOT NULL DEFAULT '', CHECK (ends_on >= starts_on), UNIQUE (selection_id, round),
        {_days("starts_on", "ends_on", "result_on")}
    ) STRICT""",
    f"""CREATE TABLE objection (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        publicity_id INTEGER NOT NULL REFERENCES publicity(id) ON DELETE CASCADE, received_on TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('visit', 'call', 'letter', 'network', 'box', 'hotline', 'other')),
        content TEXT NOT NULL, nomination_id INTEGER REFERENCES nomination(id), handled_on TEXT,
        handling TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL CHECK (outcome IN ('open', 'unfounded', 'upheld')),
        has_objector INTEGER NOT NULL DEFAULT 0 CHECK (has_objector IN (0, 1)),
        objector_changes INTEGER NOT NULL DEFAULT 0, {_days("received_on", "handled_on")}
    ) STRICT""",
    "CREATE INDEX objection_publicity ON objection(publicity_id)",
    "CREATE INDEX objection_nomination ON objection(nomination_id)",
    f"""CREATE TABLE mention (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, named_on TEXT NOT NULL,
        title TEXT NOT NULL, person_id INTEGER REFERENCES person(id), unit_id INTEGER REFERENCES unit(id),
        issuer TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
        CHECK (person_id IS NOT NULL OR unit_id IS NOT NULL), {_days("named_on")}
    ) STRICT""",
    "CREATE INDEX mention_person ON mention(person_id, named_on)",
    "CREATE INDEX mention_unit ON mention(unit_id, named_on)",
    f"""CREATE TABLE reserve (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
        entered_on TEXT NOT NULL CHECK {PARTIAL.format("entered_on")}, direction TEXT NOT NULL DEFAULT '',
        mentor TEXT NOT NULL DEFAULT '', mentor_id INTEGER REFERENCES person(id), plan TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', left_on TEXT, left_reason TEXT NOT NULL DEFAULT '', {_days("left_on")}
    ) STRICT""",
    "CREATE INDEX reserve_person ON reserve(person_id)",
    "CREATE INDEX reserve_unit ON reserve(unit_id)",
    "CREATE INDEX reserve_mentor ON reserve(mentor_id)",
    """CREATE TABLE look_log (
        id INTEGER PRIMARY KEY, part TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX look_log_part ON look_log(part)",
    "ALTER TABLE attachment ADD COLUMN theme_id INTEGER REFERENCES theme(id) ON DELETE CASCADE",
    "ALTER TABLE attachment ADD COLUMN selection_id INTEGER REFERENCES selection(id) ON DELETE CASCADE",
    "ALTER TABLE attachment ADD COLUMN nomination_id INTEGER REFERENCES nomination(id) ON DELETE CASCADE",
    "CREATE INDEX attachment_theme ON attachment(theme_id)",
    "CREATE INDEX attachment_selection ON attachment(selection_id)",
    "CREATE INDEX attachment_nomination ON attachment(nomination_id)",
    *(INDEX.format(name) for name in ("text_theme", "text_nomination")),
)
