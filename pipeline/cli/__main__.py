"""Entry point of the command, which imports the rest: a Ctrl-C during the imports prints no traceback."""

import signal
import sys


def start() -> None:
    """Run the command."""
    try:
        from pipeline.cli.main import main
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("interrupted: nothing was written", file=sys.stderr)
        sys.exit(130)
    main()


if __name__ == "__main__":
    start()
