"""Worker process of a local run: Beam's worker without output, since logs and tracebacks of libraries may contain content.

It ignores Ctrl-C. The main process stops it by its process id, which it writes to a folder that only the user of the
run can write to.
"""

import logging
import os
import signal
import sys
import time
from pathlib import Path
from threading import Thread

POLL_SECONDS = 0.5


def main() -> None:
    """Process work items until the end of the run."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())

    workers = Path(sys.argv[1])
    if not workers.is_dir():
        return  # the run has ended while this process started
    (workers / str(os.getpid())).touch()
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()

    from apache_beam.runners.worker import sdk_worker_main  # logs during import

    sdk_worker_main.main(sys.argv[:1])


def _end_with(parent: int) -> None:
    """End when the main process has ended, also if it was killed: it is then no longer the parent of this process."""
    while os.getppid() == parent:
        time.sleep(POLL_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
