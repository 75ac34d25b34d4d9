"""Damage done by spreadsheets is noticed; what has two meanings is asked and never guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.damage import CellValue, as_text, read_date, read_number_text, read_phone, read_text
from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.partial_date import PartialDate, parse_partial_date
from gzparty.labels import sentence

TODAY = date(2023, 2, 20)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1981年4月", "1981-04"),
        ("1981年4月份", "1981-04"),
        ("1981年", "1981"),
        ("1981", "1981"),
        ("1960.12.20", "1960-12-20"),
        ("1976.03", "1976-03"),
        ("1985.1", "1985-01"),
        ("1996/4/7", "1996-04-07"),
        ("2001-04-28", "2001-04-28"),
        ("2001-04-28 00:00:00", "2001-04-28"),
        ("20010428", "2001-04-28"),
        ("198104", "1981-04"),
        ("二〇二三年二月", "2023-02"),
        ("二○一三年十一月二十三日", "2013-11-23"),
        ("１９８１年４月", "1981-04"),
        ("１９８１．０４", "1981-04"),
        (" 1981 年 4 月 3 日 ", "1981-04-03"),
        ("2000年2月29日", "2000-02-29"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, meant: str) -> None:
    assert str(parse_partial_date(written)) == meant


@pytest.mark.parametrize(
    "written", ["2023年2月31日", "2023-02-29", "1985.13", "1985.0", "19850631", "0000-01-01"]
)
def test_a_day_the_calendar_lacks_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_partial_date(written)
    assert refused.value.diagnostics[0].code == "date_impossible"
    assert written in sentence(refused.value.diagnostics[0])


@pytest.mark.parametrize("written", ["不详", "", "81.4", "1985年春", "十十年", "3月5日", "1985.1.2.3"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_partial_date(written)
    assert refused.value.diagnostics[0].code == "date_unreadable"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_back_from_every_style(day: date) -> None:
    styles = ["{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}", "{0:%Y/%m/%d}"]
    assert {parse_partial_date(style.format(day)) for style in styles} == {
        PartialDate(day.year, day.month, day.day)
    }


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_date(text, TODAY)
    assert reading.finding is None or text.strip() in sentence(reading.finding)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (1985.11, "1985-11"),
        (1985.02, "1985-02"),
        (1985.2, "1985-02"),
        (1985.12, "1985-12"),
        (1985.0, "1985"),
        (198104.0, "1981-04"),
        (20010428.0, "2001-04-28"),
        (date(1966, 3, 27), "1966-03-27"),
        (datetime(1966, 3, 27), "1966-03-27"),
    ],
)
def test_a_number_of_one_meaning_is_read(cell: CellValue, meant: str) -> None:
    reading = read_date(cell, TODAY)
    assert (str(reading.value), reading.finding) == (meant, None)


def test_january_or_october_is_asked() -> None:
    reading = read_date(1985.1, TODAY)
    assert reading.finding is not None
    assert reading.finding.level is Level.WARNING
    assert reading.repairs == ("1985-01", "1985-10")
    assert reading.value == PartialDate(1985)


@given(st.integers(1900, 2020), st.integers(1, 12))
def test_a_month_typed_as_a_number_is_never_misread(year: int, month: int) -> None:
    reading = read_date(float(f"{year}.{month:02d}"), TODAY)
    if month == 10:
        assert str(PartialDate(year, month)) in reading.repairs
    else:
        assert reading.value == PartialDate(year, month)


@pytest.mark.parametrize(
    ("cell", "offered"), [(21981.0, "1960-03-06"), (44927, "2023-01-01"), ("21981", "1960-03-06")]
)
def test_a_day_number_offers_the_date_it_was(cell: CellValue, offered: str) -> None:
    reading = read_date(cell, TODAY)
    assert reading.value is None
    assert reading.repairs == (offered,)
    assert reading.finding is not None
    assert reading.finding.level is Level.WARNING


@given(st.dates(date(1930, 1, 1), TODAY))
def test_every_lost_date_format_offers_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert read_date(float(serial), TODAY).repairs == (day.isoformat(),)


@pytest.mark.parametrize("cell", ["1895年3月", "2023-02-21", date(2203, 1, 1), 1895.0])
def test_a_year_before_1900_or_after_today_asks(cell: CellValue) -> None:
    finding = read_date(cell, TODAY).finding
    assert finding is not None
    assert (finding.level, finding.code) == (Level.WARNING, "date_out_of_range")


@pytest.mark.parametrize("cell", ["2023年2月31日", "不详", 1985.37, 1985.125, True, "#REF!", 99999.0])
def test_a_cell_that_is_no_date_is_an_error(cell: CellValue) -> None:
    finding = read_date(cell, TODAY).finding
    assert finding is not None
    assert finding.level is Level.ERROR
    assert sentence(finding)


def test_an_empty_cell_is_no_date_and_no_finding() -> None:
    assert read_date("", TODAY).finding is None
    assert read_date(None, TODAY).value is None


@pytest.mark.parametrize(
    ("cell", "digits"),
    [(15555555555.0, "15555555555"), ("175-3805-8629", "17538058629"), ("", ""), (None, "")],
)
def test_a_phone_is_read_silently_whether_text_or_number(cell: CellValue, digits: str) -> None:
    reading = read_phone(cell)
    assert (reading.value, reading.finding) == (digits, None)


@pytest.mark.parametrize("cell", [1555555555.0 * 100, "1786694924", "13800000000/13900000000"])
def test_a_phone_of_wrong_length_asks(cell: CellValue) -> None:
    finding = read_phone(cell).finding
    assert finding is not None
    assert finding.level is Level.WARNING
    assert sentence(finding)


@pytest.mark.parametrize("cell", [110101199003077890.0, "1.10101199003078E+17", "110101199003077000"])
def test_a_long_number_that_lost_its_tail_is_noticed(cell: CellValue) -> None:
    assert read_number_text(cell).finding is not None


def test_a_code_of_twelve_digits_survives_as_a_number() -> None:
    assert read_number_text(370784104203.0).value == "370784104203"
    assert read_number_text(370784104203.0).finding is None


def test_text_is_what_the_cell_shows() -> None:
    assert as_text(3.0) == "3"
    assert as_text(2.5) == "2.5"
    assert as_text(datetime(2023, 2, 1, 14, 30)) == "2023-02-01 14:30"
    assert read_text("#N/A").finding is not None
