"""Keys without a prefix: hexadecimal, UUID or plain characters of a fixed length, near the name of their vendor."""

from recognizers.families.secrets.placeholders import is_random, is_secret
from recognizers.families.secrets.shapes import UUID, sample
from recognizers.rules import Rule

LIMITS = "Keys without a prefix whose vendor is not named near them and that have no label."
# Vendors by the shape of their keys, from their documentation and the rules of gitleaks.
HEXADECIMAL = "datadog|dd_api|mistral|algolia|pagerduty|opsgenie|bugsnag|rollbar|honeybadger|logdna|mezmo|loggly|papertrail|zendesk|freshdesk|mailjet|mandrill|sparkpost|vonage|nexmo|messagebird|plivo|amplitude|mixpanel|segment|pingdom|uptimerobot|statuspage|linode|hetzner|ovh|fastly|cloudflare|digitalocean|heroku|netlify|vercel|weights & biases|wandb|deepgram|assemblyai|together|stability|gitea|forgejo|codeberg|gogs|jenkins|drone|travis|codecov|coveralls|snyk|okta|auth0|onelogin|twitter|facebook|instagram|reddit|foursquare|flickr|lastfm|last.fm|openweathermap|weatherapi|newsapi|tmdb|omdb|giphy|unsplash|pixabay|trello|asana|jira|zoho|pipedrive|close.io|intercom|drift|helpscout|front|calendly|todoist|kraken|coinbase|binance|bitfinex|poloniex|etherscan|infura|alchemy|blockcypher|coinmarketcap|shodan|virustotal|abuseipdb|censys|securitytrails|hunter.io|ipinfo|ipstack|maxmind|here.com|tomtom|locationiq|opencage|geocodio|mapquest|yelp|eventbrite|meetup|squareup|sumo logic|sumologic|splunk|graylog|kibana|influxdb|aha|clearbit|fullcontact|zerobounce|bitly|rebrandly|cloudinary|imgix|uploadcare|filestack|transloadit|mux|vimeo|twitch|spotify|soundcloud|steam|riot|blizzard|xai|zoom|webex|agora|sendbird|pusher|ably|pubnub|onesignal|airship|braze|customer.io|iterable|klaviyo|drip|convertkit|activecampaign|constant contact|hubspot|marketo|pardot|eloqua|chargebee|recurly|zuora|paypal|adyen|worldpay|klarna|gocardless|wise|plaid|yodlee|finicity|tink|quickbooks|xero|freshbooks|gusto|bamboohr|workday|greenhouse|lever|postmark|launchdarkly|optimizely|split.io|contentful|storyblok|prismic|sanity|ghost|magento|woocommerce|bigcommerce|etsy|ebay|rapidapi|census|zenserp|serpapi|scrapingbee|twilio|tencent|qiniu|baidu|aliyun|huawei"
UUIDS = "heroku|postmark|opsgenie|splunk|hec|snyk|codecov|railway|scaleway|appveyor|bitrise|newrelic|new relic|insights|logz|logentries|rapid7|insightops|calendly|clickup|unity|vonage|gocardless|modulr|wise|paylocity|docusign|hellosign|pandadoc|adobe sign|zapier|workato|tray|uipath|travis|buildkite|semaphore|launchdarkly|statsig|configcat|flagsmith|unleash|growthbook|fauna|xata|upstash|prisma|cloudflare|kinsta|wpengine|contabo|vultr|leaseweb|equinix|packet|ibm cloud|mindmeister|airbrake|raygun|appsignal|skylight|sensu|hosted graphite|wavefront|lightstep|approle|secret_id|role_id|vault|instrumentation key|instrumentationkey|application insights"
LONG = "cloudflare|vercel|cohere|mistral|azure|devops|databricks|zendesk|okta|auth0|dropbox|box|linkedin|etsy|twitter|consumer secret|paypal|ibm|hetzner|ngrok|fastly|travis|elastic|kibana|snowflake|algolia|mattermost|rocket.chat|sumo|sumologic|coinbase|binance|kucoin|bittrex|huobi|messagebird|ionos|vultr|ovh|bunny|keycdn|stackpath|contabo|upcloud|exoscale|zoho|docusign|lokalise|crowdin|phrase|transifex|deepl|assembla|codeclimate|scrutinizer|gitee|coding.net|pivotal|freshservice|servicenow|sap|ariba|coupa|netsuite|supabase|sinch|infobip|telnyx|bandwidth|ringcentral|dialpad|aircall|talkdesk|genesys|here|tomtom|mapbox|yandex|baidu|naver|kakao|line|wechat|alipay|tencent|huawei|aws|secret access key|sessiontoken|session token|together|stability|dashscope|qwen|moonshot|minimax|baichuan|deepseek|volcengine|doubao"


def _words(vendors: str) -> tuple[str, ...]:
    return tuple(vendors.split("|"))


