"""Addresses of twelve countries: parts are consistent and postcodes are unassigned."""

import re
from typing import NamedTuple

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.places.places import surrogate_address, surrogate_location
from pipeline.replace.places.postcodes import surrogate_postcode
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.replace.reserved import is_reserved
from pipeline.text.spans import Span
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.pools import canonical, cultures, has_pool, pool

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "places")
KEYS = st.binary(min_size=32, max_size=32).map(lambda master: Key(master).family("organization:all", "places"))
REAL_CITIES = {canonical(city) for culture in cultures() if has_pool(culture, "city") for city in pool(culture, "city")}


class Country(NamedTuple):
    """The address format of a country.

    Arguments:
        layout: an address with places for number, street, city and postcode; the rest stays.
        streets, cities: what may be there.
        postcode: a pattern to draw originals from.
        unissued: what a surrogate postcode matches; its group `region` is that of the original.
    """

    layout: str
    streets: str
    cities: str
    postcode: str
    unissued: str


FIVE = r"(?<region>\d)\d{4}"
COUNTRIES = {
    "US": Country("{number} {street} Street, Apt 4B, {city}, CO {postcode}, USA", "Oak,Fifth,Martin Luther King", "Denver,Los Angeles,Colorado Springs,St. Louis", r"[0-9]\d{4}", FIVE),
    "US, spelled out": Country("{number} {street} Ave\n{city}, Texas {postcode}", "Elm,Sunset", "Austin,New York,Fort Worth,Texas City", r"7\d{4}", FIVE),
    "GB": Country("{number} {street} Road, {city}, Kent {postcode}, United Kingdom", "Church,Station", "Maidstone,Stratford-upon-Avon,London", r"(ME|M|SW|EC)\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", r"(?<region>[A-Z]+)\d+ \d[A-Z][CIKMOV]"),
    "DE": Country("{street}straße {number}, {postcode} {city}, Deutschland", "Muster,Goethe", "Nürtingen,München,Berlin", r"[0-9]\d{4}", FIVE),
    "FR": Country("{number} rue de la {street}, {postcode} {city}, France", "Paix,République", "Paris,La Rochelle,Lyon", r"[0-9]\d{4}", FIVE),
    "ES": Country("Calle de {street} {number}, {postcode} {city}, España", "Alcalá,Goya", "Madrid,Las Palmas,Sevilla,San Sebastián", r"[0-5]\d{4}", FIVE),
    "IT": Country("Via {street} {number}, {postcode} {city} (MI), Italia", "Garibaldi,Verdi", "Milano,Reggio Emilia,L'Aquila", r"[0-9]\d{4}", FIVE),
    "NL": Country("{street}straat {number}, {postcode} {city}, Nederland", "Kerk,Dorp", "Amsterdam,Utrecht", r"[1-9]\d{3} [A-Z]{2}", r"0\d{3} [A-Z]{2}"),
    "CA": Country("{number} {street} Road, {city}, ON {postcode}, Canada", "Elm,Queen", "Toronto,Sudbury,Thunder Bay", r"[KLMNP]\d[A-Z] \d[A-Z]\d", r"(?<region>[A-Z])\d[A-Z] \d[DFIOQU]\d"),
    "AU": Country("{number} {street} Street, {city} NSW {postcode}, Australia", "Wattle,George", "Surry Hills,Sydney,Byron Bay", r"2\d{3}", r"(?<region>\d)\d{3}"),
    "IN": Country("{number} {street} Road, {city}, Karnataka {postcode}, India", "Residency,Brigade", "Bengaluru,Mysuru", r"5\d{5}", r"(?<region>5)[45]\d{4}"),
    "BR": Country("Rua {street}, {number}, {city} - SP, {postcode}, Brasil", "Augusta,Consolação", "São Paulo,Rio de Janeiro,Campinas", r"\d{5}-\d{3}", r"00\d{3}-\d{3}"),
    "JP": Country("{number} {street}, {city}, Tokyo {postcode}, Japan", "Jingumae,Ginza", "Shibuya-ku,Yokohama", r"[1-9]\d{2}-\d{4}", r"000-\d{4}"),
}  # fmt: skip


