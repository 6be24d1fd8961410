"""Tokens of hosts of source code: GitHub, GitLab, Bitbucket, Sourcegraph and others."""

from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("github_token", r"gh[pousr]_[A-Za-z0-9]{34,255}+", "ghp_{36} gho_{36} ghu_{36} ghs_{36} ghr_{76}", "https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats"),
    Token("github_fine_grained_token", r"github_pat_\w{22,255}+", "github_pat_{22}_{59}", "https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats"),
    Token("gitlab_token", r"gl(?:pat|ptt|dt|rtr?|cbt|ft|imt|agent|soat|ffct|wt|oas)-[\w.-]{18,300}+", "glpat-{w20} glptt-{h40} gldt-{w20} glrt-{w20} glcbt-{w23} glft-{w20} glimt-{w25} glagent-{w50} glsoat-{w20} gloas-{h64} glffct-{w20}", "https://docs.gitlab.com/security/tokens/#token-prefixes"),
    Token("gitlab_runner_registration", r"GR1348941[\w-]{20}", "GR1348941{w20}", "https://docs.gitlab.com/security/tokens/#token-prefixes"),
    Token("bitbucket_token", r"ATBB[A-Za-z0-9]{24,40}+|ATCTT3[\w=/+-]{100,300}+", "ATBB{32} ATCTT3xFfG{w160}", "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/"),
    Token("atlassian_token", r"AT(?:ATT3|OAT|STT3)[\w=/+-]{100,300}+", "ATATT3xFfGF0{w180}", "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/"),
    Token("sourcegraph_token", r"sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}", "sgp_{h16}_{h40} sgp_{h40}", "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"),
    Token("gitpod_token", r"gitpod_pat_[\w.-]{30,200}+", "gitpod_pat_{w60}", "https://www.gitpod.io/docs/classic/user/configure/user-settings/access-tokens"),
)
# fmt: on
RULES = rules_of(TOKENS)
