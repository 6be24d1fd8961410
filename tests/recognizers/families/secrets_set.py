"""A generated set of lines with secrets: shapes that vendors publish, in the carriers in which secrets leak.

Two vendors in five (`UNSEEN`) are not in the tables of `recognizers/families/secrets`: their shapes were collected from
public documentation after the rules were written, so that they measure how well the general rules find tokens of
vendors that nobody has described. Print the set with `python -m tests.recognizers.families.secrets_set`.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import regex

from recognizers.families.secrets.shapes import ALPHABETS, PART, UUID_SHAPE

LINES = 2_000

# vendor, shape, the name under which the token is stored
SEEN = (
    ("AWS", "AKIA{u16}", "AWS_ACCESS_KEY_ID"),
    ("AWS", "{b40}", "AWS_SECRET_ACCESS_KEY"),
    ("Google", "AIza{w35}", "GOOGLE_API_KEY"),
    ("Google", "GOCSPX-{w28}", "GOOGLE_CLIENT_SECRET"),
    ("Azure", "{3}8Q~{34}", "AZURE_CLIENT_SECRET"),
    ("Azure storage", "{b86}==", "AZURE_STORAGE_KEY"),
    ("DigitalOcean", "dop_v1_{h64}", "DIGITALOCEAN_TOKEN"),
    ("Alibaba", "LTAI{20}", "ALIBABA_ACCESS_KEY"),
    ("Heroku", "HRKU-AA{w58}", "HEROKU_API_KEY"),
    ("Netlify", "nfp_{36}", "NETLIFY_AUTH_TOKEN"),
    ("Fly.io", "fo1_{w43}", "FLY_API_TOKEN"),
    ("Cloudflare", "{40}", "CLOUDFLARE_API_TOKEN"),
    ("GitHub", "ghp_{36}", "GITHUB_TOKEN"),
    ("GitHub", "github_pat_{22}_{59}", "GH_PAT"),
    ("GitLab", "glpat-{w20}", "GITLAB_TOKEN"),
    ("Bitbucket", "ATBB{32}", "BITBUCKET_APP_PASSWORD"),
    ("Slack", "xoxb-{d12}-{d12}-{24}", "SLACK_BOT_TOKEN"),
    ("Discord", "MTE{21}.{6}.{w38}", "DISCORD_TOKEN"),
    ("Telegram", "{d10}:AA{w33}", "TELEGRAM_BOT_TOKEN"),
    ("Twilio", "SK{h32}", "TWILIO_API_KEY"),
    ("SendGrid", "SG.{w22}.{w43}", "SENDGRID_API_KEY"),
    ("Mailgun", "key-{h32}", "MAILGUN_API_KEY"),
    ("Mailchimp", "{h32}-us19", "MAILCHIMP_API_KEY"),
    ("Brevo", "xkeysib-{h64}-{16}", "BREVO_API_KEY"),
    ("Stripe", "sk_live_{24}", "STRIPE_SECRET_KEY"),
    ("Square", "EAAA{w60}", "SQUARE_ACCESS_TOKEN"),
    ("Razorpay", "rzp_live_{14}", "RAZORPAY_KEY"),
    ("Plaid", "access-production-{uuid}", "PLAID_ACCESS_TOKEN"),
    ("Shopify", "shpat_{h32}", "SHOPIFY_TOKEN"),
    ("OpenAI", "sk-proj-{w74}T3BlbkFJ{w74}", "OPENAI_API_KEY"),
    ("Anthropic", "sk-ant-api03-{w93}AA", "ANTHROPIC_API_KEY"),
    ("Hugging Face", "hf_{a34}", "HF_TOKEN"),
    ("Groq", "gsk_{52}", "GROQ_API_KEY"),
    ("Perplexity", "pplx-{48}", "PPLX_API_KEY"),
    ("Mistral", "{32}", "MISTRAL_API_KEY"),
    ("npm", "npm_{36}", "NPM_TOKEN"),
    ("PyPI", "pypi-AgEIcHlwaS5vcmc{w70}", "TWINE_PASSWORD"),
    ("RubyGems", "rubygems_{h48}", "GEM_HOST_API_KEY"),
    ("Docker Hub", "dckr_pat_{w27}", "DOCKER_PASSWORD"),
    ("Databricks", "dapi{h32}", "DATABRICKS_TOKEN"),
    ("PlanetScale", "pscale_pw_{w43}", "DATABASE_PASSWORD"),
    ("Airtable", "pat{14}.{h64}", "AIRTABLE_TOKEN"),
    ("CircleCI", "CCIPAT_{22}_{h40}", "CIRCLE_TOKEN"),
    ("Terraform Cloud", "{14}.atlasv1.{w67}", "TFC_TOKEN"),
    ("Vault", "hvs.CAESI{w90}", "VAULT_TOKEN"),
    ("Doppler", "dp.st.prd.{43}", "DOPPLER_TOKEN"),
    ("Datadog", "{h32}", "DD_API_KEY"),
    ("New Relic", "NRAK-{u27}", "NEW_RELIC_API_KEY"),
    ("Grafana", "glsa_{32}_{h8}", "GRAFANA_TOKEN"),
    ("Sentry", "sntrys_eyJ{b120}", "SENTRY_AUTH_TOKEN"),
    ("PagerDuty", "{w20}", "PAGERDUTY_TOKEN"),
    ("Notion", "ntn_{46}", "NOTION_TOKEN"),
    ("Linear", "lin_api_{40}", "LINEAR_API_KEY"),
    ("Figma", "figd_{w40}", "FIGMA_TOKEN"),
    ("HubSpot", "pat-na1-{uuid}", "HUBSPOT_TOKEN"),
    ("Okta", "00{w40}", "OKTA_API_TOKEN"),
    ("Postman", "PMAK-{h24}-{h34}", "POSTMAN_API_KEY"),
    ("Algolia", "{h32}", "ALGOLIA_ADMIN_KEY"),
    ("Dropbox", "sl.{w135}", "DROPBOX_TOKEN"),
    ("JWT", "eyJ{w33}.eyJ{w80}.{w43}", "SESSION_JWT"),
)
UNSEEN = (
    ("Apify", "apify_api_{36}", "APIFY_TOKEN"),
    ("Nylas", "nyk_v0_{64}", "NYLAS_API_KEY"),
    ("Inngest", "signkey-prod-{h64}", "INNGEST_SIGNING_KEY"),
    ("LambdaTest", "LT_{47}", "LT_ACCESS_KEY"),
    ("Deno Deploy", "ddp_{36}", "DENO_DEPLOY_TOKEN"),
    ("RunPod", "rpa_{u44}", "RUNPOD_API_KEY"),
    ("Polar", "polar_oat_{43}", "POLAR_ACCESS_TOKEN"),
    ("Unkey", "unkey_{22}", "UNKEY_ROOT_KEY"),
    ("Zuplo", "zpka_{l32}_{h8}", "ZUPLO_API_KEY"),
    ("Trigger.dev", "tr_prod_{24}", "TRIGGER_SECRET_KEY"),
    ("Browserbase", "bb_live_{27}", "BROWSERBASE_API_KEY"),
    ("Cal.com", "cal_live_{h32}", "CAL_API_KEY"),
    ("Modal", "as-{22}", "MODAL_TOKEN_SECRET"),
    ("Rootly", "rootly_{h64}", "ROOTLY_API_KEY"),
    ("FireHydrant", "fhb-{h32}", "FIREHYDRANT_API_KEY"),
    ("Defined Networking", "dnkey-{u26}-{u52}", "DEFINED_API_KEY"),
    ("Infracost", "ico-{32}", "INFRACOST_API_KEY"),
    ("Intra42", "s-s4t2ud-{h64}", "INTRA42_CLIENT_SECRET"),
    ("Scalingo", "tk-us-{w48}", "SCALINGO_API_TOKEN"),
    ("Beamer", "b_{l44}", "BEAMER_API_KEY"),
    ("Authress", "sc_{l10}.{l5}.acc_{l12}.{w60}", "AUTHRESS_ACCESS_KEY"),
    ("Courier", "pk_prod_{u28}", "COURIER_AUTH_TOKEN"),
    ("Liveblocks", "sk_prod_{w64}", "LIVEBLOCKS_SECRET_KEY"),
    ("Statsig", "secret-{43}", "STATSIG_SECRET"),
    ("DevCycle", "dvc_server_{h32}_{h7}", "DEVCYCLE_SDK_KEY"),
    ("Stytch", "secret-live-{w36}=", "STYTCH_SECRET"),
    ("Checkly", "cu_{h32}", "CHECKLY_API_KEY"),
    ("Anyscale", "esecret_{l26}", "ANYSCALE_API_KEY"),
    ("Endor Labs", "endr+{16}", "ENDOR_API_SECRET"),
    ("Sourcegraph Cody", "slk_{h64}", "CODY_LICENSE_KEY"),
    ("Bannerbear", "bb_pr_{h30}", "BANNERBEAR_API_KEY"),
    ("Tinybird", "p.eyJ{w60}.{w43}", "TINYBIRD_TOKEN"),
    ("Onfido", "api_live.{11}.{32}", "ONFIDO_API_TOKEN"),
    ("Persona", "persona_production_{uuid}", "PERSONA_API_KEY"),
    ("AppSync", "da2-{l26}", "APPSYNC_API_KEY"),
    ("Freshbooks", "{h64}", "FRESHBOOKS_SECRET"),
    ("Keygen", "admin-{h64}v3", "KEYGEN_TOKEN"),
    ("Hasura", "{64}", "HASURA_ADMIN_SECRET"),
    ("Lokalise", "{l40}", "LOKALISE_TOKEN"),
    ("AccuWeather", "{32}", "ACCUWEATHER_API_KEY"),
)
CARRIERS = (
    "{name}={value}",
    'export {name}="{value}"',
    "{name}: {value}",
    '    {name}: "{value}"',
    '"{camel}": "{value}",',
    '{lower} = "{value}"',
    "const {camel} = '{value}';",
    '  {lower}   = "{value}" # rotate',
    "{dotted}={value}",
    '<add key="{camel}" value="{value}" />',
    "<{camel}>{value}</{camel}>",
    "curl -H 'Authorization: Bearer {value}' https://api.{host}/v1/me",
    "tool login --token {value} --region eu",
    "2025-03-04T10:11:12Z WARN retry with {lower}={value} (attempt 2)",
    "The {vendor} API key is {value}, please rotate it.",
    "hi, the {vendor} token ({value}) leaked into the log",
    "ENV {name} {value}",
    "- name: {name}\n  value: {value}",
    'client = Client(api_key="{value}")',
    "x-api-key: {value}",
)
PASSWORD_LINES = (
    'password = "{password}"',
    "DB_PASSWORD={password}",
    "spring.datasource.password={password}",
    "  password: '{password}'",
    "postgres://app_rw:{url}@db-3.acme-int.net:5432/shop",
    "redis://:{url}@cache-2.acme-int.net:6379",
    "Server=sql7;User ID=shop_rw;Password={password};Encrypt=True",
    "mysql -u shop -p'{password}' -h db7",
    "curl -u svc-build:{url} https://ci.acme-int.net",
    "the new password is {password}, please change it",
    "Das Passwort lautet {password}.",
    "mot de passe : {password}",
    "<password>{url}</password>",
    "sshpass -p '{password}' ssh ops@h7",
    "door code: {pin}",
    "PIN: {pin}",
    "your one-time code is {pin}",
    "alarm code changed to {pin}",
    "define('DB_PASSWORD', '{password}');",
)
WORDS = "Kestrel Lantern Gravel Otter Harbor Cinder Maple Pepper Walnut Quarry Saddle Velvet Juniper Copper Meadow Falcon".split()


class Line(NamedTuple):
    """A line of the set: its text, the secret in it, the vendor."""

    text: str
    secret: str
    vendor: str


def lines(count: int = LINES, seed: int = 0) -> Iterator[Line]:
    """Yield the lines of the set: two in ten with a password or code, the others with tokens, two vendors in five unseen."""
    random = Random(seed)
    for number in range(count):
        if number % 10 < 2:
            yield _password_line(random)
        else:
            yield _token_line(random, random.choice(UNSEEN if random.random() < 0.4 else SEEN))


def _token_line(random: Random, row: tuple[str, str, str]) -> Line:
    vendor, shape, name = row
    value = _token(random, shape)
    words = name.lower().split("_")
    text = random.choice(CARRIERS).format(
        name=name,
        value=value,
        vendor=vendor,
        lower=name.lower(),
        camel=words[0] + "".join(map(str.title, words[1:])),
        dotted=".".join(words),
        host=f"{words[0]}.io",
    )
    return Line(text, value, vendor)


def _password_line(random: Random) -> Line:
    word, other = random.sample(WORDS, 2)
    form = random.choice(
        ("{word}{sign}{number}", "{word}-{other}{number}", "{word}{number}{sign}{other}", "{lower}{number}", "{mixed}")
    )
    password = form.format(
        word=word,
        other=other,
        lower=word.lower(),
        sign=random.choice("!#*+%"),
        number=random.randint(10, 9_999),
        mixed=_token(random, "{14}"),
    )
    pin = str(random.choice((random.randint(2_100, 9_999), random.randint(100_000, 999_999))))
    carrier = random.choice(PASSWORD_LINES)
    url = password.replace("#", "-").replace("%", "-")
    secret = pin if "{pin}" in carrier else url if "{url}" in carrier else password
    return Line(carrier.format(password=password, url=url, pin=pin), secret, "password")


def _token(random: Random, shape: str) -> str:
    def characters(match: regex.Match[str]) -> str:
        if not match["length"]:
            return PART.sub(characters, UUID_SHAPE)
        return "".join(random.choices(ALPHABETS[match["kind"]], k=int(match["length"])))

    return PART.sub(characters, shape)


if __name__ == "__main__":
    for line in lines():
        print(line.vendor, line.text, sep="\t")
