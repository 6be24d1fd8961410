"""Tokens of cloud platforms and hosting: AWS, Google Cloud, Azure, DigitalOcean, Alibaba, Tencent and others."""

from recognizers.families.secrets.shapes import UUID, Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("aws_access_key_id", r"(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|ANPA|ANVA|AIPA|APKA|ASCA)[A-Z0-9]{16}", "AKIA{u16} ASIA{u16} ABIA{u16} ACCA{u16} AGPA{u16} AIDA{u16} AROA{u16}", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"),
    Token("aws_bedrock_key", r"ABSK[A-Za-z0-9+/]{60,300}+={0,2}", "ABSK{b128}", "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"),
    Token("amazon_mws_token", rf"amzn\.mws\.{UUID}", "amzn.mws.{uuid}", "https://docs.developer.amazonservices.com"),
    Token("amazon_oauth_secret", r"amzn1\.oa2-cs\.v1\.[a-f0-9]{64}", "amzn1.oa2-cs.v1.{h64}", "https://developer.amazon.com/docs/login-with-amazon/security-profile.html"),
    Token("google_api_key", r"AIza[\w-]{32,38}+", "AIza{w35}", "https://cloud.google.com/docs/authentication/api-keys"),
    Token("google_oauth_secret", r"GOCSPX-[\w-]{28}", "GOCSPX-{w28}", "https://developers.google.com/identity/protocols/oauth2"),
    Token("google_access_token", r"ya29\.[\w-]{20,1000}+", "ya29.{w120}", "https://developers.google.com/identity/protocols/oauth2"),
    Token("google_refresh_token", r"1//0[\w-]{38,200}+", "1//0{w96}", "https://developers.google.com/identity/protocols/oauth2"),
    Token("azure_client_secret", r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}+", "{3}8Q~{34}", "https://learn.microsoft.com/entra/identity-platform/quickstart-register-app"),
    Token("azure_key_with_signature", r"[A-Za-z0-9+/]{42,80}(?:JQQJ9|AzSe|ACDb|AzFu|AIoT|\+ASt|AEh|APIM|AzCa)[A-Za-z0-9+/]{5,32}={0,2}", "{76}ACDb{b6}== {42}AzSe{8} {76}+ASt{b6}== {52}JQQJ9{27}", "https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key"),
    Token("azure_devops_token", r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", "{76}AZDO{4}", "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate"),
    Token("digitalocean_token", r"do[opr]_v1_[a-f0-9]{64}", "dop_v1_{h64} doo_v1_{h64} dor_v1_{h64}", "https://docs.digitalocean.com/reference/api/create-personal-access-token/"),
    Token("digitalocean_spaces_key", r"DO00[A-Z0-9]{16}", "DO00{u16}", "https://docs.digitalocean.com/products/spaces/how-to/manage-access/"),
    Token("alibaba_access_key", r"LTAI[A-Za-z0-9]{12,26}+", "LTAI{20}", "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair"),
    Token("tencent_secret_id", r"AKID[A-Za-z0-9]{13,48}+", "AKID{32}", "https://cloud.tencent.com/document/product/598/40488"),
    Token("heroku_key", rf"HRKU-(?:AA[\w-]{{58}}|{UUID})", "HRKU-AA{w58} HRKU-{uuid}", "https://devcenter.heroku.com/articles/authentication"),
    Token("fly_token", r"fo1_[\w-]{43}|fm(?:1[ar]|2)_[A-Za-z0-9+/_-]{90,800}+={0,3}", "fo1_{w43} fm1a_{b120} fm1r_{b120} fm2_{b120}", "https://fly.io/docs/security/tokens/"),
    Token("vercel_token", r"vc[pkiar]_[A-Za-z0-9]{24,80}+|vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30}", "vcp_{56} vck_{56} vercel_blob_rw_{16}_{30}", "https://vercel.com/docs/rest-api/authentication"),
    Token("netlify_token", r"nf[bcopu]_[A-Za-z0-9]{36,64}+", "nfp_{36} nfc_{36}", "https://docs.netlify.com/api/get-started/"),
    Token("cloudflare_token", r"cf(?:k|ut|at)_[\w-]{40,64}+|v1\.0-[a-f0-9]{24}-[a-f0-9]{146}", "cfut_{40} cfat_{40} cfk_{40} v1.0-{h24}-{h146}", "https://developers.cloudflare.com/fundamentals/api/get-started/"),
    Token("scaleway_key", r"SCW[A-Z0-9]{17}", "SCW{u17}", "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/"),
    Token("yandex_cloud_key", r"AQVN[\w-]{35,38}+|YC[A-Za-z0-9_-]{38}|t1\.[\w-]{20,200}={0,2}\.[\w-]{86}={0,2}|y[0-3]_[\w-]{55,70}+", "AQVN{w36} YC{w38} t1.{w180}.{w86}== y0_{w56}", "https://yandex.cloud/docs/iam/concepts/authorization/"),
    Token("render_key", r"rnd_[A-Za-z0-9]{28,40}+", "rnd_{32}", "https://render.com/docs/api"),
    Token("backblaze_key", r"K00\d[A-Za-z0-9/+]{27}", "K005{27}", "https://www.backblaze.com/docs/cloud-storage-application-keys"),
    Token("tailscale_key", r"tskey-(?:[a-z]{2,10}-)?[A-Za-z0-9]{10,32}(?:-[A-Za-z0-9]{20,48})?", "tskey-auth-{12}CNTRL-{32} tskey-api-{12}CNTRL-{32} tskey-{12}", "https://tailscale.com/kb/1252/key-prefixes"),
    Token("akamai_token", r"akab-[a-z0-9]{16}-[a-z0-9]{16}", "akab-{l16}-{l16}", "https://techdocs.akamai.com/developer/docs/set-up-authentication-credentials"),
    Token("vk_cloud_token", r"vk[12]\.a\.[\w-]{80,300}+", "vk1.a.{w180}", "https://dev.vk.com/api/access-token/getting-started"),
    Token("supabase_key", r"sb(?:p|_secret)_[A-Za-z0-9_-]{20,64}+", "sbp_{h40} sb_secret_{w31}", "https://supabase.com/docs/guides/api/api-keys"),
    Token("openshift_token", r"sha256~[\w-]{43}", "sha256~{w43}", "https://docs.openshift.com/container-platform/latest/authentication/index.html"),
    Token("rancher_token", r"token-[a-z0-9]{5}:[a-z0-9]{54}", "token-{l5}:{l54}", "https://ranchermanager.docs.rancher.com/api/api-tokens"),
)
# fmt: on
RULES = rules_of(TOKENS)
