"""Job pools: draws job titles from Faker."""

import hashlib
from importlib import import_module

import regex

from recognizers.lexicon.pools import JOB, JOB_FEMALE, JOB_MALE, canonical

# culture -> the Faker locales with a list of jobs in its language
LOCALES = {
    "en": ("en_US",),
    "de": ("de_AT",),
    "fr": ("fr_FR",),
    "es": ("es_ES",),
    "pt": ("pt_BR", "pt_PT"),
    "pl": ("pl_PL",),
    "da": ("da_DK",),
    "fi": ("fi_FI",),
    "cs": ("cs_CZ",),
    "hr": ("hr_HR",),
    "hu": ("hu_HU",),
    "ro": ("ro_RO",),
    "tr": ("tr_TR",),
    "vi": ("vi_VN",),
    "ru": ("ru_RU",),
    "el": ("el_GR",),
    "ar": ("ar_AA", "ar_DZ"),
    "th": ("th_TH",),
    "zh": ("zh_CN",),
    "ja": ("ja_JP",),
    "ko": ("ko_KR",),
}
MAX_WORDS, MAX_CHARACTERS, MAX_JOBS = 3, 32, 1000
TITLE = regex.compile(r"[\p{L}\p{M}]+(?:[ '’-][\p{L}\p{M}]+)*")
INVERTED = regex.compile(r"(?<head>[\p{L} ]+), (?<kind>[\p{L} -]+)")  # "Accountant, chartered"
# Ranks are kept from the original, so titles must not contain one; "kosmetický, -á" and similar are not titles.
RANKED = regex.compile(
    r"\b(?:senior|junior|chief|head|lead|principal|deputy|assistant|associate|trainee|apprentice|intern|emerit\w*|director|president)\b",
    regex.IGNORECASE,
)
TWO_FORMS = regex.compile(r"\b(\p{L}{5,})\p{L}* \1")  # "médical médicale"
# Departments for titles such as "head of ...", of which Faker has no list.
FIELDS = {
    "en": """Accounting,Analytics,Compliance,Communications,Customer Service,Design,Engineering,Facilities,Finance,Human Resources,
        Infrastructure,Innovation,Legal Affairs,Logistics,Maintenance,Manufacturing,Marketing,Operations,Partnerships,Procurement,
        Product,Public Affairs,Quality,Research,Risk,Sales,Security,Strategy,Supply Chain,Sustainability,Training,Treasury""",
    "de": """Buchhaltung,Controlling,Einkauf,Entwicklung,Fertigung,Finanzen,Forschung,Instandhaltung,Kommunikation,Kundendienst,Lager,
        Logistik,Marketing,Personal,Produktion,Qualität,Recht,Strategie,Technik,Vertrieb,Versand""",
    "fr": """achats,administration,communication,comptabilité,développement,finances,formation,innovation,juridique,logistique,maintenance,
        marketing,production,projets,qualité,recherche,ressources humaines,sécurité,stratégie,ventes""",
    "es": """Administración,Almacén,Calidad,Compras,Comunicación,Contabilidad,Desarrollo,Finanzas,Formación,Innovación,Investigación,
        Logística,Mantenimiento,Marketing,Operaciones,Producción,Recursos Humanos,Seguridad,Ventas""",
    "pt": """Administração,Atendimento,Compras,Comunicação,Contabilidade,Desenvolvimento,Finanças,Inovação,Logística,Manutenção,Marketing,
        Operações,Pesquisa,Planejamento,Produção,Qualidade,Recursos Humanos,Segurança,Vendas""",
}


def jobs(culture: str) -> dict[str, list[str]]:
    """Return the job titles of a culture by grammatical gender; empty if Faker has no list.

    Titles that women and men share have no gender, and neither have titles of a list without genders.
    """
    drawn: dict[str, set[str]] = {"jobs": set(), "jobs_male": set(), "jobs_female": set()}
    for locale in LOCALES.get(culture, ()):
        provider = import_module(f"faker.providers.job.{locale}").Provider
        is_gendered = hasattr(provider, "jobs_female")
        male = "jobs_male" if hasattr(provider, "jobs_male") else "jobs"
        for kind, attribute in (
            (("jobs_male", male), ("jobs_female", "jobs_female")) if is_gendered else (("jobs", "jobs"),)
        ):
            drawn[kind] |= {title for job in getattr(provider, attribute) if (title := _clean(job, culture))}
    shared = drawn["jobs_male"] & drawn["jobs_female"]
    found = {
        JOB: drawn["jobs"] | shared,
        JOB_MALE: drawn["jobs_male"] - shared - drawn["jobs"],
        JOB_FEMALE: drawn["jobs_female"] - shared - drawn["jobs"],
    }
    return {kind: _thin(titles) for kind, titles in found.items() if titles}


def fields(culture: str) -> list[str]:
    """Return the departments of a culture's companies."""
    return sorted(field.strip() for field in FIELDS.get(culture, "").split(",") if field.strip())


def _clean(job: str, culture: str) -> str:
    """Return a job in its usual spelling; empty for slashes, remarks, ranks or long descriptions."""
    title = " ".join(job.split())
    if culture == "en" and (inverted := INVERTED.fullmatch(title)):
        title = f"{inverted['kind']} {inverted['head'][:1].lower()}{inverted['head'][1:]}"
    if not TITLE.fullmatch(title) or RANKED.search(title):
        return ""
    if TWO_FORMS.search(title) or len(title) > MAX_CHARACTERS or len(title.split()) > MAX_WORDS or len(title) < 2:
        return ""
    return title[:1].upper() + title[1:]


def _thin(titles: set[str]) -> list[str]:
    """Return a deterministic sample of a long list, with one spelling per title."""
    spelled = {canonical(title): title for title in sorted(titles)}
    chosen = sorted(spelled.values(), key=lambda title: hashlib.sha256(title.encode()).digest())[:MAX_JOBS]
    return sorted(chosen)
