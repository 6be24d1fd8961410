"""Common keys, which are guessed first: no client may have one."""

import hashlib
from functools import cache

WORDS = """
    access admin administrator anthropic api api-key api_key apikey bearer changeit changeme claude client default demo
    development dev dummy example foo foobar gateway guest hello heteronym hunter2 key letmein litellm local localhost login
    master my-key my-secret-key mykey none null openai pass password passwd placeholder postgres prod production proxy pwd
    qwerty root sample secret secret-key secretkey service staging support support-desk temp test test-key testing testkey
    token user welcome xxx your-api-key your-key yourkey
""".split()
BEGINNINGS = ("", "sk-", "sk-proj-", "sk-ant-")
ENDINGS = ("", "1", "12", "123", "1234", "12345", "123456", "!", "01", "2024", "2025", "2026")
NUMBERS = """
    0 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0000 00000000 1111 111111 123123 654321 666666 987654321
    121212 1q2w3e4r 1qaz2wsx abc abc123 abcdef abcd1234 a aaa asdf asdfgh iloveyou dragon monkey sunshine princess football
    baseball shadow superman trustno1 whatever zxcvbnm q1w2e3r4 passw0rd p@ssw0rd P@ssw0rd Password1 Passw0rd! KEY <KEY>
""".split()


def is_common(key_sha256: str) -> bool:
    """Tell whether a hash is that of a common key, or of an empty one."""
    return key_sha256 in _hashes()


@cache
def _hashes() -> frozenset[str]:
    composed = {f"{start}{word}{end}" for start in BEGINNINGS for word in WORDS for end in ENDINGS}
    known = {*composed, *(f"{start}{number}" for start in BEGINNINGS for number in ("", *NUMBERS))}
    spellings = {spelling for key in known for spelling in (key, key.capitalize(), key.upper(), f"{key}\n")}
    return frozenset(hashlib.sha256(spelling.encode()).hexdigest() for spelling in spellings)
