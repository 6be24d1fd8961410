"""Regenerates the pools from Faker: `python -m pipeline.pseudonyms.pools.build`.

Faker's pools change with its version, so they are drawn once and kept; a new drawing is a new
VERSION, and with it another pseudonym world.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import regex

from pipeline.pseudonyms.pools import DATA, DIGEST

VERSION = 1
MIN_NAME_CHARACTERS = 3
MIN_CITIES = 50
NAME = regex.compile(r"[\p{L}\p{M}]+")
CITY = regex.compile(r"[\p{L}\p{M}]+(?:[ '-][\p{L}\p{M}]+)*")

# culture -> the Faker locales it draws from
CULTURES = {
    "en": ("en_US", "en_GB"),
    "de": ("de_DE",),
    "fr": ("fr_FR",),
    "es": ("es_ES", "es_MX"),
    "it": ("it_IT",),
    "nl": ("nl_NL",),
    "pl": ("pl_PL",),
    "pt": ("pt_BR",),
    "sv": ("sv_SE",),
    "tr": ("tr_TR",),
    "in": ("en_IN",),
    "ru": ("ru_RU",),
    "el": ("el_GR",),
    "ar": ("ar_SA", "ar_PS"),
    "hi": ("hi_IN",),
    "zh": ("zh_CN",),
    "ja": ("ja_JP",),
    "ko": ("ko_KR",),
}
KINDS = {
    "given_female": ("person", "first_names_female"),
    "given_male": ("person", "first_names_male"),
    "family": ("person", "last_names"),
}
MORE_FAMILIES = ("last_names_male", "male_last_names", "unisex_last_names")
ONE_CHARACTER_NAMES = ("zh", "ja", "ko")

COMPANY_WORDS = """
alder amber anchor apex arbor ash aspen aurora autumn azure banner barley basin bay beacon birch blue bluff border bramble brass breeze
bridge bright bristle bronze brook canyon cape cardinal cascade cedar chalk cinder clear cliff clover coast cobalt copper coral
crane creek crescent crest crimson crown crystal dale dawn delta drift dune eagle east echo elder elm ember evergreen fair falcon fern
field finch fir flint forge fox frost garnet glen gold granite grove gull harbor haven hawk hazel heath heron high hill hollow holly
horizon indigo iron ivory ivy jade juniper keel kestrel key lake lantern lark laurel lime linden lion loch lower lunar maple marble
marsh meadow mill mist moor moss north oak ocean olive onyx opal orchard osprey otter owl peak pearl pebble pier pine pioneer plain
prairie quarry quartz quill rain raven red reed ridge river robin rock rose rowan ruby rush sable sage sail salt sand sapphire scarlet
sea shore silver sky slate snow solar south spring spruce star steel stone storm stream summer summit sun swan swift tern thistle
thorn tide timber topaz tower trail upper vale valley velvet violet vista walnut water wave west wheat white wild willow wind winter wood wren
""".split()
COMPANY_ENDINGS = "well worth gate ford wick ton mont field bridge brook crest dale fall grove haven holm hurst land lea light mark mere path point port ridge side song stead stone vale view wall water way wood yard".split()
CODENAME_WORDS = """
Agate Almond Antler Apricot Arrow Badger Basalt Beetle Bobcat Boulder Brisket Buckle Cactus Candle Caramel Cashew Catapult Cello Chestnut
Cobble Comet Condor Cricket Cypress Dagger Dahlia Domino Dragonfly Easel Fennel Ferret Fiddle Flamingo Foxglove Gazelle Geyser Ginger
Glacier Gondola Gopher Hammock Harpoon Hickory Hornet Iguana Jackal Jasmine Kayak Kettle Lacquer Ladder Lemur Lichen Lobster Locket
Magnet Mallard Mango Marlin Marzipan Meteor Millet Mongoose Mulberry Mustard Nectar Nettle Nutmeg Obelisk Ocelot Orchid Oriole Paddock
Panther Papaya Parsley Pelican Pepper Petrel Pewter Pickaxe Pinwheel Pistachio Plover Pretzel Puffin Pumice Quail Quiver Raccoon Ramble
Rosemary Saddle Saffron Salmon Sandal Sequoia Sickle Sparrow Spindle Squirrel Starling Sundial Tadpole Tamarind Tangerine Tapir Teapot
Thimble Toucan Trellis Tulip Turnip Umbra Vanilla Walrus Wasabi Weasel Whistle Wicker Wombat Yarrow Zeppelin Zither
""".split()


def build() -> bytes:
    """Return the pools as canonical JSON."""
    common = set(_common_words())
    pools: dict[str, dict[str, list[str]]] = {}
    for culture, locales in CULTURES.items():
        pools[culture] = {
            kind: _clean(_names(locales, provider, attribute), culture, common)
            for kind, (provider, attribute) in KINDS.items()
        }
        if cities := _cities(culture, locales):
            pools[culture]["city"] = cities
    pools["en"]["street"] = _streets(pools["en"]["family"])
    pools["any"] = {
        "company_word": sorted(word + ending for word in set(COMPANY_WORDS) for ending in COMPANY_ENDINGS),
        "codename": sorted(set(CODENAME_WORDS)),
        "common_word": sorted(common),
        "country": sorted(set(_provider("en_US", "address").countries)),
        "state": sorted({*_provider("en_US", "address").states, *_provider("en_US", "address").states_abbr}),
    }
    return json.dumps({"version": VERSION, "pools": pools}, ensure_ascii=False, sort_keys=True).encode()


def _provider(locale: str, name: str) -> Any:
    return import_module(f"faker.providers.{name}.{locale}").Provider


def _names(locales: Iterable[str], name: str, attribute: str) -> list[str]:
    """Draw a list of a provider; locales without genders or families say so by other names."""
    drawn: list[str] = []
    for locale in locales:
        provider = _provider(locale, name)
        found: Iterable[str] = getattr(provider, attribute, ())
        if not found and attribute.startswith("first"):
            found = getattr(provider, "first_names", ())
        if attribute == "last_names":
            found = [*(found or ()), *(name for more in MORE_FAMILIES for name in getattr(provider, more, ()))]
        drawn += list(found)
    return drawn


def _clean(names: Iterable[str], culture: str, common: set[str]) -> list[str]:
    """Drop what cannot be restored safely: names that are common words too, and very short ones."""
    shortest = 1 if culture in ONE_CHARACTER_NAMES else MIN_NAME_CHARACTERS
    return sorted(
        {name for name in names if NAME.fullmatch(name) and len(name) >= shortest and name.lower() not in common}
    )


def _cities(culture: str, locales: Iterable[str]) -> list[str]:
    if culture == "en":
        prefixes = ("Alder", "Ash", "Birch", "Brook", "Cedar", "Clay", "Dun", "East", "Elm", "Fair", "Fern", "Glen", "Green",
                    "Hart", "Hazel", "High", "Kings", "Lang", "Lin", "Mar", "Mill", "Nor", "Oak", "Pem", "Ravens", "Red",
                    "Rock", "Shel", "Stan", "Thorn", "Wal", "West", "Whit", "Wil", "Win", "Wood")  # fmt: skip
        endings = ("borough", "bridge", "burgh", "bury", "by", "combe", "cott", "dale", "ford", "gate", "ham", "haven", "holt",
                   "hurst", "ley", "mere", "mouth", "port", "stead", "stoke", "ton", "view", "ville", "wick", "worth")  # fmt: skip
        return sorted(prefix + ending for prefix in prefixes for ending in endings)
    found = {
        city
        for locale in locales
        for attribute in ("cities", "city_names", "towns", "large_cities", "metropolitan_cities")
        for city in getattr(_provider_or_none(locale), attribute, ())
    }
    cities = sorted(city for city in found if isinstance(city, str) and CITY.fullmatch(city))
    return cities if len(cities) >= MIN_CITIES else []


def _provider_or_none(locale: str) -> Any:
    try:
        return _provider(locale, "address")
    except ModuleNotFoundError:
        return None


def _streets(families: list[str]) -> list[str]:
    trees = [word.title() for word in COMPANY_WORDS if len(word) > 3]
    return sorted({*trees, *families})


def _common_words() -> list[str]:
    """English words that are no names in most texts: Faker's word list and spaCy's stop words."""
    from faker.providers.lorem.en_US import Provider as Lorem
    from spacy.lang.en.stop_words import STOP_WORDS

    months = "january february march april may june july august september october november december"
    days = "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday"
    also = """will mark grace joy hope faith rose art bill rich drew pat rob sue gene dean grant chase case pearl ruby sunny miles bob
        jack king price young long short white black brown green gray grey gold silver stone wood hill lake field rice cook baker smith
        banks bush day page park best good day love small little strong swift sharp wise moon summer winter cash cruz fox wolf hawk
        hello hi hey thanks thank please sorry yes no ok okay dear sir madam mr mrs ms dr customer agent user order account email phone
        address manager support team service company department office bank credit card shipping refund name number"""
    words = {*Lorem.word_list, *STOP_WORDS, *months.split(), *days.split(), *also.split()}
    return [word.lower() for word in words if word.isalpha() and len(word) > 1]


def main() -> None:
    """Write the pools and their digest beside this script."""
    data = build()
    folder = Path(__file__).parent
    (folder / DATA).write_bytes(gzip.compress(data, mtime=0))
    (folder / DIGEST).write_text(hashlib.sha256(data).hexdigest() + "\n")


if __name__ == "__main__":
    main()
