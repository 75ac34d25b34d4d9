"""Texts in the language of the window, and Chinese where what is made leaves the window."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from gzparty import i18n
from gzparty.exchange.list_spec import ListColumn
from gzparty.exchange.writing import write_list
from gzparty.i18n import N_, SOURCE, _, in_chinese, install
from ui.resource import path_of


@pytest.fixture(autouse=True)
def chinese_afterwards() -> Iterator[None]:
    yield
    install(SOURCE)


@pytest.fixture
def english() -> None:
    install("en", Path(path_of("locale")))


def test_texts_are_chinese_until_another_language_is_chosen() -> None:
    assert _("保存") == "保存"


@pytest.mark.usefixtures("english")
def test_the_window_speaks_english_and_chinese_again() -> None:
    assert _("保存") == "Save"
    install(SOURCE)
    assert _("保存") == "保存"


@pytest.mark.usefixtures("english")
def test_a_list_that_leaves_the_program_is_chinese_whatever_the_window_speaks(tmp_path: Path) -> None:
    target = tmp_path / "units.csv"
    write_list([ListColumn("name", N_("单位"))], ({"name": _("是")} for _row in range(1)), target)
    assert target.read_text("utf-8-sig").split() == ["单位", "是"]
    assert _("是") == "Yes"


@pytest.mark.usefixtures("english")
def test_a_function_can_be_chinese_as_a_whole_even_where_it_stops_with_an_error() -> None:
    @in_chinese()
    def broken() -> None:
        raise ValueError(_("保存"))

    with pytest.raises(ValueError, match="保存"):
        broken()
    assert _("保存") == "Save"


def test_a_language_without_a_catalogue_leaves_the_chinese(tmp_path: Path) -> None:
    install("fr", tmp_path)
    assert _("保存") == "保存"
    assert type(i18n._catalogue.translations) is NullTranslations
