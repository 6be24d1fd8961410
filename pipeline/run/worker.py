"""Worker process of a local run: Beam's own, without output, since a library's log or traceback may hold content.

It ignores Ctrl-C: the process that started it stops it, by the process id that it writes to a folder which only the
user of the run can write to.
"""

import logging
import os
import signal
import sys
from pathlib import Path


def main() -> None:
    """Work until the run is over."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())

    workers = Path(sys.argv[1])
    if workers.is_dir():
        (workers / str(os.getpid())).touch()

    from apache_beam.runners.worker import sdk_worker_main  # it logs while it is imported

    sdk_worker_main.main(sys.argv[:1])


if __name__ == "__main__":
    main()
