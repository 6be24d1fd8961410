"""Tokens of databases and data platforms: PlanetScale, MongoDB Atlas, Databricks, Neon, Airtable and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("planetscale_token", r"pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}+", "pscale_tkn_{w43} pscale_pw_{w43} pscale_oauth_{w43}", "https://planetscale.com/docs/concepts/service-tokens"),
    Token("mongodb_atlas_secret", r"mdb_sa_sk_[\w-]{40,48}+", "mdb_sa_sk_{w40}", "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/"),
    Token("neon_key", r"napi_[a-z0-9]{60,70}+|npg_[A-Za-z0-9]{10,24}+", "napi_{l64} npg_{12}", "https://neon.tech/docs/manage/api-keys"),
    Token("databricks_token", r"(?:dapi|dose|dsapi|dkea)[a-f0-9]{32,36}(?:-\d)?", "dapi{h32} dose{h32}-2", "https://docs.databricks.com/dev-tools/auth/pat.html"),
    Token("aiven_token", r"AVNS_[\w-]{17,40}+", "AVNS_{w19}", "https://aiven.io/docs/platform/concepts/authentication-tokens"),
    Token("confluent_secret", r"cflt[A-Za-z0-9+/]{60}", "cflt{b60}", "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html"),
    Token("clickhouse_key", r"4b1d[A-Za-z0-9]{38}", "4b1d{38}", "https://clickhouse.com/docs/cloud/manage/openapi", is_random),
    Token("cockroach_key", r"CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}", "CCDB1_{22}_{40}", "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access"),
    Token("airtable_token", r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}", "pat{14}.{h64}", "https://airtable.com/developers/web/guides/personal-access-tokens"),
    Token("fauna_key", r"fn[A-Z][A-Za-z0-9_-]{37}", "fnAE{w36}", "https://docs.fauna.com/fauna/current/build/cli/v4/", is_random),
    Token("xata_key", r"xau_[A-Za-z0-9]{36,48}+", "xau_{40}", "https://xata.io/docs/concepts/api-keys"),
    Token("elastic_token", r"essu_[A-Za-z0-9+/=_-]{40,120}+", "essu_{b72}", "https://www.elastic.co/guide/en/cloud/current/ec-api-authentication.html"),
    Token("dbt_token", r"dbt[cu]_[A-Za-z0-9_-]{30,60}+", "dbtc_{40} dbtu_{40}", "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication"),
)
# fmt: on
RULES = rules_of(TOKENS)
