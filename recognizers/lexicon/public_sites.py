"""Public sites: documentation, standards, package registries, authorities and brands, whose links identify nobody.

A link stays only if its host is in these tables or reserved for documentation. Share links, repositories of unknown
owners and links with a token or an address stay sensitive even there.
"""

import regex

# Hosts and all of their subdomains, with any path.
SITES = frozenset(
    """iana.org icann.org ietf.org rfc-editor.org w3.org w3.github.io w3c.github.io whatwg.org unicode.org iso.org itu.int
    ieee.org ecma-international.org oasis-open.org opengroup.org json-schema.org yaml.org json.org graphql.org openid.net
    oauth.net hl7.org loinc.org snomed.org xmlsoap.org purl.org schema.org xml.org ogc.org nist.gov mitre.org cve.org
    first.org owasp.org cisecurity.org fidoalliance.org bluetooth.com usb.org doi.org arxiv.org acm.org semver.org
    creativecommons.org opensource.org spdx.org gnu.org fsf.org apache.org eclipse.org mozilla.org mozilla.com
    wikipedia.org wikimedia.org wiktionary.org wikidata.org wikihow.com britannica.com openstreetmap.org
    python.org pypi.org pypa.io readthedocs.io readthedocs.org pytest.org numpy.org scipy.org pytorch.org tensorflow.org
    pydata.org djangoproject.com palletsprojects.com pydantic.dev sqlalche.me sqlalchemy.org psycopg.org python-httpx.org
    spacy.io nltk.org jupyter.org conda.io anaconda.org sympy.org matplotlib.org scikit-learn.org tiangolo.com
    nodejs.org npmjs.com npmjs.org yarnpkg.com typescriptlang.org reactjs.org react.dev vuejs.org angular.io svelte.dev
    webpack.js.org babeljs.io eslint.org jestjs.io nextjs.org expressjs.com deno.land bun.sh jquery.com
    golang.org go.dev gopkg.in rust-lang.org crates.io docs.rs ruby-lang.org rubygems.org rubyonrails.org php.net
    packagist.org getcomposer.org perl.org cpan.org metacpan.org r-project.org julialang.org haskell.org scala-lang.org
    kotlinlang.org swift.org dart.dev flutter.dev pub.dev elixir-lang.org hex.pm erlang.org clojure.org lua.org
    cppreference.com isocpp.org llvm.org cmake.org maven.org mvnrepository.com sonatype.org gradle.org spring.io
    openjdk.org java.com hibernate.org junit.org nuget.org dotnetfoundation.org dot.net
    kubernetes.io k8s.io helm.sh docker.com istio.io envoyproxy.io prometheus.io
    grafana.com opentelemetry.io jaegertracing.io fluentd.org cncf.io terraform.io hashicorp.com vaultproject.io
    ansible.com puppet.com jenkins.io argoproj.io fluxcd.io traefik.io nginx.org nginx.com haproxy.org openssl.org
    openssh.com wireguard.com openvpn.net letsencrypt.org curl.se git-scm.com gnupg.org kernel.org man7.org die.net
    freedesktop.org gnome.org kde.org debian.org ubuntu.com archlinux.org fedoraproject.org centos.org alpinelinux.org
    redhat.com opensuse.org suse.com freebsd.org openbsd.org netbsd.org proxmox.com samba.org postfix.org isc.org
    postgresql.org mysql.com mariadb.org mariadb.com sqlite.org mongodb.com mongodb.org redis.io elastic.co rabbitmq.com
    cassandra.apache.org neo4j.com influxdata.com clickhouse.com duckdb.org snowflake.com databricks.com use-the-index-luke.com
    stackoverflow.com stackexchange.com serverfault.com superuser.com askubuntu.com news.ycombinator.com lobste.rs
    ntp.org digicert.com globalsign.com sectigo.com verisign.com mailgun.org mempool.space blockchain.info etherscan.io
    openai.com anthropic.com claude.com huggingface.co hf.co langchain.com modelcontextprotocol.io llamaindex.ai
    haveibeenpwned.com krebsonsecurity.com virustotal.com crbug.com chromium.org web.dev caniuse.com sphinx-doc.org
    selenium.dev jetbrains.com shields.io httpbin.org speakerdeck.com slideshare.net levels.fyi glassdoor.com kununu.com
    service-public.fr bund.de europa.eu admin.ch overheid.nl skatteetaten.no nav.no skatteverket.se
    forsakringskassan.se riksdagen.se ptb.de insee.fr banque-france.fr go.uber.org cert-manager.io un.org who.int worldbank.org imf.org oecd.org nato.int
    openxmlformats.org openoffice.org libreoffice.org oasis-open.org purl.oclc.org xmlns.com exslt.org relaxng.org docbook.org commonmark.org
    csswg.org wicg.github.io khronos.org publicsuffix.org geonames.org gs1.org isbn-international.org no-color.org force-color.org
    wolfram.com oeis.org planetmath.org mathworks.com gap-system.org netlib.org sagemath.org maplesoft.com dlmf.nist.gov citeseerx.ist.psu.edu
    jstor.org springer.com sciencedirect.com semanticscholar.org openreview.net aclanthology.org biorxiv.org medrxiv.org plos.org pnas.org
    nature.com wiley.com oreilly.com web.archive.org archive.org wikibooks.org wikisource.org sourceware.org linuxfoundation.org bazel.build
    swig.org graphviz.org gnuplot.info ffmpeg.org imagemagick.org ghostscript.com zlib.net lxml.de pygments.org pyyaml.org pyopenssl.org
    twistedmatrix.com cryptography.io aiohttp.org pola.rs onnx.ai onnxruntime.ai explosion.ai sbert.net streamlit.io gradio.app mlflow.org
    universaldependencies.org commoncrawl.org tfhub.dev keras.io jax.dev xgboost.ai ray.io dask.org prefect.io airflow.apache.org getdbt.com
    pkg.go.dev godoc.org docs.oracle.com javadoc.io jcp.org cdnjs.com jsdelivr.net unpkg.com bootstrapcdn.com datatables.net tc39.es
    nodatime.org timeapi.io pre-commit.com editorconfig.org keepachangelog.com contributor-covenant.org conventionalcommits.org 12factor.net""".split()
)
# Hosts that stay without their subdomains, with any path.
HOSTS = frozenset(
    """developers.google.com cloud.google.com support.google.com accounts.google.com fonts.googleapis.com
    developer.apple.com support.apple.com developer.android.com learn.microsoft.com docs.microsoft.com msdn.microsoft.com
    support.microsoft.com login.microsoftonline.com schemas.microsoft.com docs.aws.amazon.com
    aws.amazon.com docs.github.com api.github.com help.github.com users.noreply.github.com raw.githubusercontent.com
    docs.gitlab.com docs.stripe.com api.stripe.com stripe.com docs.oracle.com support.atlassian.com developer.atlassian.com
    slack.com api.slack.com hooks.slack.com docs.nvidia.com developer.nvidia.com docs.sentry.io oauth2.googleapis.com
    www.googleapis.com index.docker.io developer.twitter.com developers.facebook.com smtp.gmail.com imap.gmail.com
    smtp.office365.com outlook.office365.com smtp.sendgrid.net login.live.com bit.ly youtu.be t.co tinyurl.com
    api.openai.com api.anthropic.com mail.protection.outlook.com maps.app.goo.gl core.windows.net database.windows.net
    googleapis.com amazonaws.com azure.com windows.net digitaloceanspaces.com cloudfront.net""".split()
)
# Sites of brands: without a path, or with one of plain words.
BRANDS = frozenset(
    """google apple microsoft amazon facebook instagram twitter x linkedin youtube netflix spotify paypal ebay booking airbnb
    uber github gitlab bitbucket slack zoom dropbox salesforce oracle sap ibm intel nvidia amd dell hp lenovo cisco siemens
    bosch philips sony samsung huawei nokia ericsson vodafone telekom orange adobe atlassian stripe shopify cloudflare akamai
    twilio sendgrid mailchimp hubspot zendesk okta auth0 datadoghq newrelic pagerduty sentry heroku netlify vercel digitalocean
    linode ovh hetzner godaddy namecheap wordpress medium reddit wikipedia yelp trustpilot tripadvisor expedia skyscanner bolt
    dhl ups fedex usps dpd gls hermes postnl visa mastercard americanexpress klarna wise revolut monzo n26 coinbase binance
    kraken blockchain indeed stepstone monster workday deliveroo ikea zalando otto lidl aldi tesco walmart target costco
    nike adidas gmail outlook hotmail yahoo icloud office365 office live skype whatsapp telegram signal discord bbc cnn nytimes
    theguardian lemonde spiegel elpais reuters bloomberg ft wsj canada irs uwv bahn dsb sncf trenitalia renfe ns notion asana
    trello jira figma miro canva kaggle coursera udemy udacity edx virustotal duckduckgo bing""".split()
)
BRAND_ENDINGS = frozenset("com org net io eu uk de fr es it nl pt pl at ch be se no dk fi ca tv gg us".split())
CODE_HOSTS = frozenset(
    "github.com gitlab.com bitbucket.org codeberg.org gist.github.com www.github.com docker.io ghcr.io gcr.io quay.io mcr.microsoft.com".split()
)
# Owners of well-known public repositories. Other owners may be a customer or a person.
OWNERS = frozenset(
    """example octocat actions github apache google microsoft facebook meta amazon aws awslabs azure googleapis googlecloudplatform
    python pypa psf pallets django numpy scipy pandas-dev pytorch tensorflow keras-team scikit-learn huggingface openai anthropics
    langchain-ai explosion nodejs npm expressjs vuejs angular sveltejs facebookresearch vercel babel eslint prettier webpack
    golang gorilla stretchr davecgh pkg uber uber-go gin-gonic spf13 sirupsen rust-lang tokio-rs serde-rs ruby rails php laravel
    symfony composer spring-projects eclipse junit-team mockito square jetbrains kotlin dotnet npgsql nunit kubernetes
    kubernetes-sigs helm docker moby containerd istio envoyproxy prometheus grafana open-telemetry elastic hashicorp ansible
    redis postgres mysql mariadb mongodb sqlalchemy psycopg brettcannon pytest-dev tox-dev python-poetry astral-sh encode
    tiangolo fastapi pydantic psycopg cli git git-lfs torvalds nginx curl openssl openssh wireguard letsencrypt certbot
    mozilla chromium electron jquery twbs d3 lodash axios reactjs advisories features marketplace topics explore about
    pricing security readme enterprise customer-stories library distroless bitnami dotnet oss windows prom jetstack linuxserver
    python-trio uqfoundation hypothesisworks pyca python-hyper tqdm dask mypyc python-pillow grpc fsspec cloudpipe pygments urllib3 pola-rs
    magicstack connectrpc python-attrs python-greenlet python-distro pyparsing sphinx-doc matplotlib lxml pydata pycqa ipython jupyter
    jupyterlab dateutil webassembly annotated-types py-pdf seleniumhq boto sympy python-websockets bytecodealliance pre-commit textualize
    networkx onnx numba cython gnome nltk pypy jenkinsci abseil celery academysoftwarefoundation allenai unicode-org gradio-app vllm-project
    joblib intel in-toto package-url googlechrome cloudfoundry container-storage-interface ulid opencontainers data-apis html5lib statsmodels
    homebrew platformdirs rapidsai protocolbuffers cockroachdb oai leanprover qpdf wicg w3c stopwords-iso psf requests marshmallow-code bokeh
    plotly streamlit ray-project mlflow opencv ggml-org ollama qdrant milvus-io weaviate chroma-core run-llama deepset-ai aws-samples
    aws-actions terraform-aws-modules google-research google-deepmind netflix airbnb spotify shopify cloudflare datadog getsentry gitlabhq
    mattermost nextcloud odoo wordpress drupal magento guzzle doctrine vitejs rollup nestjs prisma typeorm sequelize socketio chartjs mui
    ant-design storybookjs cypress-io puppeteer denoland oven-sh swc-project clap-rs hyperium actix sponsors trending collections dependabot renovatebot""".split()
)
# RFC 2606 and 6761; "example" also under country domains.
RESERVED = regex.compile(
    r"(?:^|\.)(?:(?:example|exemple|exemplo|ejemplo|esempio|beispiel)\.(?:[a-z]{2,3}\.)?[a-z]{2,4}|(?:example|test|invalid|localhost|example-domain\.\w{2,3}))$"
)
LOCAL = regex.compile(
    r"^(?:localhost(?:\d|\.localdomain)?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|::1?|host\.docker\.internal)$"
)
AUTHORITY = regex.compile(
    r"(?:^|\.)(?:gov|mil|(?:gov|govt|gouv|gob|gub|guv|gv|gc|mil|mj|jus|nhs|parliament|police)\.[a-z]{2}|(?:go|or|lg)\.(?:jp|kr|cr|id|th|ke))$"
)
# A documentation contact, as in "contoso.onmicrosoft.com".
FICTIONAL = regex.compile(
    r"(?:^|\.)(?:contoso|fabrikam|northwind(?:traders)?|adatum|adventure-works|acme-example|foo|bar|foobar|mycompany|yourcompany|your-?domain|my-?domain|yoursite|mysite|domain|website)\.[a-z.]{2,20}$"
)
AWS = regex.compile(
    r"^[a-z0-9-]{2,30}(?:\.[a-z]{2}(?:-[a-z]+){1,2}-\d)?\.amazonaws\.com$|^(?!storage\.)[a-z0-9-]{3,40}\.googleapis\.com$"
)
# Hosts of customers below the site of a vendor.
TENANT = regex.compile(
    r"(?:^|\.)[\w-]+\.(?:cloud\.databricks|azuredatabricks|cloud\.redhat|app\.slack|cloud\.elastic)\.\w+$"
)
PLACEHOLDER = regex.compile(r"[${}<>%*…]|\.\.\.")
PERSONAL_QUERY = regex.compile(
    r"(?i)[?&#;](?:\w{0,20}(?:token|key|sig|signature|secret|code|e?mail|user|uid|login|invite|pass\w*|session)\w{0,10})=|@|%40"
)
# A brand's own service, as in "api.datadoghq.eu".
SERVICE = regex.compile(
    r"^(?:www|api|docs?|status|developers?|help|support|registry|cdn|downloads?|community|learn|dev)\.(?=[^.]+\.)"
)
PLAIN_PATH = regex.compile(r"(?:/(?:api/)?v\d)?(?:/[A-Za-z_-]{1,30}(?:\.html?|\.php|\.pdf)?){0,3}/?")
SHARED_PATH = regex.compile(r"/(?:in|pub|u|user|users|profile|people|d|s|share|invite|meet|join|r)/[^/]")
PARTS = regex.compile(
    r"(?i)(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/@\s]{0,64}@)?(\[[0-9a-f:.]{2,45}\]|[^/:?#,]{0,253})(?::\d{0,5})?(.*)"
)


def is_public_link(link: str) -> bool:
    """Return whether a link, or a host, leads to a public or reserved site or is only a template.

    Arguments:
        link: a URL with or without a scheme, or a host.
    """
    parts = PARTS.fullmatch(link.replace("\n", " "))
    if not parts:
        return False
    host, path = parts[1].lower().rstrip("."), parts[2]
    if not host or PLACEHOLDER.search(host) or LOCAL.search(host) or RESERVED.search(host) or FICTIONAL.search(host):
        return True
    if PERSONAL_QUERY.search(path) or TENANT.search(host):
        return False
    if host in CODE_HOSTS:
        return not path.strip("/") or path.strip("/").split("/")[0].lower() in OWNERS
    if host in HOSTS or AWS.search(host) or AUTHORITY.search(host) or _is_below_a_site(host):
        return True
    return _is_brand(host) and PLAIN_PATH.fullmatch(path) is not None and not SHARED_PATH.match(path)


def _is_below_a_site(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[place:]) in SITES for place in range(len(labels) - 1))


def _is_brand(host: str) -> bool:
    labels = SERVICE.sub("", host).split(".")
    return labels[0] in BRANDS and 1 <= len(labels) - 1 <= 2 and labels[-1] in BRAND_ENDINGS
