"""A county's screens by indexes: which records are whole, which rolls are not, what was found when."""

from __future__ import annotations

# As far as a record itself tells it: 1 by names and 2 by numbers with all that is asked of it, 0 what lacks something.
WHOLE = (
    "CASE WHEN returned_on IS NOT NULL OR topic = '' THEN 0"
    " WHEN depth = 'names' THEN content <> '' AND host <> '' AND recorder <> '' AND (kind <> 'lecture' OR lecturer <> '')"
    " WHEN has_minutes AND expected - attended >= ifnull(on_leave, 0) + ifnull(absent, 0)"
    " AND (on_leave IS NULL OR absent IS NULL OR expected - attended = on_leave + absent) THEN 2 ELSE 0 END"
)

STATEMENTS = (
    f"CREATE INDEX meeting_whole ON meeting({WHOLE}, period, kind, group_id, unit_id, sitting_id, has_sign_in, has_photos, received_on)",
    "CREATE INDEX meeting_expected ON meeting(kind, period, unit_id, group_id, sitting_id, expected)"
    " WHERE expected IS NOT NULL",
    "CREATE INDEX sitting_held ON sitting(id, roll_state, actual_start) WHERE actual_start IS NOT NULL",
    # Nearly every mark is decided: this one holds the few that are not.
    "CREATE INDEX attendance_untold ON attendance(sitting_id) WHERE status IN ('unmarked', 'unsettled') AND guest = 0",
    "CREATE INDEX person_joined ON person(joined)",
    "CREATE INDEX problem_found ON problem(unit_id, found_on, number, state, category)",
)
