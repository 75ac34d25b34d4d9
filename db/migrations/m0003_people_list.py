"""Lists of people: everyone in the office's order who is still there, read from an index alone."""

from __future__ import annotations

STATEMENTS = (
    # With id in it the order is whole, so that a list of a county needs no sorting.
    "DROP INDEX person_order",
    "CREATE INDEX person_list ON person(sort_order, id, merged_into, ended_on)",
)
