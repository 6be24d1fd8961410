"""Tokens of monitoring, logs and alarms: New Relic, Grafana, Sentry, PagerDuty, Honeycomb, Dynatrace and others."""

from recognizers.families.secrets.shapes import UUID, Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("new_relic_key", r"NR(?:AK|SP|II|IQ|RA|BR|JS|AL|AA)-[A-Za-z0-9_-]{18,64}+|[a-f0-9]{36}NRAL", "NRAK-{u27} NRII-{w32} NRIQ-{w32} NRJS-{h19} {h36}NRAL", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"),
    Token("grafana_token", r"glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{2,8}|glc_[A-Za-z0-9+/]{32,400}+={0,3}|eyJrIjoi[A-Za-z0-9]{60,400}+={0,3}", "glsa_{32}_{h8} glc_eyJ{b120} eyJrIjoi{80}", "https://grafana.com/docs/grafana/latest/administration/service-accounts/"),
    Token("sentry_token", r"sntrys_[\w+/=-]{40,400}+|sntryu_[a-f0-9]{64}", "sntrys_eyJpYXQiO{b200} sntryu_{h64}", "https://docs.sentry.io/account/auth-tokens/"),
    Token("pagerduty_key", r"[uy]\+[\w-]{18}", "u+{w18} y+{w18}", "https://support.pagerduty.com/main/docs/api-access-keys"),
    Token("honeycomb_key", r"hc[abx][il][kc]_[a-z0-9]{50,64}+", "hcaik_{l58} hcxik_{l58} hcalk_{l58}", "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    Token("dynatrace_token", r"dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}", "dt0c01.{u24}.{u64} dt0s01.{u24}.{u64}", "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens"),
    Token("axiom_token", rf"xa[ap]t-{UUID}", "xaat-{uuid} xapt-{uuid}", "https://axiom.co/docs/reference/tokens"),
    Token("posthog_key", r"ph[acorsx]_[A-Za-z0-9_-]{40,50}+", "phc_{43} phx_{43}", "https://posthog.com/docs/api"),
    Token("launchdarkly_key", rf"(?:sdk|mob|api|rel)-{UUID}", "sdk-{uuid} mob-{uuid} api-{uuid}", "https://launchdarkly.com/docs/home/account/api"),
    Token("datadog_app_key", r"dd(?:app|pat|api)_[A-Za-z0-9_-]{24,64}+", "ddapp_{34} ddpat_{34}", "https://docs.datadoghq.com/account_management/api-app-keys/"),
)
# fmt: on
RULES = rules_of(TOKENS)
