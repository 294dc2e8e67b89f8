"""A killed run loses nothing and doubles nothing; the next one goes on where it stopped.

`benchmarks/kill_restart.py` does the same a hundred times.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.storing.making import paths

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "kill_restart.py"


def test_killed_runs_end_in_the_store_of_an_undisturbed_run():
    command = [sys.executable, str(SCRIPT), "--kills", "3", "--documents", "100", "--batch", "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=paths())
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["same"]
    assert told["kills"] >= 3
