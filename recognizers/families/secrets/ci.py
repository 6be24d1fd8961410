"""Tokens of continuous integration, infrastructure as code and stores of secrets: CircleCI, Terraform, Vault, Doppler and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("circleci_token", r"CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}", "CCIPAT_{22}_{h40} CCIPRJ_{22}_{h40}", "https://circleci.com/docs/managing-api-tokens/"),
    Token("buildkite_token", r"bk[a-z]{2}_[a-zA-Z0-9]{40,64}+", "bkua_{l40} bkat_{l40}", "https://buildkite.com/docs/platform/security/tokens"),
    Token("terraform_cloud_token", r"[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}+", "{14}.atlasv1.{w67}", "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens"),
    Token("vault_token", r"hv[bsr]\.[\w-]{24,300}+|s\.(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}", "hvs.CAESI{w90} hvb.AAAA{w140} hvr.{w90} s.3{23}", "https://developer.hashicorp.com/vault/docs/concepts/tokens", is_random),
    Token("doppler_token", r"dp\.(?:pt|st|ct|sa|scim|audit|said)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}", "dp.pt.{43} dp.st.prd.{43} dp.ct.{43} dp.sa.{43} dp.audit.{43}", "https://docs.doppler.com/reference/auth-token-formats"),
    Token("pulumi_token", r"pul-[a-f0-9]{40}", "pul-{h40}", "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/"),
    Token("infisical_token", r"st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}", "st.{h24}.{h32}.{h32}", "https://infisical.com/docs/documentation/platform/token"),
    Token("octopus_key", r"API-[A-Z0-9]{25,32}+", "API-{u26}", "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key", is_random),
    Token("sonar_token", r"sq[pua]_[a-f0-9]{40}", "squ_{h40} sqp_{h40} sqa_{h40}", "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/"),
    Token("prefect_key", r"pn[ub]_[A-Za-z0-9]{36}", "pnu_{36} pnb_{36}", "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys"),
    Token("harness_token", r"[ps]at\.[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20}", "pat.{22}.{h24}.{20} sat.{22}.{h24}.{20}", "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/"),
    Token("codefresh_key", r"[a-f0-9]{24}\.[a-f0-9]{32}", "{h24}.{h32}", "https://codefresh.io/docs/docs/integrations/codefresh-api/"),
    Token("one_password_token", r"ops_eyJ[A-Za-z0-9+/_-]{100,1200}+={0,3}", "ops_eyJ{b300}", "https://developer.1password.com/docs/service-accounts/"),
    Token("one_password_secret_key", r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}", "A3-{u6}-{u6}-{u5}-{u5}-{u5}-{u5}", "https://support.1password.com/secret-key-security/"),
    Token("age_secret_key", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}", "AGE-SECRET-KEY-1{g58}", "https://age-encryption.org/v1"),
)
# fmt: on
RULES = rules_of(TOKENS)
