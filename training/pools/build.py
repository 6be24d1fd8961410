"""Pool builder: regenerates the pools from Faker and GeoNames: `python -m training.pools.build`.

Faker's data changes with its version, so the pools are drawn once and stored. A new draw requires a new VERSION, which
changes the surrogates.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import regex

import recognizers.lexicon.pools
from recognizers.lexicon.pools import DATA, DIGEST, canonical
from training.pools.build_cities import (
    REGION_COUNTRIES,
    coined_cities,
    gazetteer,
    known_cities,
    region_codes,
    regions,
)
from training.pools.build_jobs import fields, jobs

MIN_NAME_CHARACTERS = 3
NAME = regex.compile(r"[\p{L}\p{M}]+")

# culture -> its Faker locales; a name of several cultures belongs to the first of them
CULTURES = {
    "vi": (),
    "zh-latin": (),
    "ja-latin": ("ja_JP",),
    "ko-latin": (),
    "ar-latin": (),
    "es": ("es_ES", "es_MX", "es_CO", "es_AR"),
    "en": ("en_US", "en_GB"),
    "de": ("de_DE",),
    "fr": ("fr_FR",),
    "it": ("it_IT",),
    "nl": ("nl_NL",),
    "pl": ("pl_PL",),
    "pt": ("pt_BR", "pt_PT"),
    "sv": ("sv_SE",),
    "da": ("da_DK",),
    "no": ("no_NO",),
    "fi": ("fi_FI",),
    "cs": ("cs_CZ",),
    "hr": ("hr_HR",),
    "hu": ("hu_HU",),
    "ro": ("ro_RO",),
    "tr": ("tr_TR",),
    "in": ("en_IN",),
    "id": ("id_ID",),
    "ke": ("en_KE",),
    "yo": ("yo_NG",),
    "ru": ("ru_RU",),
    "el": ("el_GR",),
    "ar": ("ar_SA", "ar_PS", "ar_AA"),
    "he": ("he_IL",),
    "hi": ("hi_IN",),
    "th": ("th_TH",),
    "zh": ("zh_CN", "zh_TW"),
    "ja": ("ja_JP",),
    "ko": ("ko_KR",),
}
GIVEN_FEMALE, GIVEN_MALE, FAMILY, FAMILY_FEMALE = "given_female", "given_male", "family", "family_female"
KINDS = {
    GIVEN_FEMALE: ("first_names_female", "first_female_names"),
    GIVEN_MALE: ("first_names_male", "first_male_names"),
    FAMILY: ("last_names", "last_names_male", "male_last_names", "unisex_last_names"),
}
ROMANIZED = {
    GIVEN_FEMALE: ("first_romanized_names_female",),
    GIVEN_MALE: ("first_romanized_names_male",),
    FAMILY: ("last_romanized_names",),
}
ROMANIZED_BY_FAKER = ("ja-latin",)
# Cultures in which women's family names have a separate form.
FEMALE_FAMILIES = {"ru": ("last_names_female",), "cs": ("last_names_female",)}
# Locales that Faker provides only in their native script.
WRITTEN_IN_LATIN = {
    "zh-latin": {
        GIVEN_FEMALE: """Meiling Xiaohong Yuting Lihua Xiuying Jingyi Yawen Shuting Jiahui Meixiang Yulan Chunhua Lanfang Xiaoyan Qianqian Yifei
            Ruolan Siyu Zihan Yuxin Xinyi Mengyao Jiayi Wenjing Huifang Suzhen Xuemei Yanling Guifang Liping Fenfang Shufen Meihua Yuehua""",
        GIVEN_MALE: """Xiaoming Jianguo Zhiqiang Haoran Zihao Yichen Junjie Jiahao Weiming Guoqiang Zhihao Wenbo Chengyu Mingze Haoyu Ruihan Tianyu
            Dongdong Jinhai Yongqiang Zhongwei Shaohua Bingwen Donghai Guangming Hongwei Jianhua Jinlong Shilin Xiaobo Yonggang Zedong
            Zhenhua Zhigang Kaiwen Liang Peng Qiang Tao Zhiyuan""",
        FAMILY: """Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Deng Feng Cao Zeng Peng
            Xiao Pan Cai Yuan Jiang Lu Ye Du Su Wei Cheng Ding Ren Shen Yao Tan Liao Fan Jin Shi Dai Xia Qiu Fang Hou Zou Xiong Meng Qin Bai
            Jia Duan Lei Qian Tian Yan Yin Gu Mao Hao Gong Shao Wan Long Kong Xiang Cui Chang Kang Lai Wen Pang Fu Ma Li Zhong Qi Niu Ge
            Hsu Hsieh Tsai Chiang Chuang Yeh Liao Chou Tseng Lo Kuo Hung Chiu Lai Huang Chung""",
    },
    "ko-latin": {
        GIVEN_FEMALE: """Jiwoo Seoyeon Minji Hana Soyeon Yuna Eunji Hyejin Sujin Jihye Minseo Chaewon Dahyun Soojin Eunbi Nari Bora Areum
            Haeun Yejin Seulgi Sohee Youngmi Kyunghee Miyoung Eunkyung Hyunjoo Sunhee Jisoo""",
        GIVEN_MALE: """Minjun Seojun Dohyun Jihoon Junho Hyunwoo Sungmin Jaehyun Youngho Donghyun Taeyang Kyungsoo Sangwoo Jongmin Seungho
            Byunghun Woojin Kihyun Jinwoo Changmin Hyunsik Yongho Daehyun Joonyoung Sungjin Minho Jaewon Siwoo Gunwoo Insung""",
        FAMILY: """Kim Park Choi Jung Jeong Kang Cho Yoon Jang Lim Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Moon Yang Bae Baek Heo Nam Shim
            Noh Ha Joo Koo Min Ryu Jeon Chae Cheon Bang Gong Hyun Ham Byun Pyo Myung Ki Ban Ra Wang Do Seok Sun Seol Ma Gil Yeon Wi""",
    },
    "vi": {
        GIVEN_FEMALE: "Linh Huong Thuy Trang Ngoc Phuong Yen Mai Hoa Diep Tuyet Quynh Nhung Hanh Loan Xuan Trinh Khanh Bich Thao",
        GIVEN_MALE: "Minh Dung Hung Tuan Quang Duc Khoa Long Phuc Thanh Vinh Hieu Kien Trung Cuong Dat Hai Khang Quoc Bao Nam Phong Thien",
        FAMILY: """Nguyen Tran Pham Hoang Huynh Phan Vu Vo Dang Bui Ho Ngo Duong Ly
            Dinh Trinh Mac Lam Truong Luong Cao Chau Quach Thai To""",
    },
    "ar-latin": {
        GIVEN_FEMALE: """Fatima Aisha Layla Mariam Noor Zainab Salma Huda Yasmin Amina Khadija Rania Samira Leila Nadia Hanan Dalia Lina Reem
            Sawsan Iman Ruqayya Maha Najwa Wafa Ghada Hala Souad Zeinab Asma Hind Rasha Basma Nesrine Lubna Shaimaa""",
        GIVEN_MALE: """Mohammed Mohamed Muhammad Ahmed Ali Omar Hassan Hussein Khalid Youssef Yusuf Ibrahim Abdullah Mustafa Tariq Karim Samir
            Nasser Faisal Salman Rashid Hamza Bilal Mahmoud Walid Ziad Jamal Sami Majid Fahd Saeed Anas Marwan Tamer Hisham Waleed Adel Imad
            Ayman Bassam Ghassan Hatem Jaber Kamal Mazen Nabil Osama Qasim Rami Sultan Turki Wael Yasser""",
        FAMILY: """Farsi Rashid Maktoum Masri Hashimi Qasimi Otaibi Ghamdi Zahrani Harbi Shammari Mutairi Qahtani Dosari Saud Sabah Thani Khalifa
            Nahyan Haddad Khoury Najjar Sayegh Shami Halabi Baghdadi Tikriti Tamimi Ansari Sharif Hakim Jaber Saleh Mansour Hamdan Khatib
            Bakri Amiri Nuaimi Suwaidi Kaabi Mazrouei Shehhi Balushi Habsi Riyami Kindi Lawati Hinai Busaidi Zaabi Dhaheri Ketbi Marri
            Naimi Hajri Ajmi Enezi Rashidi Azmi Fadhli Kandari Awadhi Mulla Ghanim Barrak Zaidan Darwish Farouk Gamal Hegazy Shafik Tantawi
            Badawi Sabbagh Tawil Qudsi Nabulsi Ghazali Hariri Jumblatt Salameh Abboud Karam Rahbani Bishara Zogby Kassab Nassar Shaheen""",
    },
}
ONE_CHARACTER_NAMES = ("zh", "ja", "ko")
SHORT_FAMILIES = ("zh-latin", "ko-latin", "vi", "ja-latin")

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
# Words that begin no believable name, or are too long for one.
NO_BEGINNINGS = frozenset(
    """autumn banner beacon bristle canyon cardinal cascade crescent crimson crystal evergreen horizon indigo lantern lower lunar
    pioneer prairie quarry sapphire scarlet solar summer upper velvet violet aurora orchard clear high plain drift azure""".split()
)
COMPANY_ENDINGS = """
beck bourne bridge brook burn bury by cliff combe cote crest croft cross dale dean dell den dene fall fell field firth ford garth gate
glade glen grange grove ham haven head hill holm holt hurst keld land lea leigh ley light mark mead mere mill minster mont moor mount
nell park path point pool port ridge rigg shaw side song stead stone stow thorpe ton vale view wall water way well wick wold wood worth yard
""".split()
MAX_COMPANY_WORD = 11
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
    families: set[str] = set()
    cities = {culture: known_cities(culture, locales) for culture, locales in CULTURES.items()}
    taken = gazetteer() | {canonical(city) for known in cities.values() for city in known}
    for culture, locales in CULTURES.items():
        pools[culture] = _people(culture, locales, common, families) | jobs(culture)
        if departments := fields(culture):
            pools[culture]["field"] = departments
        if known := cities[culture]:
            pools[culture]["city"] = known
            if coined := coined_cities(culture, known, taken):
                pools[culture]["coined_city"] = coined
    pools["en"]["street"] = _streets(pools["en"]["family"])
    pools["any"] = {
        "company_word": _company_words(),
        "codename": sorted(set(CODENAME_WORDS)),
        "common_word": sorted(common),
        "country": sorted(set(_provider("en_US", "address").countries)),
    }
    for country in REGION_COUNTRIES:
        pools["any"] |= {f"region_{country}": regions(country), f"region_code_{country}": region_codes(country)}
    texts = {culture: {kind: "\n".join(values) for kind, values in kinds.items()} for culture, kinds in pools.items()}
    return json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()


def _provider(locale: str, name: str) -> Any:
    return import_module(f"faker.providers.{name}.{locale}").Provider


def _people(culture: str, locales: Iterable[str], common: set[str], families: set[str]) -> dict[str, list[str]]:
    """Return the names of a culture, and add its family names to `families`, those of the previous cultures.

    Cultures share no family names, and women and men of a culture share no given names. So a full name belongs to exactly
    one culture and gender, and a permutation within these has no collisions.
    """
    attributes = ROMANIZED if culture in ROMANIZED_BY_FAKER else KINDS
    written = WRITTEN_IN_LATIN.get(culture)
    drawn = {
        kind: written[kind].split()
        if written
        else [name for place in locales for name in _names(place, attributes[kind])]
        for kind in attributes
    }
    if culture in FEMALE_FAMILIES:
        drawn |= _female_families(culture, locales, drawn[FAMILY])
    people = {kind: _clean(names, culture, kind, common) for kind, names in drawn.items()}
    unisex = {canonical(name) for name in people[GIVEN_FEMALE]} & {canonical(name) for name in people[GIVEN_MALE]}
    for kind in (GIVEN_FEMALE, GIVEN_MALE):
        people[kind] = [name for name in people[kind] if canonical(name) not in unisex]
    for kind in {FAMILY, FAMILY_FEMALE} & people.keys():
        people[kind] = [name for name in people[kind] if canonical(name) not in families]
    families |= {canonical(name) for kind in (FAMILY, FAMILY_FEMALE) for name in people.get(kind, ())}
    return people


def _female_families(culture: str, locales: Iterable[str], families: list[str]) -> dict[str, list[str]]:
    """Separate the family names of women from those of men."""
    own = [name for place in locales for name in _names(place, FEMALE_FAMILIES[culture])]
    return {FAMILY_FEMALE: own, FAMILY: [name for name in families if name not in set(own)]}


def _names(locale: str, attributes: Iterable[str]) -> list[str]:
    """Return the lists of a provider. Locales without genders or families have other list names."""
    provider = _provider(locale, "person")
    return [name for attribute in attributes for name in getattr(provider, attribute, ())]


def _clean(names: Iterable[str], culture: str, kind: str, common: set[str]) -> list[str]:
    """Drop names that cannot be restored safely: common words, very short names, second spellings of one name."""
    shortest = 1 if culture in ONE_CHARACTER_NAMES else MIN_NAME_CHARACTERS
    if kind == FAMILY and culture in SHORT_FAMILIES:
        shortest = 2
    kept: dict[str, str] = {}
    for name in sorted(names, reverse=True):  # the spelling with an accent first
        if NAME.fullmatch(name) and len(name) >= shortest and name.lower() not in common:
            kept.setdefault(canonical(name), name)
    return sorted(kept.values())


def _company_words() -> list[str]:
    """Return invented company words of two parts, which read like names of places."""
    begin = [word for word in COMPANY_WORDS if word not in NO_BEGINNINGS]
    pairs = {
        first + second for first in begin for second in COMPANY_ENDINGS if first != second and first[-1] != second[0]
    }
    return sorted(word for word in pairs if len(word) <= MAX_COMPANY_WORD)


def _streets(families: list[str]) -> list[str]:
    trees = [word.title() for word in COMPANY_WORDS if len(word) > 3]
    return sorted({*trees, *families})


def _common_words() -> list[str]:
    """Return English words that are rarely names: Faker's word list and spaCy's stop words."""
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


def write(file: str, data: bytes) -> None:
    """Write a data file of the pools into the lexicon, and its digest into the list of digests."""
    folder = Path(recognizers.lexicon.pools.__file__).parent
    (folder / file).write_bytes(data)
    others = [line for line in (folder / DIGEST).read_text().splitlines() if not line.endswith(f"  {file}")]
    (folder / DIGEST).write_text("\n".join(sorted([*others, f"{hashlib.sha256(data).hexdigest()}  {file}"])) + "\n")


def main() -> None:
    """Write the pools and their digest into the lexicon."""
    write(DATA, gzip.compress(build(), mtime=0))


if __name__ == "__main__":
    main()
