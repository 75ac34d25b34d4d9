"""What the services need of pinyin, so that search by initials works."""

from __future__ import annotations

from typing import Protocol


class Romaniser(Protocol):
    """Gives every reading, separated by spaces."""

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials of a person's name."""
        ...

    def unit(self, name: str) -> str:
        """Initials of a unit's name."""
        ...


def unit_initials(romaniser: Romaniser, name: str, normalized: str) -> str:
    """Initials of a unit as it is matched and as it is written: xlj and xljc both find 西利见村."""
    forms = (romaniser.unit(normalized), romaniser.unit("".join(name.split())))
    return " ".join(dict.fromkeys(" ".join(forms).split()))
