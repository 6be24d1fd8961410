"""A generated set of lines with secrets: shapes that vendors publish, in the carriers in which secrets leak.

Two token lines in five are of vendors in `UNSEEN`. Their shapes were collected from public documentation and public
pattern lists by an author who had read neither the rules nor the tables of `recognizers/families/secrets`, so that they
measure how well the general rules find tokens of vendors that nobody has described. Print the
set with `python -m tests.recognizers.families.secrets_set`.
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
# The source of a shape is behind its row: a page of the vendor's documentation or a rule of a public list, that is
# a file of mongodb/kingfisher (crates/kingfisher-rules/data/rules), of praetorian-inc/noseyparker
# (crates/noseyparker/data/default/builtin/rules) or a package of trufflesecurity/trufflehog (pkg/detectors).
UNSEEN = (
    ("Aikido", "AIK_SECRET_{64}", "AIK_CLIENT_SECRET"),  # kingfisher aikido.yml
    ("Arcjet", "ajkey_{l26}", "ARCJET_KEY"),  # kingfisher arcjet.yml
    ("Block Protocol", "b10ck5.{32}.{36}", "BLOCK_PROTOCOL_API_KEY"),  # kingfisher blockprotocol.yml
    ("Builder.io", "bpk-{h32}", "BUILDER_PRIVATE_KEY"),  # kingfisher builderio.yml
    ("Canva", "cnvca{w51}", "CANVA_CLIENT_SECRET"),  # kingfisher canva.yml
    ("Cartesia", "sk_car_{20}", "CARTESIA_API_KEY"),  # kingfisher cartesia.yml
    ("ClickUp", "pk_{d9}_{u32}", "CLICKUP_API_TOKEN"),  # kingfisher clickup.yml
    ("Close", "api_{22}.{22}", "CLOSE_API_KEY"),  # kingfisher closecrm.yml
    ("CockroachDB", "CCDB1_{22}_{40}", "COCKROACH_API_KEY"),  # kingfisher cockroachlabs.yml
    ("Composio", "ak_{w20}", "COMPOSIO_API_KEY"),  # kingfisher composio.yml
    ("ConfigCat", "configcat-sdk-1/{w22}/{w22}", "CONFIGCAT_SDK_KEY"),  # kingfisher configcat.yml
    ("Crossmint", "sk_production_{32}", "CROSSMINT_SECRET_KEY"),  # kingfisher crossmint.yml
    ("Cursor", "key_{h64}", "CURSOR_API_KEY"),  # kingfisher cursor.yml
    ("DeepL", "{uuid}:fx", "DEEPL_AUTH_KEY"),  # kingfisher deepl.yml
    ("E2B", "e2b_{h40}", "E2B_API_KEY"),  # kingfisher e2b.yml
    ("Infisical", "st.{h24}.{h32}.{h32}", "INFISICAL_TOKEN"),  # kingfisher infisical.yml
    ("MailerSend", "mlsn.{h64}", "MAILERSEND_API_TOKEN"),  # kingfisher mailersend.yml
    ("ngrok", "2{26}_{21}", "NGROK_AUTHTOKEN"),  # kingfisher ngrok.yml
    ("StackHawk", "hawk.{w20}.{w20}", "HAWK_API_KEY"),  # kingfisher stackhawk.yml
    ("Telnyx", "KEY017{u29}_{22}", "TELNYX_API_KEY"),  # kingfisher telnyx.yml
    ("Baremetrics", "lk_{22}", "BAREMETRICS_API_KEY"),  # trufflehog baremetrics
    ("Budibase", "{h32}-{h80}", "BUDIBASE_API_KEY"),  # trufflehog budibase
    ("Langfuse", "sk-lf-{uuid}", "LANGFUSE_SECRET_KEY"),  # trufflehog langfuse
    ("LangSmith", "lsv2_pt_{h32}_{h10}", "LANGSMITH_API_KEY"),  # trufflehog langsmith
    ("LocationIQ", "pk.{h32}", "LOCATIONIQ_ACCESS_TOKEN"),  # trufflehog locationiq
    ("Nightfall", "NF-{32}", "NIGHTFALL_API_KEY"),  # trufflehog nightfall
    ("Photoroom", "sk_pr_default_{h40}", "PHOTOROOM_API_KEY"),  # trufflehog photoroom
    ("Pushbullet", "o.{32}", "PUSHBULLET_TOKEN"),  # trufflehog pushbulletapikey
    ("Ramp", "ramp_sec_{48}", "RAMP_CLIENT_SECRET"),  # trufflehog ramp
    ("Robinhood", "rh-api-{uuid}", "ROBINHOOD_API_KEY"),  # trufflehog robinhoodcrypto
    ("Storyblok", "{22}tt", "STORYBLOK_ACCESS_TOKEN"),  # trufflehog storyblok
    ("UptimeRobot", "u{d8}-{h24}", "UPTIMEROBOT_API_KEY"),  # trufflehog uptimerobot
    ("WakaTime", "waka_{uuid}", "WAKATIME_API_KEY"),  # trufflehog wakatime
    ("Dependency-Track", "odt_{32}", "DTRACK_API_KEY"),  # noseyparker dependency_track.yml
    ("Kagi", "{w11}.{w43}", "KAGI_API_KEY"),  # noseyparker kagi.yml
    ("TrueNAS", "8-{64}", "TRUENAS_API_KEY"),  # noseyparker truenas.yml
    ("Ably", "{w6}.{w6}:{w43}", "ABLY_API_KEY"),  # ably.com/docs/ids-and-keys
    ("Blockfrost", "mainnet{32}", "BLOCKFROST_PROJECT_ID"),  # blockfrost.dev/overview/making-first-call
    ("Ghost", "{h24}:{h64}", "GHOST_ADMIN_API_KEY"),  # docs.rs/ghost-io-api, struct AdminApiKey
    ("Cisco Meraki", "{h40}", "MERAKI_DASHBOARD_API_KEY"),  # kingfisher ciscomeraki.yml
    ("Civo", "{l50}", "CIVO_TOKEN"),  # kingfisher civo.yml
    ("Clarifai", "{h32}", "CLARIFAI_PAT"),  # kingfisher clarifai.yml
    ("Cypress", "{uuid}", "CYPRESS_RECORD_KEY"),  # kingfisher cypress.yml
    ("Clay", "{h20}", "CLAY_API_KEY"),  # kingfisher clay.yml
    ("Bitrise", "{w86}", "BITRISE_TOKEN"),  # kingfisher bitrise.yml
    ("ChartMogul", "{l32}", "CHARTMOGUL_API_KEY"),  # kingfisher chartmogul.yml
    ("Censys", "{32}", "CENSYS_API_SECRET"),  # kingfisher censys.yml
    ("AI21", "{uuid}", "AI21_API_KEY"),  # kingfisher ai21.yml
    ("Data.gov", "{40}", "DATA_GOV_API_KEY"),  # kingfisher datagov.yml
    ("Pinata", "{h64}", "PINATA_API_SECRET"),  # kingfisher pinata.yml
    ("Upstash", "AYNgAS{b45}=", "UPSTASH_REDIS_REST_TOKEN"),  # kingfisher upstash.yml
    ("Vultr", "{h36}", "VULTR_API_KEY"),  # kingfisher vultr.yml
    ("Deepgram", "{h40}", "DEEPGRAM_API_KEY"),  # kingfisher deepgram.yml
    ("AssemblyAI", "{h32}", "ASSEMBLYAI_API_KEY"),  # kingfisher assemblyai.yml
    ("Clearbit", "sk_{h32}", "CLEARBIT_KEY"),  # kingfisher clearbit.yml
    ("Airbrake", "{40}", "AIRBRAKE_USER_KEY"),  # kingfisher airbrake.yml
    ("BrowserStack", "{20}", "BROWSERSTACK_ACCESS_KEY"),  # kingfisher browserstack.yml
    ("SSLMate", "{36}", "SSLMATE_API_KEY"),  # trufflehog sslmate
    ("Sauce Labs", "{uuid}", "SAUCE_ACCESS_KEY"),  # trufflehog saucelabs
    ("Shodan", "{32}", "SHODAN_API_KEY"),  # trufflehog shodankey
    ("VirusTotal", "{h64}", "VIRUSTOTAL_API_KEY"),  # trufflehog virustotal
    ("AbuseIPDB", "{h80}", "ABUSEIPDB_API_KEY"),  # trufflehog abuseipdb
    ("Agora", "{h32}", "AGORA_APP_CERTIFICATE"),  # trufflehog agora
    ("Customer.io", "{20}", "CUSTOMERIO_API_KEY"),  # trufflehog customerio
    ("CoinAPI", "{u8}-{u4}-{u4}-{u4}-{u12}", "COINAPI_KEY"),  # trufflehog coinapi
    ("OpenWeather", "{h32}", "OPENWEATHER_API_KEY"),  # trufflehog openweather
    ("urlscan", "{uuid}", "URLSCAN_API_KEY"),  # trufflehog urlscan
    ("TomTom", "{32}", "TOMTOM_API_KEY"),  # trufflehog tomtom
    ("Hunter", "{h40}", "HUNTER_API_KEY"),  # trufflehog hunter
    ("Yelp", "{w128}", "YELP_API_KEY"),  # trufflehog yelp
    ("Todoist", "{h40}", "TODOIST_API_TOKEN"),  # trufflehog todoist
    ("Etherscan", "{u34}", "ETHERSCAN_API_KEY"),  # trufflehog etherscan
    ("Opsgenie", "{uuid}", "OPSGENIE_API_KEY"),  # trufflehog opsgenie
    ("Logz.io", "{uuid}", "LOGZIO_API_TOKEN"),  # trufflehog logzio
    ("ThousandEyes", "{32}", "THOUSANDEYES_TOKEN"),  # trufflehog thousandeyes
    ("Veriphone", "{u32}", "VERIPHONE_API_KEY"),  # trufflehog veriphone
    ("Fastly", "{w32}", "FASTLY_API_TOKEN"),  # trufflehog fastlypersonaltoken
    ("NVIDIA NGC", "{84}", "NGC_API_KEY"),  # trufflehog ngc
    ("Code Climate", "{h64}", "CC_TEST_REPORTER_ID"),  # noseyparker codeclimate.yml
    ("Blynk", "{w32}", "BLYNK_AUTH_TOKEN"),  # noseyparker blynk.yml
    ("ThingsBoard", "{l20}", "THINGSBOARD_ACCESS_TOKEN"),  # noseyparker thingsboard.yml
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
