"""Everyday words: writes the common English words of SCOWL into the lexicon.

python -m training.pools.build_everyday_words FOLDER   (the folder `final` of a release of SCOWL)
"""

import gzip
import sys
from pathlib import Path

import recognizers.lexicon.pools

LISTS = ("english-words", "american-words", "british-words")
SIZES = (10, 20)  # of 10 (the most common words) to 95


def main() -> None:
    """Write the words that begin with a small letter, in alphabetical order."""
    files = (Path(sys.argv[1]) / f"{name}.{size}" for name in LISTS for size in SIZES)
    words = {word for file in files if file.exists() for word in file.read_text("latin-1").split()}
    chosen = sorted(word for word in words if word.isalpha() and word.isascii() and word.islower() and len(word) > 1)
    target = Path(recognizers.lexicon.pools.__file__).parent / "everyday_english.txt.gz"
    target.write_bytes(gzip.compress("\n".join(chosen).encode(), mtime=0))


if __name__ == "__main__":
    main()