@settings(deadline=None, max_examples=60)
@pytest.mark.parametrize("country", COUNTRIES)
@given(data=st.data(), key=KEYS)
def test_parts_of_a_surrogate_address_are_consistent(country: str, data: st.DataObject, key: FamilyKey) -> None:
    form = COUNTRIES[country]
    number = data.draw(st.integers(1, 9999))
    street = data.draw(st.sampled_from(form.streets.split(",")))
    city = data.draw(st.sampled_from(form.cities.split(",")))
    postcode = data.draw(st.from_regex(re.compile(form.postcode, re.ASCII), fullmatch=True))
    address = form.layout.format(number=number, street=street, city=city, postcode=postcode)

    surrogate = surrogate_address(key, address)

    layout = regex.escape(form.layout.replace("4B", "#B"), special_only=True, literal_spaces=True)
    for name, pattern in {
        r"\{number\}": rf"\d{{{len(str(number))}}}",
        r"\{street\}": r"(?<street>[\p{L}\p{M}'’ -]+?)",
        r"\{city\}": r"(?<city>[\p{L}\p{M}'’ -]+?)",
        r"\{postcode\}": rf"(?<postcode>{form.unissued})",
        r"\#B": r"\dB",
        "#B": r"\dB",
    }.items():
        layout = layout.replace(name, pattern)
    found = regex.fullmatch(layout, surrogate)  # the country, the state and the word for the street stay
    assert found, (address, surrogate)
    if "region" in found.groupdict():
        assert postcode.startswith(found["region"])
        assert not postcode[len(found["region"])].isalpha()
    assert found["postcode"] != postcode
    assert found["postcode"] == surrogate_postcode(key, postcode)
    assert found["city"] == surrogate_location(key, city)
    assert canonical(found["city"]) not in REAL_CITIES
    assert found["street"] != street


