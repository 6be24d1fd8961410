"""Tokens of payment services and shops: Stripe, Square, Braintree, Adyen, Shopify and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import UUID, Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("stripe_key", r"[rsp]k_(?:live|test|prod)_[A-Za-z0-9]{16,200}+", "sk_live_{24} rk_live_{24} pk_live_{24} sk_test_{99} rk_test_{24} pk_test_{24}", "https://docs.stripe.com/keys"),
    Token("webhook_secret", r"whsec_[A-Za-z0-9+/]{24,80}+={0,2}", "whsec_{32}", "https://docs.stripe.com/webhooks/signature"),
    Token("square_token", r"EAAA[\w-]{60}|sq0[a-z]{3}-[\w-]{22,60}+", "EAAA{w60} sq0atp-{w22} sq0csp-{w43} sq0idp-{w22}", "https://developer.squareup.com/docs/build-basics/access-tokens"),
    Token("braintree_token", r"access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}", "access_token$production${l16}${h32} access_token$sandbox${l16}${h32}", "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials"),
    Token("adyen_key", r"AQE[A-Za-z0-9+/]{30,200}+={0,2}-[A-Za-z0-9+/]{30,100}+={0,2}-[A-Za-z0-9]{8,24}", "AQE{b76}-{b43}=-{16}", "https://docs.adyen.com/development-resources/api-credentials/"),
    Token("razorpay_key", r"rzp_(?:live|test)_[A-Za-z0-9]{14,24}+", "rzp_live_{14} rzp_test_{14}", "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/"),
    Token("plaid_token", rf"(?:access|public|link)-(?:sandbox|development|production)-{UUID}", "access-production-{uuid} access-sandbox-{uuid} link-production-{uuid}", "https://plaid.com/docs/api/tokens/"),
    Token("shopify_token", r"shp(?:at|ca|pa|ss|ua|tka)_[a-fA-F0-9]{32}", "shpat_{h32} shpca_{h32} shppa_{h32} shpss_{h32}", "https://shopify.dev/docs/apps/build/authentication-authorization"),
    Token("flutterwave_key", r"FLW(?:PUB|SEC)K(?:_TEST)?-[a-h0-9]{12,34}-X", "FLWSECK-{h32}-X FLWSECK_TEST-{h32}-X FLWPUBK-{h32}-X", "https://developer.flutterwave.com/docs/authentication"),
    Token("mollie_key", r"(?:live|test|access)_[A-Za-z0-9]{30,44}", "live_{30} test_{30}", "https://docs.mollie.com/docs/authentication", is_random),
    Token("mercado_pago_token", r"(?:APP_USR|TEST)-\d{8,20}-\d{6}-[a-f0-9]{32}(?:-\d{5,12})?", "APP_USR-{d16}-{d6}-{h32}-{d9} TEST-{d16}-{d6}-{h32}-{d9}", "https://www.mercadopago.com/developers/en/docs/your-integrations/credentials"),
    Token("duffel_token", r"duffel_(?:test|live)_[\w-]{43}", "duffel_live_{w43} duffel_test_{w43}", "https://duffel.com/docs/api/overview/making-requests"),
    Token("easypost_key", r"EZ[AT]K[A-Za-z0-9]{54}", "EZAK{54} EZTK{54}", "https://docs.easypost.com/docs/authentication"),
    Token("shippo_token", r"shippo_(?:live|test)_[a-f0-9]{40}", "shippo_live_{h40} shippo_test_{h40}", "https://docs.goshippo.com/docs/guides_general/authentication/"),
    Token("paddle_key", r"pdl_(?:live|sdbx)_apikey_[a-z\d]{26}_[A-Za-z\d]{22}_[A-Za-z\d]{3}", "pdl_live_apikey_{l26}_{22}_{3} pdl_sdbx_apikey_{l26}_{22}_{3}", "https://developer.paddle.com/api-reference/about/api-keys"),
    Token("lob_key", r"(?:live|test)_(?:pub_)?[a-f0-9]{31,35}", "live_{h35} test_{h35}", "https://docs.lob.com/#tag/Authentication"),
    Token("frameio_token", r"fio-u-[\w=-]{64}", "fio-u-{w64}", "https://developer.frame.io/docs/getting-started/authentication"),
    Token("coinbase_commerce_key", r"organizations/[a-f0-9-]{36}/apiKeys/[a-f0-9-]{36}", "organizations/{uuid}/apiKeys/{uuid}", "https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys"),
)
# fmt: on
RULES = rules_of(TOKENS)
