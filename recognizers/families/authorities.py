"""Courts, prosecutors and police in English, with their place: "Leeds Crown Court", "Sofia City Prosecutor's Office", which stay."""

from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "Other authorities, prisons and hospitals; a court of one word, such as `Chancery`."
PLACE = r"\p{Lu}[\p{L}’'-]{1,24}(?<!['’]s)"
LEVELS = "District|Regional|City|Town|Municipal|County|Crown|Family|Magistrates?['’]s?|Magistrates|Assize|Commercial|Administrative|Criminal|Civil|Circuit|Superior|Labou?r|Military|Juvenile|Youth|Sheriff|Bankruptcy|Probate|Economic|Arbitration|Sessions|Central|State|Security|Metropolitan|Provincial|High"
APEX = "Supreme|Constitutional|Federal|Appellate|Chancery|Cassation|Appeals?"
MATTERS = (
    "Appeals?|Cassation|Justice|Human Rights|First Instance|Session|Final Appeal|Common Pleas|Protection|Queen|King"
)
COURT = rf"(?:(?:{LEVELS})[ ]){{1,3}}Court|Court[ ]of[ ](?:{MATTERS})|(?:Employment|Industrial|Immigration|Tax|Property|Upper|First-tier)[ ]Tribunal"
PROSECUTOR = rf"(?:(?:{LEVELS}|Public|Chief|Deputy|Military)[ ]){{0,3}}(?:Prosecutor(?:['’]s|s['’])|Prosecutor[ ]General['’]s|Prosecution)[ ](?:Office|Service)"
POLICE = r"(?:(?:District|City|Regional|State|Central|Metropolitan|Borough|district|city|regional|town|central)[ ]){0,2}(?:[Pp]olice[ ](?:[Ss]tation|[Dd]epartment|[Hh]eadquarters|[Cc]ommand))"
# "Carol King, High Court Judge": the office of a person.
NO_OFFICE = r"(?!\p{L}|[ ](?:Judge|Justice|Clerk|Magistrate|Reporter|Bailiff|Officer|Constable|Inspector|Sergeant)s?\b)"
OF_PLACE = rf"(?:[ ](?:of|in|at)[ ](?:the[ ])?{PLACE}(?:[ ]{PLACE}){{0,2}}(?:[ ]at[ ]{PLACE})?)?"

# fmt: off
RULES = (
    Rule("authority_in_english", LOOK_ALIKE,
        rf"(?<![\p{{L}}\p{{N}}'’-])(?:(?:(?:{PLACE}[ ]){{0,3}}?(?:{COURT}|{PROSECUTOR})|(?:{APEX})[ ]Court(?:[ ]of[ ](?:{MATTERS}))?){NO_OFFICE}{OF_PLACE}|(?:{PLACE}[ ]){{1,3}}?(?:{POLICE}|Police|Constabulary){NO_OFFICE})", ABOVE_THE_MODEL,
        true=("the ⟦Rîșcani Prosecutor's Office⟧ opened", "before ⟦Leeds Crown Court⟧ on", "the ⟦Kraków-Śródmieście District Court⟧ held", "the ⟦Bălți Court of Appeal⟧ and", "held at ⟦Leninskiy district police station⟧", "a ⟦Thames Valley Police⟧ van", "the ⟦High Court of Kerala at Ernakulam⟧", "the ⟦Sofia City Prosecutor's Office⟧"),
        false=("Carol King High Court Judge", "Earls Court", "Tennis Court", "the Police officer", "Police in Spittal stopped", "Anna's court", "Rose Court Clerk")),
)
# fmt: on