NOT_KEYS = (
    "commit*",
    "sha*",
    "md5",
    "checksum",
    "digest",
    "hash",
    "etag",
    "revision",
    "trace*",
    "span*",
    "request id",
    "build",
    "image",
    "fingerprint",
    "serial",
    "uuid",
    "guid",
    "tenant*",
    "client id",
    "account id",
    "project id",
    "zone id",
    "org*",
    "version",
    "integrity",
    "nonce",
    "correlation",
)
KEY = r"(?:key|token|secret|pat|credentials?|auth|psk|pass(?:word)?|admin|clave|clé|chave|chiave|schlüssel|klucz)"

# fmt: off
RULES = (
    Rule("hexadecimal_key_of_a_vendor", "API_KEY", rf"(?i:\b{KEY}|_{KEY})s?[^\n]{{0,40}}?(?<![A-Za-z0-9_/+=-])(?P<value>[a-f0-9]{{32}}|[a-f0-9]{{40}}|[a-f0-9]{{64}})(?![A-Za-z0-9_/+=-])", 0.0,
         (f"our Datadog key ⟦{sample('{h32}')}⟧", f"the token of Linode was ⟦{sample('{h64}')}⟧"), (f"the key commit is {sample('{h40}')}", f"Datadog trace {sample('{h32}')}"), context=_words(HEXADECIMAL), unless=NOT_KEYS, check=is_random, source="https://github.com/gitleaks/gitleaks"),
    Rule("uuid_key_of_a_vendor", "API_KEY", rf"(?i:\b{KEY}|_{KEY}|\bsecret_id)s?[^\n]{{0,40}}?(?<![A-Za-z0-9_-])(?P<value>{UUID})(?![A-Za-z0-9_-])", 0.0,
         (f"Heroku API key ⟦{sample('{uuid}')}⟧", f"opsgenie_api_key: ⟦{sample('{uuid}', 'b')}⟧"), (f"key: {sample('{uuid}')}", f"Heroku release {sample('{uuid}')}"), context=_words(UUIDS), unless=("trace*", "request id", "correlation", "tenant*", "client id"), check=is_secret, source="https://github.com/gitleaks/gitleaks"),
    Rule("long_key_of_a_vendor", "API_KEY", rf"(?i:\b{KEY}|_{KEY})s?[^\n]{{0,40}}?(?<![A-Za-z0-9_/+=.-])(?P<value>[A-Za-z0-9+/_-]{{20,90}}+={{0,2}})(?![A-Za-z0-9_/+-])", 0.0,
         (f"Cohere API key: ⟦{sample('{40}')}⟧", f"the consumer secret of the app is ⟦{sample('{50}')}⟧"), ("the key cohere_models_of_the_year_2024_edition", "AWS key management_service_of_the_region"), context=_words(LONG), unless=NOT_KEYS, check=is_random, source="https://github.com/gitleaks/gitleaks"),
    Rule("azure_account_key", "API_KEY", r"(?<![A-Za-z0-9+/=-])[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])", 0.0,
         (f"storage account key ⟦{sample('{b86}')}==⟧", f'"CosmosKey": "⟦{sample("{b86}", "b")}==⟧"'), (f"sha512-{sample('{b86}')}==", f"{sample('{b86}')}== is the digest"), context=("key*", "accountkey*", "cosmoskey*", "account.key*", "azure*", "storage*", "cosmos*", "batch*"), with_context=0.95, unless=("integrity", "sha512", "digest"), check=is_secret, source="https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key"),
    Rule("shared_access_key", "API_KEY", r"(?i:(?:Shared)?(?:Access|Account)Key=)(?P<value>[A-Za-z0-9+/]{40,120}+={1,2})", 0.97,
         (f"SharedAccessKeyName=Root;SharedAccessKey=⟦{sample('{b43}')}=⟧", f"AccountName=a;AccountKey=⟦{sample('{b86}')}==⟧;EndpointSuffix=x"), ("AccountKey=", "SharedAccessKeyName=Root"), check=is_secret, source="https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string"),
    Rule("aws_secret_access_key", "API_KEY", r"(?i:(?:secret[_ .-]?(?:access[_ .-]?)?key|aws[_ .-]?secret)[\"']?\s{0,6}[:=,]?\s{0,6}[\"']?|(?:AKIA|ASIA)[A-Z0-9]{16}[\"']?\s?[,:;/|]?\s?[\"']?(?:secret\s?[:=]?\s?)?)(?P<value>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])", 0.97,
         (f"aws_secret_access_key = ⟦{sample('{b40}')}⟧", f"AKIA{sample('{u16}')} / ⟦{sample('{b40}', 'b')}⟧"), ("aws_secret_access_key = ", f"commit {sample('{h40}')}"), check=is_random, source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"),
    Rule("key_in_pair_with_a_twilio_account", "API_KEY", r"\bAC[0-9a-f]{32}[\"']?\s?[,:;/|]\s?[\"']?(?P<value>[0-9a-f]{32})\b", 0.97,
         (f"TWILIO = [\"AC{sample('{h32}')}\", \"⟦{sample('{h32}', 'b')}⟧\"]", f"curl -u AC{sample('{h32}')}:⟦{sample('{h32}', 'c')}⟧"), (f"AC{sample('{h32}')}", f"{sample('{h32}')}, {sample('{h32}', 'b')}"), source="https://www.twilio.com/docs/iam/api"),
)
# fmt: on
