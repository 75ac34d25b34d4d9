"""Every list the program gives out: one table of names, columns and selectors for `list`, `export` and help."""

from __future__ import annotations

from gzparty.exchange import (
    cadre_lists,
    duty_lists,
    file_lists,
    inspection_lists,
    meeting_lists,
    office_lists,
    people_lists,
    problem_lists,
    selection_lists,
    theme_lists,
    tip_lists,
    training_lists,
    yearly_lists,
)
from gzparty.exchange.list_spec import ListSpec

LISTS: tuple[ListSpec, ...] = (
    *people_lists.LISTS,
    *training_lists.LISTS,
    *meeting_lists.LISTS,
    *file_lists.LISTS,
    *duty_lists.LISTS,
    *yearly_lists.LISTS,
    *inspection_lists.LISTS,
    *problem_lists.LISTS,
    *tip_lists.LISTS,
    *theme_lists.LISTS,
    *selection_lists.LISTS,
    *cadre_lists.LISTS,
    *office_lists.LISTS,
)


def find(name: str) -> ListSpec | None:
    """The list of a name."""
    return next((spec for spec in LISTS if spec.name == name), None)
