"""Tokens of providers of AI: OpenAI, Anthropic, Hugging Face, Replicate, Groq, xAI and others."""

from recognizers.families.secrets.placeholders import is_random
from recognizers.families.secrets.shapes import Token, rules_of

LIMITS = "Tokens that begin with a published prefix only: those without prefix need the name of the vendor or a label near them."

# fmt: off
TOKENS = (
    Token("openai_key", r"sk-(?:proj-|svcacct-|admin-|service-)?[\w-]{20,220}+", "sk-{20}T3BlbkFJ{20} sk-proj-{w74}T3BlbkFJ{w74} sk-svcacct-{w74}T3BlbkFJ{w74} sk-admin-{w74}T3BlbkFJ{w74}", "https://platform.openai.com/docs/api-reference/authentication", is_random),
    Token("anthropic_key", r"sk-ant-[a-z]{3,6}\d\d-[\w-]{20,200}+", "sk-ant-api03-{w93}AA sk-ant-admin01-{w93}AA sk-ant-oat01-{w93}AA", "https://docs.anthropic.com/en/api/getting-started"),
    Token("openrouter_key", r"sk-or-v1-[a-f0-9]{64}", "sk-or-v1-{h64}", "https://openrouter.ai/docs/api-reference/authentication"),
    Token("hugging_face_token", r"(?:hf|api_org)_[A-Za-z0-9]{30,40}+", "hf_{a34} api_org_{a34}", "https://huggingface.co/docs/hub/security-tokens"),
    Token("replicate_token", r"r8_[A-Za-z0-9]{37,40}+", "r8_{37}", "https://replicate.com/docs/topics/security/api-tokens"),
    Token("groq_key", r"gsk_[A-Za-z0-9]{48,56}+", "gsk_{52}", "https://console.groq.com/docs/quickstart"),
    Token("perplexity_key", r"pplx-[A-Za-z0-9]{40,64}+", "pplx-{48}", "https://docs.perplexity.ai/guides/getting-started"),
    Token("xai_key", r"xai-[A-Za-z0-9]{70,90}+", "xai-{80}", "https://docs.x.ai/docs/tutorial"),
    Token("voyage_key", r"pa-[\w-]{43}", "pa-{w43}", "https://docs.voyageai.com/docs/api-key-and-installation", is_random),
    Token("jina_key", r"jina_[A-Za-z0-9_-]{50,70}+", "jina_{h32}{w28}", "https://jina.ai/api-dashboard/"),
    Token("elevenlabs_key", r"sk_[a-f0-9]{48}", "sk_{h48}", "https://elevenlabs.io/docs/api-reference/authentication"),
    Token("nvidia_key", r"nvapi-[\w-]{60,70}+", "nvapi-{w64}", "https://docs.api.nvidia.com/"),
    Token("langsmith_key", r"lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}", "lsv2_pt_{h32}_{h10} lsv2_sk_{h32}_{h10}", "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key"),
    Token("pinecone_key", r"pcsk_[A-Za-z0-9_]{50,90}+", "pcsk_{6}_{63}", "https://docs.pinecone.io/guides/projects/manage-api-keys"),
    Token("cerebras_key", r"csk-[a-z0-9]{40,56}+", "csk-{l48}", "https://inference-docs.cerebras.ai/quickstart"),
    Token("tavily_key", r"tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,48}+", "tvly-{32} tvly-dev-{32}", "https://docs.tavily.com/documentation/quickstart"),
    Token("fireworks_key", r"fw_[A-Za-z0-9]{20,32}+", "fw_{24}", "https://docs.fireworks.ai/getting-started/quickstart", is_random),
    Token("together_key", r"tgp_v1_[\w-]{40,60}+", "tgp_v1_{w43}", "https://docs.together.ai/docs/quickstart"),
    Token("zhipu_key", r"[a-f0-9]{32}\.[A-Za-z0-9]{16}", "{h32}.{16}", "https://docs.bigmodel.cn/en/guide/start/quick-start"),
)
# fmt: on
RULES = rules_of(TOKENS)