@pytest.mark.parametrize(
    ("surface", "pattern"),
    [
        ("Denver, CO 80202", r"\w+, CO 8\d{4}"),
        ("12345 Oak Street, Springfield, IL 62704", r"[1-9]\d{4} \w+ Street, \w+, IL 6\d{4}"),
        ("12345 Oak Street", r"[1-9]\d{4} \w+ Street"),
        ("100 Pennsylvania Avenue NW, Washington, DC 20500-0003", r"\d{3} \w+ Avenue NW, \w+, DC 2\d{4}-\d{4}"),
        ("5 Main St, New York, New York 10118", r"\d \w+ St, \w+, New York 1\d{4}"),
        ("25 King Street West, Toronto ON M5L 1A1", r"\d\d \w+ Street West, \w+ ON M\d[A-Z] \d[DFIOQU]\d"),
        ("Am Lerchenberg 5b, 72622 Nürtingen", r"Am \p{L}+ \db, 7\d{4} [\p{L} -]+"),
        ("12 rue des Saulniers, 35000 Rennes", r"\d\d rue des \p{L}+s, 3\d{4} [\p{L} -]+"),
        ("ul. Jarzębinowa 12/4, 31-064 Kraków", r"ul\. \p{L}+ska \d\d/\d, \d{2}-\d{3} [\p{L} -]+"),
        ("ul. Kościuszki 4, 31-064 Kraków", r"ul\. \p{L}+skiego \d, \d{2}-\d{3} [\p{L} -]+"),
        ("Jabloňová 33, 602 00 Brno", r"\p{L}+(?:ova|ého|[eiouyíů]) \d\d, \d{3} \d\d [\p{L} -]+"),
        ("Kastanjepad 45, 3512 AB Utrecht", r"\p{L}+pad \d\d, \d{4} [A-Z]{2} [\p{L} -]+"),
        ("na Rua das Cerejeiras, 310, 01414-001 São Paulo", r"na Rua das \p{L}+, \d{3}, \d{5}-\d{3} (?!São)[\p{L} ]+"),
        ("8865 lexington ave  la fayette, tx 86229", r"\d{4} \w+ ave  (?!la)[a-z ]+, tx 8\d{4}"),
        ("Via Roma 1, 00184 Roma (RM)", r"Via (?!Roma)[\p{L}']+ \d, 0\d{4} (?!Roma)[\p{L}' ]+ \(RM\)"),
        ("12 rue de la Paix 75002 Paris", r"\d\d rue de la [\p{L} -]+ 7\d{4} (?!Paris)[\p{L} -]+"),
        ("45 boulevard Saint-Germain, 17000 La Rochelle", r"\d\d boulevard [\p{L} -]+, 1\d{4} [\p{L} -]+"),
        ("Av. Paulista, 1578 - Bela Vista, São Paulo - SP, 01310-200", r"Av\. \p{L}+, \d{4} - [\p{L} ]+, (?!São)[\p{L} ]+ - SP, 00\d{3}-\d{3}"),
        ("PO Box 123, Springfield, IL 62704", r"PO Box \d{3}, \w+, IL 6\d{4}"),
        ("8 bis avenue des Tilleuls, 74000 Annecy", r"\d bis avenue des (?!Till)[\p{L}' -]+, 7\d{4} [\p{L} -]+"),
        ("3 ter impasse du Moulin, 69003 Lyon", r"\d ter impasse du [\p{L}' -]+, 6\d{4} [\p{L} -]+"),
        ("BP 204, 31000 Toulouse Cedex 9", r"BP \d{3}, 3\d{4} (?!Toulouse)[\p{L} -]+ Cedex \d"),
        ("C/ Mayor, 14, 2º izda., 28013 Madrid", r"C/ (?!Mayor)[\p{L} ]+, \d\d, \dº izda\., 2\d{4} [\p{L} ]+"),
        ("Obere Hauptstr. 4-6, D-85354 Freising", r"\p{L}+str\. \d-\d, D-8\d{4} [\p{L} -]+"),
        ("Mariahilfer Straße 88, 1070 Wien", r"(?!Maria)[\p{L} -]+ Straße \d\d, \d{4} (?!Wien)[\p{L} -]+"),
        ("Bahnhofstrasse 10, 8001 Zürich", r"\p{L}+strasse \d\d, \d{4} (?!Zürich)[\p{L} -]+"),
        ("ul. Piotrkowska 88/4, 90-102 Łódź", r"ul\. (?!Piotr)[\p{L} -]+ \d\d/\d, \d{2}-\d{3} (?!Łódź)[\p{L} -]+"),
        ("Storgatan 14, 211 42 Malmö", r"\p{L}+gatan \d\d, \d{3} \d\d (?!Malmö)[\p{L} -]+"),
        ("Nørregade 7, 1165 København K", r"\p{L}+gade \d, \d{4} [\p{L} -]+"),
        ("Laan van Meerdervoort 20-II, 2517 AK Den Haag", r"Laan van [\p{L} -]+ [1-9]\d-II, \d{4} [A-Z]{2} (?!Den Haag)[\p{L} -]+"),
        ("1600 NW 23rd Ave, Suite 400B, Portland, Oregon 97210", r"[1-9]\d{3} NW \d\d\w\w Ave, Suite [1-9]\d\dB, [\p{L} ]+, Oregon 9\d{4}"),
        ("Plot 17, Sector 62, Noida, Uttar Pradesh 201309", r"Plot \d\d, Sector \d\d, [A-Za-z ]+, Uttar Pradesh 2\d{5}"),
        ("Flat 302, Sai Krupa Apartments, 14th Cross, Bengaluru 560003", r"Flat \d{3}, (?!Sai)[A-Za-z ]+ Apartments, \d\d[a-z]{2} Cross, [A-Za-z]+ 5\d{5}"),
        ("No. 7, 3rd Main, Jayanagar 4th Block, Mysuru 570011", r"No\. \d, \d[a-z]{2} Main, (?!Jaya)[A-Za-z]+ \d[a-z]{2} Block, [A-Za-z]+ 5\d{5}"),
        ("12 Main Street, Tulsa, OK 74103", r"\d\d (?!Main)\w+ Street, \w+, OK 7\d{4}"),
        ("221B Baker Street, London NW1 6XE", r"\d{3}B \w+ Street, \w+ NW\d \d[A-Z]{2}"),
    ],
)  # fmt: skip
def test_address_keeps_layout_and_region(surface: str, pattern: str) -> None:
    surrogate = surrogate_address(KEY, surface)

    assert regex.fullmatch(pattern, surrogate), surrogate


