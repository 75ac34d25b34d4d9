CREATE TABLE "_sqlite_migrations" (
    "id" INTEGER PRIMARY KEY,
    "migration_set" TEXT,
    "name" TEXT,
    "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE action (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES action(id), effective INTEGER, undone INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL, source TEXT NOT NULL, schema INTEGER NOT NULL
) STRICT;
CREATE TABLE appraisal_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    person_id INTEGER REFERENCES person(id), name TEXT NOT NULL,
    party_class TEXT NOT NULL DEFAULT '' CHECK (party_class IN ('', 'full', 'probationary')),
    excellent INTEGER CHECK (excellent >= 0), competent INTEGER CHECK (competent >= 0),
    basic INTEGER CHECK (basic >= 0), poor INTEGER CHECK (poor >= 0),
    grade TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', 'excellent', 'competent', 'basic', 'poor')),
    excused TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX appraisal_line_meeting ON appraisal_line(meeting_id, position);
CREATE INDEX appraisal_line_person ON appraisal_line(person_id);
CREATE TABLE "attachment" (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    sitting_id INTEGER REFERENCES sitting(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'schedule', 'sign_in', 'courseware', 'photo', 'roll', 'minutes', 'form', 'other')), position INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL, media TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL CHECK (length(hash) = 64),
    size INTEGER NOT NULL CHECK (size >= 0), note TEXT NOT NULL DEFAULT '',
    meeting_id INTEGER REFERENCES meeting(id) ON DELETE CASCADE,
    errand_id INTEGER REFERENCES errand(id) ON DELETE CASCADE
    , problem_id INTEGER REFERENCES problem(id) ON DELETE CASCADE, inspection_id INTEGER REFERENCES inspection(id) ON DELETE CASCADE, round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1), theme_id INTEGER REFERENCES theme(id) ON DELETE CASCADE, selection_id INTEGER REFERENCES selection(id) ON DELETE CASCADE, nomination_id INTEGER REFERENCES nomination(id) ON DELETE CASCADE) STRICT;
