"""Nationalities, religions and peoples in English: words with a capital that name no place, company or person."""

NATIONALITIES = frozenset(
    """
    afghan african albanian algerian american andorran angolan arab arabian arabic argentine argentinian armenian asian australian austrian
    azerbaijani bahamian bahraini bangladeshi barbadian basque bavarian belarusian belgian bengali bolivian bosnian botswanan brazilian breton british
    briton bruneian bulgarian burmese burundian cambodian cameroonian canadian caribbean catalan chadian chechen chilean chinese colombian congolese corsican
    croat croatian cuban cypriot czech dane danish dutch ecuadorean ecuadorian egyptian emirati english englishman eritrean estonian ethiopian
    european fijian filipino finn finnish flemish french frenchman gabonese gambian georgian german ghanaian greek grenadian guatemalan guinean guyanese
    haitian hispanic honduran hungarian icelandic indian indonesian iranian iraqi irish irishman israeli italian ivorian jamaican japanese jordanian
    kazakh kenyan korean kosovar kurd kurdish kuwaiti kyrgyz lao laotian latino latvian lebanese liberian libyan lithuanian luxembourgish macedonian
    malagasy malawian malaysian maldivian malian maltese maori mauritanian mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian
    nepalese nepali newzealander nicaraguan nigerian nigerien nordic norwegian omani pakistani palestinian panamanian papuan paraguayan persian peruvian
    polish portuguese prussian qatari romanian romani russian rwandan salvadoran samoan saudi scandinavian scot scottish senegalese serb serbian sicilian
    singaporean slav slavic slovak slovakian slovene slovenian somali spaniard spanish sudanese surinamese swede swedish swiss syrian taiwanese tajik
    tanzanian thai tibetan togolese tongan trinidadian tunisian turk turkish turkmen tuscan ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh
    western yemeni yemenite yugoslav zambian zimbabwean
    beninese bhutanese dominican eurasian leonean rican verdean
    anglican atheist baptist buddhist calvinist catholic christian evangelical fundamentalist hindu islamic islamist jew jewish judaism lutheran methodist
    mormon muslim orthodox pentecostal presbyterian protestant puritan quaker salafi shia shiite sikh sufi sunni wahhabi
    communist conservative democrat democratic fascist liberal marxist nazi republican socialist
    """.split()
)
# Adjectives of regions and towns, and of what is called after them.
REGIONAL = frozenset(
    """
    aegean andalusian appalachian asturian balinese bermudian bohemian calabrian californian canarian cantonese castilian cornish cretan floridian galician
    glaswegian hawaiian iberian javanese mancunian manx mediterranean melanesian micronesian moravian neapolitan parisian piedmontese polynesian provençal
    pyrenean sardinian shanghainese siberian silesian swabian tasmanian texan tyrolean venetian victorian viennese virginian
    """.split()
)

# Beginnings of the adjectives of peoples in German, French, Spanish, Italian, Portuguese and Polish, in small letters.
STEMS_OF_PEOPLES = (
    "afgan|afghan|afric|afrik|ägypt|alban|alger|algér|algier|argel|americ|améric|amerik|angol|arab|árab|argent|armen|armén|äthiop|azer|aser|bangla|bielor|biélor|weißruss|białoru|berb|bereb|bolivi|boliw|bosni|bośnia|brasil|brésil|brazyl|bulgar|búlgar|bułgar|burkin|camb|camerou|cameru|kameru|cabo-verd|cap-verd"
    "|catal|katal|chil|chin|colomb|kolumb|comor|congol|kongol|core|coré|corea|korea|croat|kroat|chorwa|cuban|cubain|kuban|checo|chec|tchè|tchéc|tschech|czech|dominic|ecuat|équat|ekwad|egip|egiz|égypt|eritre|érythr|etiop|éthiop|filip|philipp|gambi|gabon|georg|géorg|gruzi|ghan|gitan|grec|griech|grieg|greck|guatem|guiné|guine"
    "|haït|hait|hondur|hongr|húngar|ungar|ungher|węgier|indien|indian|indisch|india|indyj|iran|irak|iraq|irach|isra|izrael|ital|włos|ivoir|jama|japan|japon|giappon|jordan|jemen|jugosl|yougos|kasach|kenia|kény|keniot|kosov|kosow|kurd|liban|líban|libi|liby|litau|lituan|litew|lett|maced|mazed|malg|malien|maliano|marok|maroc|marocch|marroq|maur|mexic|mexik|meksy|moldav|mołdaw|mongol"
    "|mozamb|moçamb|nepal|népal|nicarag|niger|nigér|pakist|palest|palä|panam|paragu|persi|peru|péru|perú|pole?n|polac|polon|portug|roum|rum|rom|ruman|ruand|rwand|russ|ruso|rusa|rosyj|salvad|senegal|sénégal|serb|siri|syri|syry|slov|slow|słow|somal|srilank|sri-lank|suda|soudan|surinam|tamil|tailand|thail|thaï|tibet|togol|tschetsch|tchétch|czecz|tunes|tunis|tunez|turc|türk|turec|turk|turqu"
    "|aleman|alemán|allemand|niemiec|tedesc|deutsch|angiel|anglais|englisch|ingles|inglés|belg|autrich|austri|austrí|españ|espagn|espanh|spagn|spani|hiszpań|franc|franç|franz|hol[aä]nd|olandes|néerland|niederl|irland|irlan|island|szwajc|schweiz|suiss|suiz|suíç|svizz|schwed|szwedz|svedes|suec|suéd|norweg|norveg|norueg|dän|dan[eoé]s|duńsk|finn?l|fiń|schott|écoss|escoc|scozz|szkoc|walis"
    "|ucran|ukrain|ukraiń|ugand|urugu|usbek|venez|wenez|vietnam|wietnam|yemen|zair|zimb"
)


def is_nationality(word: str) -> bool:
    """Return whether a word names the people or the adjective of a country, religion or party, also in the plural."""
    folded = word.casefold()
    return folded in NATIONALITIES or folded.removesuffix("s") in NATIONALITIES


def is_of_a_place(word: str) -> bool:
    """Return whether a word names the people or the adjective of a country, region or town, and so no place itself."""
    return is_nationality(word) or word.casefold() in REGIONAL
