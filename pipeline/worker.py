"""A worker process of a local run: Beam's own, silent, since a library's log may hold content."""

import logging
import sys

from apache_beam.runners.worker import sdk_worker_main

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sdk_worker_main.main(sys.argv)
