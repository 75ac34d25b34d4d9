"""A month's selection from theme to circular as JSON, for tests that need one whole."""

from __future__ import annotations

from typing import Any

DEEDS = "领办合作社，带动 32 户增收，村集体收入 18 万元。"


def a_candidate(name: str, unit: str, **said: Any) -> dict[str, Any]:
    """Somebody nominated in time and passed."""
    return {
        "person": f"{name}@{unit}",
        "unit": unit,
        "nominator": "管城社区",
        "nominated_on": "2026-05-11",
        "summary": "带着干",
        "deeds": DEEDS,
        "opinion": "同意推荐",
        "reply": "clear",
        "replied_on": "2026-05-13",
        "verdict": "passed",
        "judged_on": "2026-05-14",
        "judged_by": "党建办 张示例",
        **said,
    }


def a_selection(**said: Any) -> dict[str, Any]:
    """May's selection in the small office of `builders.an_office`, from nomination to circular."""
    return {
        "number": "2026-05",
        "period": "2026-05",
        "title": "集体增收",
        "opened_on": "2026-05-06",
        "nominate_until": "2026-05-15",
        "categories": [{"title": "", "quota": 1, "choices": 2}],
        "nominations": [
            a_candidate("一示例", "东村"),
            a_candidate("二示例", "西村", verdict="failed", verdict_reason="本人不愿参加评议"),
            a_candidate("三示例", "南村"),
            a_candidate("四示例", "北村", withdrawn_on="2026-05-14", withdrawn_reason="支部撤回"),
        ],
        "nominations_closed_on": "2026-05-15",
        "ballots": [
            {
                "round": 1,
                "held_on": "2026-05-18",
                "place": "镇会议室",
                "supervisor": "孙示例",
                "teller": "李示例",
                "due": 30,
                "present": 28,
                "issued": 28,
                "returned": 28,
                "valid": 27,
                "lines": [{"candidate": "一示例@东村", "votes": 20}, {"candidate": "三示例", "votes": 15}],
                "locked_on": "2026-05-18",
                "unlock_reason": "",
            }
        ],
        "decision": {
            "on": "2026-05-20",
            "chosen": ["三示例@南村"],
            "reasons": {"三示例@南村": "两委换届后头一年", "一示例@东村": "年初刚评过"},
            "note": "第 9 次党委会",
        },
        "publicities": [
            {
                "round": 1,
                "starts_on": "2026-05-21",
                "ends_on": "2026-05-27",
                "place": "镇政务公开栏",
                "contact": "党建办",
                "phone": "0536-4700000",
                "address": "镇政府 203 室",
                "objections": [
                    {
                        "received_on": "2026-05-25",
                        "channel": "call",
                        "content": "合作社账目没有公开",
                        "candidate": "三示例@南村",
                        "handled_on": "2026-05-26",
                        "handling": "账目已在村务栏公开",
                        "outcome": "unfounded",
                    }
                ],
                "result_on": "2026-05-28",
            }
        ],
        "announcement": {"on": "2026-05-29", "number": "官党发〔2026〕18号"},
        **said,
    }
