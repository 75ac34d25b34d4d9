"""Fuzzing in its long form: each round one batch of files, texts, records and papers, by seeds that are printed.

`python -m tests.reliability fuzz --rounds 20 --seed 1 --out findings`
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from subprocess import TimeoutExpired
from subprocess import run as run_process
from time import monotonic

from tests.reliability.fuzz_child import SECONDS
from tests.reliability.report import Report

EXAMPLES = {"files": 150, "texts": 400, "records": 120, "papers": 40}
"""Cases of one batch."""
LONGEST = 900
"""Seconds of a batch; one that takes longer hangs."""


def run(rounds: int, seed: int, out: Path | None = None) -> Report:
    """Try so many rounds; each finding names its part and seed, and the folder in which its case is kept."""
    folder = out or Path(tempfile.mkdtemp(prefix="gzparty-fuzz-"))
    report = Report("fuzz", seed)
    begun = monotonic()
    for number in range(seed, seed + rounds):
        for part, examples in EXAMPLES.items():
            _batch(report, part, number, examples, folder / f"{part}-{number}")
        sys.stdout.write(f"seed {number}: {monotonic() - begun:.0f} s, {len(report.findings)} found\n")
        sys.stdout.flush()
    report.count("seconds", round(monotonic() - begun))
    report.count("most memory of a batch, MB", _most_memory())
    return report


def _batch(report: Report, part: str, seed: int, examples: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tests.reliability.fuzz_child",
        part,
        str(seed),
        str(examples),
        str(folder),
    ]
    try:
        done = run_process(command, capture_output=True, timeout=LONGEST, text=True, check=False)
        found = "" if done.returncode == 0 else done.stdout.strip() or f"ended by {done.returncode}"
        said = done.stderr
    except TimeoutExpired:
        found, said = f"hung for more than {SECONDS} s", ""
    report.count(f"cases of {part}", examples)
    if not found:
        shutil.rmtree(folder)
        return
    (folder / "said.txt").write_text(said, "utf-8", "backslashreplace")
    report.find(f"{part}, seed {seed}: {found}; its case is in {folder}")


def _most_memory() -> int:
    """Of all batches so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
