"""Secrets in addresses: paths of webhooks, signed links, tokens in query strings."""

from recognizers.families.secrets.placeholders import is_random, is_secret
from recognizers.families.secrets.shapes import CERTAIN, UUID, sample
from recognizers.rules import Rule

LIMITS = "Secrets in the path of an address of an unknown service; parameters of a query with an unknown name."
QUERY = (
    "access_token|refresh_token|id_token|auth_token|authtoken|session_token|token|tok|api_?key|apikey|key|k|secret|"
    "client_secret|password|passwd|pwd|pass|otp|totp|pin|sig|signature|hmac|auth|code|session|sessionid|sid|jwt|"
    "subscription-key|X-Amz-(?:Signature|Security-Token)|X-Goog-Signature|AWSAccessKeyId|reset|invite|ticket|hash|state"
)
PASSWORDS = "password|passwd|pwd|pass|kennwort|passwort|otp|totp|pin|mdp|senha|haslo|clave|wachtwoord"

# fmt: off
RULES = (
    Rule("slack_webhook", "SECRET", r"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/(?P<value>[A-Za-z0-9+/]{20,100}+)", CERTAIN,
         (f"https://hooks.slack.com/services/⟦T{sample('{u10}')}/B{sample('{u10}')}/{sample('{24}')}⟧", f"curl https://hooks.slack.com/workflows/⟦T{sample('{u10}')}/A{sample('{u10}')}/{sample('{d18}')}/{sample('{24}')}⟧"),
         ("https://hooks.slack.com/services/", "https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/services/TXXXXXXXX/BXXXXXXXX/XXXXXXXXXXXXXXXX"), check=is_secret, source="https://api.slack.com/messaging/webhooks"),
    Rule("discord_webhook", "SECRET", r"discord(?:app)?\.com/api/webhooks/(?P<value>\d{16,20}/[\w-]{50,90}+)|discord://(?P<value>[\w-]{30,90}+@\d{16,20})", CERTAIN,
         (f"https://discord.com/api/webhooks/⟦{sample('{d18}')}/{sample('{w68}')}⟧", f"https://discordapp.com/api/webhooks/⟦{sample('{d19}')}/{sample('{w68}')}⟧"),
         ("https://discord.com/api/webhooks/", "https://discord.com/channels/123456789012345678"), source="https://discord.com/developers/docs/resources/webhook"),
    Rule("teams_webhook", "SECRET", rf"webhook\.office\.com/webhookb2/(?P<value>{UUID}@{UUID}/IncomingWebhook/[a-f0-9]{{32}}/{UUID}(?:/[\w-]{{10,60}})?)", CERTAIN,
         (f"https://a.webhook.office.com/webhookb2/⟦{sample('{uuid}@{uuid}/IncomingWebhook/{h32}/{uuid}')}⟧", f"url: https://b.webhook.office.com/webhookb2/⟦{sample('{uuid}@{uuid}/IncomingWebhook/{h32}/{uuid}', 'b')}⟧"),
         ("https://a.webhook.office.com/webhookb2/", "https://outlook.office.com/webhook"), source="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook"),
    Rule("zapier_webhook", "SECRET", r"hooks\.zapier\.com/hooks/catch/(?P<value>\d{4,12}/[a-z0-9]{5,12})\b|hook\.(?:[a-z0-9]{2,8}\.)?make\.com/(?P<value>[a-z0-9]{24,40})\b", CERTAIN,
         ("https://hooks.zapier.com/hooks/catch/⟦4482913/o8xk2ab⟧/", f"https://hook.eu1.make.com/⟦{sample('{l32}')}⟧"), ("https://hooks.zapier.com/hooks/catch/", "https://www.make.com/en/help"), source="https://help.zapier.com/hc/en-us/articles/8496288690317"),
    Rule("sentry_dsn_key", "SECRET", r"https?://(?P<value>[a-f0-9]{32}(?::[a-f0-9]{32})?)@[\w.-]{4,100}/\d{1,20}\b", CERTAIN,
         (f"SENTRY_DSN=https://⟦{sample('{h32}')}⟧@o44219.ingest.sentry.io/4505", f'dsn: "https://⟦{sample("{h32}", "b")}⟧@errors.acme.io/12"'), ("https://key@sentry.io/12", f"https://sentry.io/{sample('{h32}')}/12"), source="https://docs.sentry.io/concepts/key-terms/dsn-explainer/"),
    Rule("azure_sas", "SECRET", r"\??(?<![\w-])s[a-z]{1,4}=[\w%.:+-]{1,60}&(?:s[a-z]{1,4}=[\w%.:+/-]{1,60}&){1,14}sig=[\w%+/-]{20,120}+={0,2}(?:&s[a-z]{1,4}=[\w%.:+-]{1,60}){0,8}", CERTAIN,
         (f"https://acme.blob.core.windows.net/logs⟦?sv=2023-11-03&st=2025-01-01T00%3A00Z&sr=c&sp=rl&sig={sample('{43}')}%3D⟧", f"SAS: ⟦sv=2022-11-02&ss=b&srt=sco&sp=r&sig={sample('{43}', 'b')}%3D⟧."),
         ("?sv=2023-11-03&sr=c&sp=rl", "sig=abc"), source="https://learn.microsoft.com/rest/api/storageservices/service-sas"),
    Rule("token_in_query", "SECRET", rf"(?i:[?&](?:amp;)?(?:{QUERY})=)(?P<value>[^\s&\"'<>#()\]`,;\\|]{{12,2000}}+)", 0.9,
         (f"GET /v1/jobs?access_token=⟦{sample('{40}')}⟧ HTTP/1.1", f"https://x.org/r/8f2c?a=1&X-Amz-Signature=⟦{sample('{h64}')}⟧", f"…/feed?key=⟦{sample('{32}')}⟧&page=2"),
         ("/search?key=value&page=2", "/login?token=${TOKEN}", "?code=authorization_code", "?key=customer_display_name"), check=is_random, source="RFC 6750, 2.3"),
    Rule("password_in_query", "PASSWORD", rf"(?i:(?:[?&]|\b(?:username|user|login|grant_type)=[^\s&=]{{1,60}}&)(?:amp;)?(?:{PASSWORDS})=)(?P<value>[^\s&\"'<>#`\\]{{4,128}}+)", 0.95,
         ("POST /login?u=bo&password=⟦Donostia%2A1713⟧&scope=a", "grant_type=password&username=li&password=⟦kestrel-9⟧", "/portal?otp=⟦437158⟧&u=x"),
         ("/login?password=${PASSWORD}", "?pwd=****", "/reset?password=changeme"), check=is_secret, source="RFC 6749, 4.3.2"),
    Rule("amazon_credential_in_query", "API_KEY", r"X-Amz-Credential=(?P<value>[A-Z0-9]{16,24})(?=%2F|/)", CERTAIN,
         (f"?X-Amz-Credential=⟦ASIA{sample('{u16}')}⟧%2F20250101%2Fus-east-1", f"&X-Amz-Credential=⟦AKIA{sample('{u16}')}⟧/20250101/"), ("X-Amz-Credential=", "X-Amz-Date=20250101T000000Z"), check=is_secret, source="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"),
)
# fmt: on
