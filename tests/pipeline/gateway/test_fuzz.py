import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

RUNS = 40_000


@pytest.mark.slow
@pytest.mark.skipif(not (find_spec("atheris") or "CI" in os.environ), reason="atheris is not installed")
@pytest.mark.parametrize("seed", [1, 2])
def test_fuzzed_prompts_never_leak_their_secret(tmp_path: Path, seed: int) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.pipeline.gateway.fuzz_prompts",
            f"-runs={RUNS}",
            f"-seed={seed}",
            "-max_len=4000",
            "-rss_limit_mb=8192",
            str(seeds),
        ],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=600,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {RUNS} runs" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not (find_spec("atheris") or "CI" in os.environ), reason="atheris is not installed")
def test_fuzzer_detects_a_leaked_secret() -> None:
    from tests.pipeline.gateway.fuzz_prompts import SAID, SECRET, WHOLE_SECRET, strings_of

    body = {"a": [1, {"b": f'{{"to": "{SECRET}"}}', SAID: None}]}

    assert sum(bool(WHOLE_SECRET.search(text)) for text in strings_of(body)) == 3
