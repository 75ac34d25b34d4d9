"""Words of a look at the office file after something went wrong: whether it is sound, and the way out where not."""

from __future__ import annotations

from datetime import date

from gzparty.i18n import N_, _
from gzparty.labels import copies, dates
from gzparty.services.health import Health, State

CHECKING = N_("正在检查办公文件…")
_STATES = {
    State.SOUND: N_("刚查过：办公文件完好"),
    State.DAMAGED: N_("刚查过：办公文件有损坏，先别再往里记"),
    State.GONE: N_("刚查过：办公文件不在原来的地方了"),
    State.UNKNOWN: N_("现在读不出办公文件，没有查成。过一会儿点菜单“数据”里的“检查数据”再查一次。"),
}


def words(health: Health, today: date) -> str:
    """What was found, in one sentence with the way out."""
    state = _(_STATES[health.state])
    if health.state is State.UNKNOWN:
        return state
    if health.state is State.SOUND:
        return _("{parts}。").format(parts=_("，").join([state, *_what_is_there(health, today)]))
    if health.good_copy is None:
        return _("{state}。旁边没有能用的备份；U 盘上要是有，到“数据与备份”里打开。").format(state=state)
    moment = copies.moment_of(health.good_copy.at, today)
    return _("{state}。最近一份好的备份是 {moment} 的，到“数据与备份”里恢复。").format(
        state=state, moment=moment
    )


def _what_is_there(health: Health, today: date) -> list[str]:
    there = []
    if health.saved_at is not None:
        same_day = health.saved_at.date() == today
        at = dates.clock(health.saved_at) if same_day else copies.moment_of(health.saved_at, today)
        there.append(_("最后一次保存 {at}").format(at=at))
    if health.drafts:
        there.append(_("{n} 份草稿在").format(n=health.drafts))
    return there
