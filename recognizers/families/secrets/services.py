"""Tokens of services for work and the web: Notion, Linear, Asana, Figma, HubSpot, Okta, Postman, Dropbox and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import UUID, Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("notion_token", r"ntn_[A-Za-z0-9]{40,50}+|secret_[A-Za-z0-9]{43}", "ntn_{46} secret_{43}", "https://developers.notion.com/reference/authentication"),
    Token("linear_key", r"lin_(?:api|oauth|wh)_[A-Za-z0-9]{32,64}+", "lin_api_{40} lin_oauth_{h64}", "https://linear.app/developers"),
    Token("asana_token", r"[0-2]/\d{13,20}(?:/\d{13,20})?:[a-f0-9]{32}", "1/{d16}:{h32} 2/{d16}/{d16}:{h32}", "https://developers.asana.com/docs/personal-access-token"),
    Token("figma_token", r"fig[dou][rh]?_[\w-]{38,60}+", "figd_{w40} figo_{w40} figu_{w40}", "https://www.figma.com/developers/api#authentication"),
    Token("hubspot_token", rf"pat-(?:na|eu|ap)\d-{UUID}", "pat-na1-{uuid} pat-eu1-{uuid}", "https://developers.hubspot.com/docs/guides/apps/private-apps/overview"),
    Token("okta_token", r"00(?=[A-Za-z]{0,39}[\d_-])[A-Za-z0-9][\w-]{39}", "00{w40}", "https://developer.okta.com/docs/guides/create-an-api-token/main/", is_random),
    Token("postman_key", r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}|PMAT-[A-Z0-9]{26}", "PMAK-{h24}-{h34} PMAT-{u26}", "https://learning.postman.com/docs/developer/postman-api/authentication/"),
    Token("contentful_token", r"CFPAT-[\w-]{43}", "CFPAT-{w43}", "https://www.contentful.com/developers/docs/references/authentication/"),
    Token("dropbox_token", r"sl\.(?:[uB]\.)?[\w-]{100,1500}+", "sl.{w135} sl.u.{w1000}", "https://www.dropbox.com/developers/reference/auth-types"),
    Token("mapbox_token", r"[pst]k\.eyJ[\w-]{20,200}+\.[\w-]{20,24}", "sk.eyJ1Ijoi{60}.{22} pk.eyJ1Ijoi{60}.{22}", "https://docs.mapbox.com/accounts/guides/tokens/"),
    Token("typeform_token", r"tfp_[\w.=-]{40,64}+", "tfp_{w44}_{14}", "https://www.typeform.com/developers/get-started/personal-access-token/"),
    Token("adobe_secret", r"p8e-[A-Za-z0-9_-]{32}", "p8e-{l32}", "https://developer.adobe.com/developer-console/docs/guides/authentication/"),
    Token("adafruit_key", r"aio_[A-Za-z0-9]{28}", "aio_{28}", "https://io.adafruit.com/api/docs/#authentication"),
    Token("readme_key", r"rdme_[a-z0-9]{70}", "rdme_{l70}", "https://docs.readme.com/main/reference/authentication"),
    Token("clickup_token", r"pk_\d{5,10}_[A-Z0-9]{32}", "pk_{d8}_{u32}", "https://developer.clickup.com/docs/authentication"),
    Token("trello_token", r"ATTA[a-f0-9]{64,80}+", "ATTA{h72}", "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/"),
    Token("salesforce_token", r"00D[A-Za-z0-9]{12,15}![\w.]{80,130}+", "00D{15}!AQ{94}", "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/quickstart_oauth.htm"),
    Token("rapidapi_key", r"[a-f0-9]{10}msh[a-f0-9]{15}p[a-f0-9]{6}jsn[a-f0-9]{12}", "{h10}msh{h15}p{h6}jsn{h12}", "https://docs.rapidapi.com/docs/keys"),
    Token("maxmind_key", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk", "{6}_{29}_mmk", "https://dev.maxmind.com/license-key-validation-api/"),
    Token("lichess_token", r"lip_[A-Za-z0-9]{20,32}+", "lip_{20}", "https://lichess.org/api#section/Authentication", is_random),
    Token("wakatime_key", rf"waka_{UUID}", "waka_{uuid}", "https://wakatime.com/developers#authentication"),
    Token("settlemint_token", r"sm_(?:aat|pat|sat)_[A-Za-z0-9]{16,40}+", "sm_aat_{16} sm_pat_{16}", "https://console.settlemint.com/documentation/"),
    Token("django_secret_key", r"django-insecure-[a-zA-Z0-9!@#$%^&*()_+=-]{40,60}", "django-insecure-{50}", "https://docs.djangoproject.com/en/stable/ref/settings/#secret-key"),
)
# fmt: on
RULES = rules_of(TOKENS)
