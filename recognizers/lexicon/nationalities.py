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
    anglican atheist baptist buddhist calvinist catholic christian evangelical fundamentalist hindu islamic islamist jew jewish judaism lutheran methodist
    mormon muslim orthodox pentecostal presbyterian protestant puritan quaker salafi shia shiite sikh sufi sunni wahhabi
    communist conservative democrat democratic fascist liberal marxist nazi republican socialist
    """.split()
)


def is_nationality(word: str) -> bool:
    """Return whether a word names the people or the adjective of a country, religion or party, also in the plural."""
    folded = word.casefold()
    return folded in NATIONALITIES or folded.removesuffix("s") in NATIONALITIES