@pytest.mark.parametrize(
    ("place", "before", "name", "behind"),
    [
        ("Lake Kilbride", "Lake ", "Kilbride", ""),
        ("Swindon depot", "", "Swindon", " depot"),
        ("Mount Ashby", "Mount ", "Ashby", ""),
    ],
)
def test_word_that_says_what_a_place_is_stays(place: str, before: str, name: str, behind: str) -> None:
    assert surrogate_location(KEY, place) == f"{before}{surrogate_location(KEY, name)}{behind}"


@pytest.mark.parametrize(
    ("addresses", "city"),
    [
        (("12 Oak Street, Springfield, IL 62704", "Springfield, IL", "9 Elm Rd\nSpringfield, MA 01101"), "Springfield"),
        (("350 5th Ave, New York, NY 10118", "NEW YORK, NY 10118"), "New York"),
        (("3 Quai Valin, 17000 La Rochelle", "La Rochelle, France"), "La Rochelle"),
    ],
)
def test_city_is_the_same_alone_and_in_every_address(addresses: tuple[str, ...], city: str) -> None:
    alone = surrogate_location(KEY, city)

    assert all(alone.casefold() in surrogate_address(KEY, address).casefold() for address in addresses)


@pytest.mark.parametrize(
    ("entity", "postcode", "address"),
    [
        ("ZIP_CODE", "80202", "12 Oak Street, Denver, CO 80202"),
        ("ZIP_CODE", "80331", "Hauptstraße 5, 80331 München"),
        ("DE_PLZ", "80331", "Hauptstraße 5, 80331 München"),
        ("UK_POSTCODE", "SW1A 2AA", "10 Downing Street, London SW1A 2AA"),
        ("CA_POSTAL_CODE", "P3B 2T6", "88 Elm Road, Sudbury ON P3B 2T6"),
    ],
)
def test_postcode_is_the_same_alone_and_in_an_address(entity: str, postcode: str, address: str) -> None:
    world = Pseudonymizer(Key(bytes(range(32))), "organization:all")
    values = ((entity, postcode), ("ADDRESS", address))
    view = world.view([text for _, text in values], [[Span(0, len(text), one, 1.0, "test")] for one, text in values])

    alone, whole = (world.surrogate(one, text, view) for one, text in values)

    assert alone in whole
    assert alone != postcode


@given(st.from_regex(re.compile(r"[0-9]{5}(-[0-9]{4})?"), fullmatch=True), KEYS)
def test_zip_code_maps_to_an_unassigned_range_of_its_region(zip_code: str, key: FamilyKey) -> None:
    surrogate = surrogate_postcode(key, zip_code)

    assert surrogate != zip_code
    assert surrogate[0] == zip_code[0]
    assert is_reserved("ZIP_CODE", surrogate)
    assert surrogate[4] != "0"


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("Texas", True),
        ("New South Wales", True),
        ("Bavaria", True),
        ("IL", True),
        ("Texas, USA", True),
        ("New York", False),
        ("Berlin", False),
        ("Berlin, Germany", False),
        ("il", False),
        (",", False),
    ],
)
def test_state_is_kept_unless_a_city_has_its_name(place: str, kept: bool) -> None:
    assert is_wide_area(place) == kept


def test_codes_of_states_need_no_capitals_in_a_column_of_places() -> None:
    assert is_wide_area("il", is_declared=True)
    assert not is_wide_area("ilx", is_declared=True)


@pytest.mark.parametrize(
    ("place", "city", "rest"),
    [
        ("Springfield, IL", "Springfield", ", IL"),
        ("Austin TX", "Austin", " TX"),
        ("Toronto, Ontario, Canada", "Toronto", ", Ontario, Canada"),
        ("London, UK", "London", ", UK"),
    ],
)
def test_city_with_state_is_replaced_like_the_city_alone(place: str, city: str, rest: str) -> None:
    assert surrogate_location(KEY, place) == surrogate_location(KEY, city) + rest


@given(st.text(max_size=60), KEYS)
@example("\U00011de0", KEY)  # a digit of Unicode 17
@example("\u0660\u0665 Mill Lane", KEY)  # with a zero at the start
def test_any_text_is_accepted_as_an_address(surface: str, key: FamilyKey) -> None:
    assert surrogate_address(key, surface) == surrogate_address(key, surface)
    assert surrogate_location(key, surface) == surrogate_location(key, surface)
