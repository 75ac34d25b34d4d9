"""Telephone numbers: kept as digits, shown masked."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015()+.·]+")
_MOBILE_WITH_COUNTRY = re.compile(r"^(?:00)?86(1\d{10})$")
_SHOWN_HEAD, _SHOWN_TAIL = 3, 4
_LONG_NUMBER = re.compile(r"\d{7,}|(?<!\d)1\d{2}[ \-\u3000]\d{4}[ \-\u3000]\d{4}(?!\d)")


def normalize_phone(text: str) -> str:
    """Digits only, without 86 before a mobile number; text that holds no digits stays as it is."""
    folded = unicodedata.normalize("NFKC", text).strip()
    digits = _SEPARATORS.sub("", folded)
    match = _MOBILE_WITH_COUNTRY.match(digits)
    return match[1] if match else digits


def is_plausible(digits: str) -> bool:
    """Whether a normalised number can be dialled: a mobile of 11 digits, or a landline of 7 to 12."""
    if not digits.isascii() or not digits.isdigit():
        return False
    return len(digits) == 11 if digits.startswith("1") else 7 <= len(digits) <= 12


def masked(phone: str) -> str:
    """A number as screens show it: 178****9240; short ones keep nothing but their last digits."""
    digits = normalize_phone(phone)
    if len(digits) < _SHOWN_HEAD + _SHOWN_TAIL + 1:
        return "*" * max(0, len(digits) - 2) + digits[-2:]
    hidden = len(digits) - _SHOWN_HEAD - _SHOWN_TAIL
    return digits[:_SHOWN_HEAD] + "*" * hidden + digits[-_SHOWN_TAIL:]


def masked_within(text: str) -> str:
    """A text in which every number long enough to be a phone is masked."""
    return _LONG_NUMBER.sub(lambda match: masked(match[0]), text)