CREATE INDEX attachment_errand ON attachment(errand_id);
CREATE INDEX attachment_hash ON attachment(hash);
CREATE INDEX attachment_inspection ON attachment(inspection_id);
CREATE INDEX attachment_meeting ON attachment(meeting_id);
CREATE INDEX attachment_nomination ON attachment(nomination_id);
CREATE INDEX attachment_problem ON attachment(problem_id);
CREATE INDEX attachment_selection ON attachment(selection_id);
CREATE INDEX attachment_sitting ON attachment(sitting_id);
CREATE INDEX attachment_theme ON attachment(theme_id);
CREATE TABLE attendance (
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
) STRICT;
CREATE INDEX attendance_person ON attendance(person_id, sitting_id);
CREATE INDEX attendance_substitute ON attendance(substitute_person_id);
CREATE INDEX attendance_untold ON attendance(sitting_id) WHERE status IN ('unmarked', 'unsettled') AND guest = 0;
CREATE TABLE ballot (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
    round INTEGER NOT NULL CHECK (round >= 1), held_on TEXT NOT NULL, place TEXT NOT NULL DEFAULT '',
    supervisor TEXT NOT NULL DEFAULT '', teller TEXT NOT NULL DEFAULT '', due INTEGER CHECK (due >= 0),
    present INTEGER CHECK (present >= 0), issued INTEGER CHECK (issued >= 0),
    returned INTEGER CHECK (returned >= 0), valid INTEGER CHECK (valid >= 0), locked_on TEXT,
    unlock_reason TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', UNIQUE (selection_id, round),
    CHECK (held_on IS NULL OR held_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (locked_on IS NULL OR locked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE ballot_count (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting(id) ON DELETE CASCADE,
    sent INTEGER NOT NULL CHECK (sent >= 0), returned INTEGER NOT NULL CHECK (returned >= 0),
    valid INTEGER NOT NULL CHECK (valid >= 0)
) STRICT;
CREATE TABLE ballot_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    ballot_id INTEGER NOT NULL REFERENCES ballot(id) ON DELETE CASCADE,
    nomination_id INTEGER NOT NULL REFERENCES nomination(id), votes INTEGER CHECK (votes >= 0),
    scores TEXT NOT NULL DEFAULT '[]', UNIQUE (ballot_id, nomination_id)
) STRICT;
CREATE INDEX ballot_line_nomination ON ballot_line(nomination_id);
CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    name TEXT NOT NULL DEFAULT '', source TEXT NOT NULL CHECK (source IN ('official', 'clerk')),
    CHECK (day IS NULL OR day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE calendar_year (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL UNIQUE, official INTEGER NOT NULL CHECK (official IN (0, 1))
) STRICT;
CREATE TABLE checklist_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('self', 'joint')), code TEXT NOT NULL, title TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0,
    stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)), UNIQUE (kind, code)
) STRICT;
CREATE TABLE counter (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value INTEGER NOT NULL) STRICT;
CREATE TABLE course (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    training_id INTEGER NOT NULL REFERENCES training(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    title TEXT NOT NULL, lecturer TEXT NOT NULL DEFAULT '', lecturer_post TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL CHECK (form IN ('lecture', 'study', 'practice', 'full_time')),
    minutes INTEGER NOT NULL CHECK (minutes > 0), credit INTEGER CHECK (credit >= 0)
) STRICT;
CREATE INDEX course_training ON course(training_id);
CREATE TABLE draft (
    id INTEGER PRIMARY KEY, form TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (form, key)
) STRICT;
CREATE TABLE duty (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    valid_from TEXT NOT NULL, title TEXT NOT NULL, record TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('branch', 'committee', 'group', 'work_unit', 'town', 'picked')),
    every TEXT NOT NULL CHECK (every IN ('month', 'quarter', 'year', 'once')),
    times INTEGER NOT NULL CHECK (times BETWEEN 1 AND 31), hold_by TEXT NOT NULL, report_by TEXT NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('hard', 'normally', 'local', 'strive', 'once')),
    basis TEXT NOT NULL DEFAULT '', stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0, UNIQUE (code, valid_from), CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE errand (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, asked_by TEXT NOT NULL DEFAULT '', asked_on TEXT NOT NULL, due_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', finished_on TEXT,
    CHECK (asked_on IS NULL OR asked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (due_on IS NULL OR due_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (finished_on IS NULL OR finished_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX errand_due_on ON errand(due_on);
CREATE TABLE errand_unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    errand_id INTEGER NOT NULL REFERENCES errand(id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), received_on TEXT, returned_on TEXT,
    return_reason TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '', UNIQUE (errand_id, unit_id),
    CHECK (received_on IS NULL OR received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (returned_on IS NULL OR returned_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX errand_unit_unit ON errand_unit(unit_id);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    problem_id INTEGER NOT NULL REFERENCES problem(id) ON DELETE CASCADE,
    round INTEGER NOT NULL CHECK (round >= 1), title TEXT NOT NULL, place TEXT NOT NULL,
    added_on TEXT NOT NULL, CHECK (added_on IS NULL OR added_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX evidence_problem ON evidence(problem_id);
CREATE TABLE folder_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    sitting_id INTEGER NOT NULL REFERENCES sitting(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'schedule', 'sign_in', 'courseware', 'photo', 'roll', 'other')),
    state TEXT NOT NULL CHECK (state IN ('paper', 'waived')), place TEXT NOT NULL DEFAULT '',
    UNIQUE (sitting_id, kind)
) STRICT;
CREATE TABLE import_memory (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, titles TEXT NOT NULL, mapping TEXT NOT NULL,
    used_at TEXT NOT NULL, UNIQUE (kind, titles)
) STRICT;
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('self', 'joint')),
    unit_id INTEGER NOT NULL REFERENCES unit(id), period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    held_on TEXT NOT NULL, inspector TEXT NOT NULL DEFAULT '', inspector_id INTEGER REFERENCES person(id),
    note TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '',
    tour_id INTEGER REFERENCES tour(id), CHECK (held_on IS NULL OR held_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX inspection_inspector ON inspection(inspector_id);
CREATE INDEX inspection_period ON inspection(period, kind, unit_id);
CREATE INDEX inspection_tour ON inspection(tour_id);
CREATE INDEX inspection_unit ON inspection(unit_id, kind, held_on);
CREATE TABLE inspection_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    inspection_id INTEGER NOT NULL REFERENCES inspection(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    code TEXT NOT NULL, title TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('open', 'fine', 'problem', 'not_applicable')),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX inspection_item_inspection ON inspection_item(inspection_id, position);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES action(id),
    tbl TEXT NOT NULL, row_id INTEGER NOT NULL, op TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')),
    before TEXT
) STRICT;
CREATE INDEX journal_action ON journal(action_id);
CREATE INDEX journal_deleted ON journal(tbl, id) WHERE op = 'D';
CREATE INDEX journal_row ON journal(tbl, row_id);
CREATE TABLE journal_state (id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER) STRICT;
CREATE TABLE leave_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    sitting_id INTEGER NOT NULL REFERENCES sitting(id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    status TEXT NOT NULL CHECK (status IN ('leave', 'official', 'substitute')),
    reason TEXT NOT NULL DEFAULT '', substitute_name TEXT NOT NULL DEFAULT '', requested_on TEXT,
    approved_by TEXT NOT NULL DEFAULT '', UNIQUE (sitting_id, person_id), CHECK (requested_on IS NULL OR requested_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX leave_request_person ON leave_request(person_id);
CREATE TABLE life_day (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), rule TEXT NOT NULL, starts_at TEXT,
    grace INTEGER NOT NULL DEFAULT 0 CHECK (grace BETWEEN 0 AND 31), valid_from TEXT NOT NULL,
    UNIQUE (unit_id, valid_from), CHECK (starts_at IS NULL OR starts_at GLOB '[0-2][0-9]:[0-5][0-9]'), CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE look_log (
    id INTEGER PRIMARY KEY, part TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
) STRICT;
CREATE INDEX look_log_part ON look_log(part);
CREATE TABLE makeup (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    attendance_id INTEGER NOT NULL UNIQUE REFERENCES attendance(id) ON DELETE CASCADE,
    done_on TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes > 0),
    credit INTEGER NOT NULL CHECK (credit >= 0), proof TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', CHECK (done_on IS NULL OR done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX makeup_done_on ON makeup(done_on);
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    sitting_id INTEGER NOT NULL REFERENCES sitting(id),
    kind TEXT NOT NULL CHECK (kind IN ('branch_meeting', 'committee_meeting', 'group_meeting', 'lecture', 'theme_day', 'study', 'life_meeting', 'appraisal')),
    unit_id INTEGER NOT NULL REFERENCES unit(id), group_id INTEGER REFERENCES party_group(id),
    period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-Q[1-4]'),
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
    CHECK (received_on IS NULL OR received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (returned_on IS NULL OR returned_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX meeting_expected ON meeting(kind, period, unit_id, group_id, sitting_id, expected) WHERE expected IS NOT NULL;
CREATE INDEX meeting_group ON meeting(group_id);
CREATE INDEX meeting_period ON meeting(period, kind, unit_id);
CREATE INDEX meeting_sitting ON meeting(sitting_id);
CREATE INDEX meeting_unit ON meeting(unit_id, kind, period);
CREATE INDEX meeting_whole ON meeting(CASE WHEN returned_on IS NOT NULL OR topic = '' THEN 0 WHEN depth = 'names' THEN content <> '' AND host <> '' AND recorder <> '' AND (kind <> 'lecture' OR lecturer <> '') WHEN has_minutes AND expected - attended >= ifnull(on_leave, 0) + ifnull(absent, 0) AND (on_leave IS NULL OR absent IS NULL OR expected - attended = on_leave + absent) THEN 2 ELSE 0 END, period, kind, group_id, unit_id, sitting_id, has_sign_in, has_photos, received_on);
CREATE TABLE membership (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
    group_id INTEGER REFERENCES party_group(id) ON DELETE SET NULL,
    party_class TEXT NOT NULL CHECK (party_class IN ('full', 'probationary')),
    mobile INTEGER NOT NULL CHECK (mobile IN (0, 1)),
    valid_from TEXT, valid_to TEXT, CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (valid_to IS NULL OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX membership_group ON membership(group_id);
CREATE INDEX membership_person ON membership(person_id);
CREATE INDEX membership_unit ON membership(unit_id);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, named_on TEXT NOT NULL,
    title TEXT NOT NULL, person_id INTEGER REFERENCES person(id), unit_id INTEGER REFERENCES unit(id),
    issuer TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    CHECK (person_id IS NOT NULL OR unit_id IS NOT NULL), CHECK (named_on IS NULL OR named_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX mention_person ON mention(person_id, named_on);
CREATE INDEX mention_unit ON mention(unit_id, named_on);
CREATE TABLE month_lock (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, month TEXT NOT NULL,
    locked INTEGER NOT NULL CHECK (locked IN (0, 1)), reason TEXT NOT NULL, changed_on TEXT NOT NULL,
    CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'), CHECK (changed_on IS NULL OR changed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX month_lock_month ON month_lock(month);
CREATE TABLE nomination (
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
    CHECK (nominated_on IS NULL OR nominated_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (judged_on IS NULL OR judged_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (replied_on IS NULL OR replied_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (struck_on IS NULL OR struck_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (withdrawn_on IS NULL OR withdrawn_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX nomination_category ON nomination(category_id);
CREATE INDEX nomination_nominator ON nomination(nominator_id);
CREATE INDEX nomination_person ON nomination(person_id, decision);
CREATE INDEX nomination_selection ON nomination(selection_id, position);
CREATE INDEX nomination_unit ON nomination(unit_id, decision);
CREATE TABLE objection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    publicity_id INTEGER NOT NULL REFERENCES publicity(id) ON DELETE CASCADE, received_on TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('visit', 'call', 'letter', 'network', 'box', 'hotline', 'other')),
    content TEXT NOT NULL, nomination_id INTEGER REFERENCES nomination(id), handled_on TEXT,
    handling TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL CHECK (outcome IN ('open', 'unfounded', 'upheld')),
    has_objector INTEGER NOT NULL DEFAULT 0 CHECK (has_objector IN (0, 1)),
    objector_changes INTEGER NOT NULL DEFAULT 0, CHECK (received_on IS NULL OR received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (handled_on IS NULL OR handled_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX objection_nomination ON objection(nomination_id);
CREATE INDEX objection_publicity ON objection(publicity_id);
CREATE TABLE office (
    id INTEGER PRIMARY KEY CHECK (id = 1), uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)), created_on TEXT NOT NULL
) STRICT;
CREATE TABLE outside_training (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    level TEXT NOT NULL CHECK (level IN ('county', 'city', 'province', 'online', 'other')),
    title TEXT NOT NULL, began_on TEXT NOT NULL, ended_on TEXT,
    credit INTEGER NOT NULL CHECK (credit >= 0), proof TEXT NOT NULL DEFAULT '',
    CHECK (began_on IS NULL OR began_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (ended_on IS NULL OR ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX outside_training_began_on ON outside_training(began_on);
CREATE INDEX outside_training_person ON outside_training(person_id);
CREATE TABLE party_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), name TEXT NOT NULL, sort_order INTEGER NOT NULL,
    valid_from TEXT, valid_to TEXT, CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (valid_to IS NULL OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX party_group_unit ON party_group(unit_id);
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, normalized TEXT NOT NULL,
    pinyin TEXT NOT NULL DEFAULT '', initials TEXT NOT NULL DEFAULT '',
    sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'male', 'female')),
    nation TEXT NOT NULL DEFAULT '', birth TEXT, joined TEXT, education TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '', sort_order INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
    ended_on TEXT, ended_reason TEXT NOT NULL DEFAULT ''
    CHECK (ended_reason IN ('', 'left', 'died', 'moved', 'duplicate')),
    merged_into INTEGER REFERENCES person(id),
    CHECK (birth IS NULL OR birth GLOB '[12][0-9][0-9][0-9]' OR birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (joined IS NULL OR joined GLOB '[12][0-9][0-9][0-9]' OR joined GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR joined GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (ended_on IS NULL OR ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX person_initials ON person(initials);
CREATE INDEX person_joined ON person(joined);
CREATE INDEX person_list ON person(sort_order, id, merged_into, ended_on);
CREATE INDEX person_merged_into ON person(merged_into);
CREATE INDEX person_normalized ON person(normalized);
CREATE INDEX person_phone ON person(phone);
CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
    title TEXT NOT NULL CHECK (title IN ('secretary', 'deputy_secretary', 'organisation_member',
    'publicity_member', 'discipline_member', 'member', 'director', 'first_secretary',
    'community_secretary', 'other')),
    title_text TEXT NOT NULL DEFAULT '', acting INTEGER NOT NULL CHECK (acting IN (0, 1)),
    since TEXT, until TEXT, position INTEGER NOT NULL DEFAULT 0,
    CHECK (since IS NULL OR since GLOB '[12][0-9][0-9][0-9]' OR since GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (until IS NULL OR until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX post_person ON post(person_id);
CREATE INDEX post_unit ON post(unit_id);
CREATE TABLE print_log (
    id INTEGER PRIMARY KEY, paper TEXT NOT NULL, selector TEXT NOT NULL, content_hash TEXT NOT NULL,
    printed_at TEXT NOT NULL, copies INTEGER NOT NULL
    , content TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX print_log_paper ON print_log(paper, selector);
CREATE TABLE problem (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), text TEXT NOT NULL CHECK (text <> ''),
    source TEXT NOT NULL CHECK
    (source IN ('self', 'joint', 'spot', 'tip', 'superior', 'audit', 'meeting', 'other')),
    lane TEXT NOT NULL CHECK (lane IN ('prompt', 'term', 'lasting')),
    state TEXT NOT NULL CHECK (state IN ('registered', 'assigned', 'rectifying', 'submitted', 'closed', 'looked_back', 'withdrawn')), found_on TEXT,
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
    CHECK (found_on IS NULL OR found_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (deadline IS NULL OR deadline GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (done_on IS NULL OR done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (closed_on IS NULL OR closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (look_back_on IS NULL OR look_back_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX problem_found ON problem(unit_id, found_on, number, state, category);
CREATE INDEX problem_inspection ON problem(inspection_id);
CREATE INDEX problem_item ON problem(item_id);
CREATE INDEX problem_leader ON problem(leader_id);
CREATE INDEX problem_responsible ON problem(responsible_id);
CREATE INDEX problem_state ON problem(state, deadline);
CREATE INDEX problem_tip ON problem(tip_id);
CREATE INDEX problem_unit ON problem(unit_id, category, found_on);
CREATE INDEX problem_verifier ON problem(verifier_id);
CREATE TABLE problem_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    problem_id INTEGER NOT NULL REFERENCES problem(id) ON DELETE CASCADE,
    round INTEGER NOT NULL CHECK (round >= 1), step TEXT NOT NULL CHECK (step IN ('register', 'import', 'assign', 'start', 'extend', 'submit', 'return', 'close', 'stage', 'look_back', 'reopen', 'withdraw', 'chase', 'note')),
    happened_on TEXT NOT NULL, state_before TEXT CHECK (state_before IN ('registered', 'assigned', 'rectifying', 'submitted', 'closed', 'looked_back', 'withdrawn')),
    state_after TEXT NOT NULL CHECK (state_after IN ('registered', 'assigned', 'rectifying', 'submitted', 'closed', 'looked_back', 'withdrawn')), actor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', old_deadline TEXT, new_deadline TEXT,
    CHECK (happened_on IS NULL OR happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (old_deadline IS NULL OR old_deadline GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (new_deadline IS NULL OR new_deadline GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX problem_event_problem ON problem_event(problem_id);
CREATE TABLE publicity (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
    round INTEGER NOT NULL CHECK (round >= 1), starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    workdays INTEGER NOT NULL CHECK (workdays > 0), place TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL CHECK (result IN ('open', 'confirmed', 'rejected')), result_on TEXT,
    note TEXT NOT NULL DEFAULT '', CHECK (ends_on >= starts_on), UNIQUE (selection_id, round),
    CHECK (starts_on IS NULL OR starts_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (ends_on IS NULL OR ends_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (result_on IS NULL OR result_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE reporter_log (
    id INTEGER PRIMARY KEY, tip_uid TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
) STRICT;
CREATE INDEX reporter_log_tip ON reporter_log(tip_uid);
CREATE TABLE reserve (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id), unit_id INTEGER NOT NULL REFERENCES unit(id),
    entered_on TEXT NOT NULL CHECK (entered_on IS NULL OR entered_on GLOB '[12][0-9][0-9][0-9]' OR entered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR entered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), direction TEXT NOT NULL DEFAULT '',
    mentor TEXT NOT NULL DEFAULT '', mentor_id INTEGER REFERENCES person(id), plan TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', left_on TEXT, left_reason TEXT NOT NULL DEFAULT '', CHECK (left_on IS NULL OR left_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX reserve_mentor ON reserve(mentor_id);
CREATE INDEX reserve_person ON reserve(person_id);
CREATE INDEX reserve_unit ON reserve(unit_id);
CREATE TABLE reveal_log (
    id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
) STRICT;
CREATE INDEX reveal_log_person ON reveal_log(person_id);
CREATE TABLE selection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]-[01][0-9]'), title TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL CHECK (subject IN ('person', 'unit')),
    theme_id INTEGER REFERENCES theme(id) ON DELETE SET NULL, opened_on TEXT, nominate_until TEXT,
    nominations_closed_on TEXT, method TEXT NOT NULL CHECK (method IN ('count', 'score')),
    drop_extremes INTEGER NOT NULL DEFAULT 0 CHECK (drop_extremes IN (0, 1)),
    full_score INTEGER NOT NULL DEFAULT 100 CHECK (full_score > 0),
    tie_rule TEXT NOT NULL CHECK (tie_rule IN ('second_round', 'committee', 'longest_ago')),
    decided_on TEXT, decision_note TEXT NOT NULL DEFAULT '', announced_on TEXT,
    circular_number TEXT NOT NULL DEFAULT '', vacant_on TEXT, vacancy_reason TEXT NOT NULL DEFAULT '',
    imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)), note TEXT NOT NULL DEFAULT '',
    CHECK (opened_on IS NULL OR opened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (nominate_until IS NULL OR nominate_until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (nominations_closed_on IS NULL OR nominations_closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (decided_on IS NULL OR decided_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (announced_on IS NULL OR announced_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (vacant_on IS NULL OR vacant_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX selection_period ON selection(period);
CREATE INDEX selection_theme ON selection(theme_id);
CREATE TABLE selection_category (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    selection_id INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '', quota INTEGER NOT NULL DEFAULT 1 CHECK (quota > 0),
    choices INTEGER NOT NULL DEFAULT 1 CHECK (choices > 0)
) STRICT;
CREATE INDEX selection_category_selection ON selection_category(selection_id, position);
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL
) STRICT;
CREATE TABLE sitting (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    planned_start TEXT NOT NULL, planned_end TEXT NOT NULL, actual_start TEXT, actual_end TEXT,
    place TEXT NOT NULL DEFAULT '', roster TEXT NOT NULL,
    roll_state TEXT NOT NULL CHECK (roll_state IN ('open', 'frozen', 'closed')), closed_on TEXT, timed INTEGER NOT NULL DEFAULT 1 CHECK (timed IN (0, 1)),
    CHECK (planned_start < planned_end), CHECK (actual_start < actual_end),
    CHECK (planned_start IS NULL OR planned_start GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'), CHECK (planned_end IS NULL OR planned_end GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'), CHECK (actual_start IS NULL OR actual_start GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'), CHECK (actual_end IS NULL OR actual_end GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
    CHECK (closed_on IS NULL OR closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX sitting_actual_start ON sitting(actual_start);
CREATE INDEX sitting_held ON sitting(id, roll_state, actual_start) WHERE actual_start IS NOT NULL;
CREATE INDEX sitting_planned_start ON sitting(planned_start);
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE talk (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), year INTEGER NOT NULL, held_on TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('among_committee', 'committee_member', 'among_members', 'special')),
    speaker_id INTEGER REFERENCES person(id), speaker TEXT NOT NULL,
    partner_id INTEGER REFERENCES person(id), partner TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '', filed_at TEXT NOT NULL DEFAULT '', CHECK (held_on IS NULL OR held_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX talk_partner ON talk(partner_id);
CREATE INDEX talk_speaker ON talk(speaker_id);
CREATE INDEX talk_unit ON talk(unit_id, year);
CREATE INDEX talk_year ON talk(year);
CREATE TABLE term (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), elected_on TEXT NOT NULL,
    years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 10), note TEXT NOT NULL DEFAULT '',
    CHECK (elected_on IS NULL OR elected_on GLOB '[12][0-9][0-9][0-9]' OR elected_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR elected_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX term_unit ON term(unit_id);
CREATE VIRTUAL TABLE text_errand USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_errand_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_errand_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_errand_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_errand_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_inspection USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_inspection_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_inspection_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_inspection_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_inspection_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_meeting USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_meeting_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_meeting_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_meeting_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_meeting_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_nomination USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_nomination_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_nomination_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_nomination_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_nomination_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_problem USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_problem_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_problem_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_problem_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_problem_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_theme USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_theme_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_theme_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_theme_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_theme_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_tip USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_tip_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_tip_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_tip_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_tip_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text_training USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'text_training_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'text_training_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'text_training_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'text_training_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE theme (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    period TEXT NOT NULL UNIQUE CHECK (period GLOB '[12][0-9][0-9][0-9]-[01][0-9]'), title TEXT NOT NULL DEFAULT '',
    material TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', came_on TEXT,
    note TEXT NOT NULL DEFAULT '', CHECK (came_on IS NULL OR came_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE TABLE theme_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    theme_id INTEGER NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
    training_id INTEGER REFERENCES training(id) ON DELETE CASCADE,
    meeting_id INTEGER REFERENCES meeting(id) ON DELETE CASCADE,
    CHECK ((training_id IS NULL) <> (meeting_id IS NULL)),
    UNIQUE (theme_id, training_id), UNIQUE (theme_id, meeting_id)
) STRICT;
CREATE INDEX theme_record_meeting ON theme_record(meeting_id);
CREATE INDEX theme_record_training ON theme_record(training_id);
CREATE TABLE tip (
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
    CHECK (received_on IS NULL OR received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (due_on IS NULL OR due_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (replied_on IS NULL OR replied_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (handed_on IS NULL OR handed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX tip_received_on ON tip(received_on);
CREATE INDEX tip_unit ON tip(unit_id);
CREATE TABLE tip_reporter (
    tip_uid TEXT PRIMARY KEY, sealed BLOB NOT NULL
) STRICT;
CREATE TABLE tour (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, held_on TEXT NOT NULL, team TEXT NOT NULL DEFAULT '[]',
    focus TEXT NOT NULL DEFAULT '', pool TEXT NOT NULL DEFAULT '[]', seed INTEGER,
    issue INTEGER CHECK (issue > 0), good TEXT NOT NULL DEFAULT '', requirements TEXT NOT NULL DEFAULT '',
    reply_by TEXT, CHECK (held_on IS NULL OR held_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (reply_by IS NULL OR reply_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX tour_held_on ON tour(held_on);
CREATE TABLE tour_unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    tour_id INTEGER NOT NULL REFERENCES tour(id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit(id), position INTEGER NOT NULL,
    drawn INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1)), UNIQUE (tour_id, unit_id)
) STRICT;
CREATE INDEX tour_unit_unit ON tour_unit(unit_id);
CREATE TABLE training (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL, month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    topic TEXT NOT NULL DEFAULT '', problem TEXT NOT NULL DEFAULT '',
    sitting_id INTEGER NOT NULL REFERENCES sitting(id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled', 'missed')),
    state_reason TEXT NOT NULL DEFAULT '', why TEXT, rule TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)), host TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX training_sitting ON training(sitting_id);
CREATE INDEX training_year ON training(year);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('town_committee', 'community', 'village_branch',
    'office_branch', 'department', 'other')),
    sort_order INTEGER NOT NULL, founded_on TEXT, closed_on TEXT,
    merged_into INTEGER REFERENCES unit(id), note TEXT NOT NULL DEFAULT '',
    CHECK (founded_on IS NULL OR founded_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (closed_on IS NULL OR closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX unit_merged_into ON unit(merged_into);
CREATE TABLE unit_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('short', 'party', 'work')),
    name TEXT NOT NULL, normalized TEXT NOT NULL, initials TEXT NOT NULL DEFAULT '',
    valid_from TEXT, valid_to TEXT, CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (valid_to IS NULL OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX unit_name_normalized ON unit_name(normalized);
CREATE INDEX unit_name_unit ON unit_name(unit_id);
CREATE TABLE unit_parent (
    id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
    tree TEXT NOT NULL CHECK (tree IN ('party', 'work')), parent_id INTEGER REFERENCES unit(id),
    valid_from TEXT, valid_to TEXT, CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (valid_to IS NULL OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX unit_parent_parent ON unit_parent(parent_id);
CREATE INDEX unit_parent_unit ON unit_parent(unit_id);
CREATE TABLE vacancy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES unit(id), title TEXT NOT NULL,
    valid_from TEXT, valid_to TEXT, note TEXT NOT NULL DEFAULT '',
    CHECK (valid_from IS NULL OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), CHECK (valid_to IS NULL OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX vacancy_unit ON vacancy(unit_id);
CREATE TABLE vote (
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
) STRICT;
CREATE INDEX vote_meeting ON vote(meeting_id);
CREATE TABLE waiver (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, duty TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES unit(id), group_id INTEGER REFERENCES party_group(id),
    period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-Q[1-4]'), reason TEXT NOT NULL,
    approver TEXT NOT NULL DEFAULT '', approved_on TEXT, CHECK (approved_on IS NULL OR approved_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX waiver_group ON waiver(group_id);
CREATE INDEX waiver_period ON waiver(period, duty, unit_id);
CREATE INDEX waiver_unit ON waiver(unit_id);
CREATE TABLE yearly_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit(id),
    kind TEXT NOT NULL CHECK (kind IN ('life_meeting', 'appraisal', 'talk')), year INTEGER NOT NULL,
    step TEXT NOT NULL, done_on TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    UNIQUE (unit_id, kind, year, step), CHECK (done_on IS NULL OR done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX yearly_step_year ON yearly_step(year, kind);
