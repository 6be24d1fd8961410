"""Names of well-known companies and brands, which everybody buys from, works with or reads: vendors, carriers, banks, media.

Names that are also words, places, given names or frequent family names are left out.
"""

FOOD = """
Chipotle|Starbucks|Greggs|Wagamama|Five Guys|Taco Bell|Panera Bread|Burger King|KFC|Pizza Hut|Pret A Manger|Costa Coffee|Tim Hortons|Coca-Cola|Pepsi|Nestlé|Unilever|Danone|Heineken
"""
SHOPS = """
Walmart|Costco|Home Depot|Best Buy|Sainsbury's|Waitrose|Aldi|ALDI|Lidl|LIDL|IKEA|Ikea|Tesco|Asda|Morrisons|Marks & Spencer|Walgreens|CVS|Carrefour|Auchan|Decathlon|Zalando|Edeka|REWE|Rewe|MediaMarkt|Biedronka|Mercadona
|El Corte Inglés|Esselunga|Conad|Kruidvat|Bol.com|bol.com|H&M|Primark|Uniqlo|Screwfix|Halfords|Currys|Kaufland|Fnac|Leroy Merlin|Worten|Pingo Doce|eBay|Etsy|Alibaba|AliExpress|Temu|Shein|Amazon|LEGO|Lego|Nike|Adidas|KitchenAid
"""
TRAVEL = """
Airbnb|Expedia|Booking.com|Ryanair|easyJet|Lufthansa|British Airways|Air France|KLM|Eurostar|Travelodge|Premier Inn|Holiday Inn|Uber|Lyft|Deliveroo|Just Eat|DoorDash|Europcar|Deutsche Bahn|SNCF|Trenitalia|Renfe|Amtrak|FlixBus|Tripadvisor
|FedEx|UPS|DHL|Evri|DPD|GLS|USPS|Maersk|PostNL|InPost|Royal Mail|Chronopost|Colissimo
"""
MEDIA_AND_ADVICE = """
BBC|CNN|Reuters|Bloomberg|The Guardian|Financial Times|New York Times|Wall Street Journal|Netflix|TikTok|Instagram|Facebook|Twitter|Reddit|Twitch|Duolingo|Strava
|Gartner|McKinsey|BCG|Deloitte|KPMG|PwC|Accenture|Capgemini|Infosys|Wipro|Cognizant|Ernst & Young|PricewaterhouseCoopers|Boston Consulting Group
"""
TECHNOLOGY = """
Google|IBM|Intel|Nvidia|NVIDIA|AMD|Qualcomm|Cisco|Lenovo|Huawei|Samsung|Sony|Panasonic|Siemens|SAP|Adobe|Tesla|Palantir|Workday|Xerox|Nikon|Logitech|Garmin|Fitbit|GoPro|Electrolux|Makita
"""
MONEY = """
Monzo|Revolut|Barclays|HSBC|NatWest|Santander|Wells Fargo|Citibank|Citigroup|JPMorgan|JP Morgan|J.P. Morgan|Goldman Sachs|Morgan Stanley|Bank of America|Deutsche Bank|Commerzbank|Rabobank|ABN AMRO|BNP Paribas|Société Générale
|Crédit Agricole|UniCredit|BBVA|CaixaBank|Bankinter|mBank|Nubank|Bradesco|Klarna|Adyen|Worldpay|Mastercard|American Express|AmEx|Amex|Western Union|Coinbase|Binance|Aviva|Allianz|AXA|Geico|GEICO|State Farm|Allstate|Legal & General
|Mapfre|MAPFRE|Swiss Re|Munich Re|Bupa|Experian|Equifax|TransUnion|Nasdaq|NASDAQ|Euronext
"""
NETWORKS_AND_INDUSTRY = """
Vodafone|Verizon|AT&T|T-Mobile|Comcast|Deutsche Telekom|Telefónica|Movistar|Virgin Media|TalkTalk|KPN|Swisscom|Telia|Telenor|Toyota|Volkswagen|BMW|Audi|Škoda|Skoda|Peugeot|Renault|Citroën|Nissan|Hyundai|Volvo|Porsche|Michelin
|Boeing|Airbus|Rolls-Royce|Pfizer|Novartis|GSK|AstraZeneca|Sanofi|ExxonMobil|TotalEnergies|Repsol|Vattenfall|EDF|Iberdrola|Engie
"""
NAMES = tuple(
    name.strip()
    for names in (FOOD, SHOPS, TRAVEL, MEDIA_AND_ADVICE, TECHNOLOGY, MONEY, NETWORKS_AND_INDUSTRY)
    for name in names.replace("\n", "").split("|")
)
