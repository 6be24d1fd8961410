"""Tokens with the prefix of a vendor that are shorter than the vendor issues: cut off, masked in part, or retyped."""

import regex

from recognizers.families.secrets.placeholders import is_secret
from recognizers.families.secrets.randomness import changes_of_kind
from recognizers.families.secrets.shapes import CERTAIN
from recognizers.rules import Rule

LIMITS = "Shortened tokens of letters only, and those whose prefix is also a word."
PREFIXES = (
    r"gh[opsur]_|github_pat_|gl(?:pat|dt|rt|ptt|soat|cbt|agent)-|glsa_|glc_|[srp]k_(?:live|test)_|whsec_|sk-(?:proj|ant|or|svcacct|admin)-|xox[abeprs]-|xapp-|AKIA|ASIA|AIza|ya29\.|SG\.|npm_|pypi-|hf_|do[opr]_v1_|shp(?:at|ca|pa|ss)_"
    r"|pat-(?:na1|eu1)-|EAACE|hv[sbr]\.|lin_(?:api|oauth)_|fig[dou]_|dckr_[po]at_|PMAK-|NRAK-|sntry[su]_|sq0(?:atp|csp)-|rzp_(?:live|test)_|xkeysib-|ATATT3|CFPAT-|GOCSPX-|HRKU-|tskey-|lsv2_pt_|nvapi-|pplx-|rubygems_|sbp_|sb_secret_|tvly-"
    r"|pscale_(?:tkn|pw|oauth)_|FLWSECK-|r8_|gsk_|xai-"
)
REST = r"[A-Za-z0-9](?:[A-Za-z0-9]|[_.=/+-](?=[A-Za-z0-9])){5,80}"
PREFIX, SEPARATOR = regex.compile(PREFIXES), regex.compile(r"[_.=/+-]")
PUBLISHED = r"(?!sk_test_4eC39Hq|pk_test_TYooMQ)"  # keys of Stripe's documentation
MIN_CHANGES = 0.25  # of neighbouring characters: the kind changes often in a random string


def _is_cut_off(value: str) -> bool:
    """Return whether a token goes on at random behind its prefix, with a letter and a digit."""
    rest = max(SEPARATOR.split(PREFIX.sub("", value, count=1)), key=len)
    is_mixed = any(map(str.isdecimal, rest)) and any(map(str.isalpha, rest))
    return is_mixed and changes_of_kind(rest) >= MIN_CHANGES and is_secret(value)


# fmt: off
RULES = (
    Rule("shortened_token", "SECRET", rf"(?<![\w.-]){PUBLISHED}(?P<value>(?:{PREFIXES}){REST})(?![\w-])", CERTAIN,
         ("token ⟦glpat-9fQzKc2mLx⟧ is", "⟦dop_v1_9fc2e7712ab⟧", "key ⟦AKIAQ4XB7ZLN⟧ in the log", "⟦rk_test_9fQzKc2m⟧, see", "⟦SG.9fQzKc2m.x7QzLm2Np⟧"),
         ("hf_hub_download2", "npm_config_registry", "ghp_xxxxxxxx1", "AKIAIOSFODNN7EXAMPLE", "pypi-publish-v1", "glpat-<token>", "sk-proj-alpha-2", "the SG.1 model"), check=_is_cut_off, source="documentation of the vendors"),
    Rule("shortened_slack_webhook", "SECRET", r"hooks\.slack\.com/(?:services|workflows)/(?P<value>[TA-Z]\w{2,12}/[A-Z]\w{2,12}/(?=\w{0,24}\d)\w{5,24})(?![\w/])", CERTAIN,
         ("https://hooks.slack.com/services/⟦T024/B77/9fQzKc2m⟧", "hooks.slack.com/workflows/⟦T02ABC/A0XYZ/4b1Dq9Lm⟧"), ("hooks.slack.com/services/T00/B00/XXXX", "hooks.slack.com/services/TXXX/BXXX/XXXXXX1X"), check=is_secret, source="https://api.slack.com/messaging/webhooks"),
)
# fmt: on
