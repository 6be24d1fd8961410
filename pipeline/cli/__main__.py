"""`python -m pipeline.cli`: the same command line as `heteronym`."""

from pipeline.cli.main import main

main()
