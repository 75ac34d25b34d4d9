"""New office files: the clerk's own, and the sample."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.i18n import _, in_chinese


@in_chinese()
def make_office(path: Path, clock: bootstrap.Clock) -> None:
    """Make an office with the units of 官庄镇; Refusal where there is a file already or none can be written."""
    from importlib.resources import as_file, files

    from gzparty.exchange.importing import import_file

    with bootstrap.new_office(path, clock, source="new") as services:
        services.offices.establish(_("官庄镇"))
        services.calendars.ensure(services.context.today().year)
        with as_file(files("resources") / "units" / "guanzhuang_units.csv") as units:
            import_file(services, "units", units)


@in_chinese()
def make_sample(path: Path) -> None:
    """Make the sample office unless it is there."""
    if path.exists():
        return
    from gzparty.exchange import sample
    from gzparty.reports.printed import remember_printed

    plan = sample.load_plan()
    moment = datetime.combine(plan.day, bootstrap.SAMPLE_TIME)
    with bootstrap.new_office(path, lambda: moment, bootstrap.counted_uids(), "demo") as services:
        sample.fill(services, plan, plan.day.year, remember_printed)
