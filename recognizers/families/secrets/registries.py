"""Tokens of registries of packages and images: npm, PyPI, RubyGems, Docker Hub, crates.io and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("npm_token", r"npm_[A-Za-z0-9]{36}", "npm_{36}", "https://github.blog/security/supply-chain-security/announcing-npms-new-access-token-format/"),
    Token("pypi_token", r"pypi-AgE[\w-]{30,300}+", "pypi-AgEIcHlwaS5vcmc{w70} pypi-AgENdGVzdC5weXBpLm9yZw{w70}", "https://pypi.org/help/#apitoken"),
    Token("rubygems_key", r"rubygems_[a-f0-9]{48}", "rubygems_{h48}", "https://guides.rubygems.org/api-key-scopes/"),
    Token("docker_hub_token", r"dckr_(?:pat|oat)_[\w-]{24,40}+", "dckr_pat_{w27} dckr_oat_{w32}", "https://docs.docker.com/security/access-tokens/"),
    Token("crates_io_token", r"cio[A-Za-z0-9]{32}", "cio{32}", "https://doc.rust-lang.org/cargo/reference/publishing.html", is_random),
    Token("nuget_key", r"oy2[a-z0-9]{43}", "oy2{l43}", "https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys"),
    Token("clojars_token", r"(?i:CLOJARS)_[a-z0-9]{60}", "CLOJARS_{l60}", "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens"),
    Token("packagist_token", r"packagist_[ou][rw]t_[a-f0-9]{68}", "packagist_ort_{h68} packagist_uwt_{h68} packagist_ort_{h68} packagist_owt_{h68}", "https://packagist.com/docs/composer-authentication"),
    Token("artifactory_token", r"AKC[p-r][A-Za-z0-9]{30,90}+|cmVmdGtu[A-Za-z0-9]{56}", "AKCp{69} cmVmdGtu{56}", "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens"),
)
# fmt: on
RULES = rules_of(TOKENS)
