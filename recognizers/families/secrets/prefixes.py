"""Published prefixes of tokens, by which the dummy of a secret shows its kind."""

from itertools import chain

import regex

from recognizers.families.secrets import (
    ai_providers,
    chat,
    ci,
    cloud,
    databases,
    git_hosts,
    monitoring,
    payments,
    registries,
    services,
)

GROUPS = (cloud, git_hosts, chat, payments, ai_providers, registries, databases, ci, monitoring, services)
MIN_LENGTH = 3  # a shorter one, such as "SK", may begin any password
TOKENS = tuple(chain.from_iterable(group.TOKENS for group in GROUPS))
PREFIXES = {prefix for token in TOKENS for prefix in token.prefixes if len(prefix) >= MIN_LENGTH} | {"eyJ"}
PREFIX = regex.compile("|".join(regex.escape(prefix) for prefix in sorted(PREFIXES, key=lambda one: (-len(one), one))))
