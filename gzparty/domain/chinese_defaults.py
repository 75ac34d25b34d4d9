"""Chinese words settings stand at until they are changed; apart from what reads them, for the window starts without that."""

from __future__ import annotations

TRAINING_RULE = "每月第三个周三 14:30"
LADDER = "1 提醒，2 通报，3 取消评优资格"
