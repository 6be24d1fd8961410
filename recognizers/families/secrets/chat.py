"""Tokens of chat, mail and messaging services: Slack, Discord, Telegram, Twilio, SendGrid and others."""

from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("slack_token", r"xox(?:[abcdeoprs]|e\.xox[bp])-[A-Za-z0-9-]{10,300}+", "xoxb-{d12}-{d12}-{24} xoxp-{d12}-{d12}-{d12}-{h32} xoxa-2-{d12}-{24} xoxs-{d12}-{24} xoxr-{d12}-{24} xoxe-1-{146} xoxe.xoxp-1-{166}", "https://api.slack.com/concepts/token-types"),
    Token("slack_app_token", r"xapp-\d-[A-Za-z0-9]{6,16}-\d{8,16}-[a-f0-9]{40,80}+", "xapp-1-A{u10}-{d13}-{h64}", "https://api.slack.com/concepts/token-types"),
    Token("discord_token", r"(?:mfa\.[\w-]{84}|[MNO][A-Za-z\d]{22,27}\.[\w-]{6}\.[\w-]{27,45}+)", "MTE{21}.{6}.{w38} mfa.{w84}", "https://discord.com/developers/docs/reference#authentication"),
    Token("telegram_bot_token", r"\d{8,10}:AA[\w-]{31,34}+", "{d10}:AA{w33}", "https://core.telegram.org/bots/api#authorizing-your-bot"),
    Token("twilio_key", r"(?:SK|AC)[0-9a-f]{32}", "SK{h32} AC{h32}", "https://www.twilio.com/docs/glossary/what-is-a-sid"),
    Token("sendgrid_key", r"SG\.[\w-]{16,32}\.[\w-]{32,64}+", "SG.{w22}.{w43}", "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"),
    Token("mailgun_key", r"(?:pub)?key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}", "key-{h32} pubkey-{h32} {h32}-{h8}-{h8}", "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth"),
    Token("mailchimp_key", r"[a-f0-9]{32}-us\d{1,2}", "{h32}-us19", "https://mailchimp.com/developer/marketing/guides/quick-start/"),
    Token("mandrill_key", r"md-[\w-]{22}", "md-{w22}", "https://mailchimp.com/developer/transactional/guides/quick-start/"),
    Token("brevo_key", r"x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}", "xkeysib-{h64}-{16} xsmtpsib-{h64}-{16}", "https://developers.brevo.com/docs/getting-started"),
    Token("resend_key", r"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{22,26}", "re_{8}_{24}", "https://resend.com/docs/dashboard/api-keys/introduction"),
    Token("plivo_auth_id", r"MA[A-Z0-9]{18}", "MA{u18}", "https://www.plivo.com/docs/voice/api/overview"),
    Token("firebase_cloud_messaging_key", r"AAAA[\w-]{7}:APA91b[\w-]{40,200}+", "AAAA{w7}:APA91b{w134}", "https://firebase.google.com/docs/cloud-messaging/auth-server"),
    Token("intercom_token", r"dG9rO[A-Za-z0-9+/]{40,100}+={0,2}", "dG9rO{b60}=", "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication"),
    Token("facebook_token", r"EAA[A-Za-z0-9]{30,400}+", "EAACEdEose0c{100} EAA{180}", "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/"),
    Token("instagram_token", r"IG(?:QV|QW|AA)[\w-]{100,300}+", "IGQV{w170} IGAA{w170}", "https://developers.facebook.com/docs/instagram-platform/"),
    Token("twitter_bearer_token", r"A{20,22}[A-Za-z0-9%]{60,200}+", "AAAAAAAAAAAAAAAAAAAAAM{92}", "https://developer.x.com/en/docs/authentication/oauth-2-0/bearer-tokens"),
    Token("pushbullet_token", r"o\.[A-Za-z0-9]{32}", "o.{32}", "https://docs.pushbullet.com/#authentication"),
    Token("knock_key", r"sk_(?:test|live)_[\w-]{24,60}+|knock_st_[\w-]{24,60}+", "knock_st_{43}", "https://docs.knock.app/developer-tools/api-keys"),
)
# fmt: on
RULES = rules_of(TOKENS)
