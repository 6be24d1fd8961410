"""Values that documentation, forms and tests show as examples, which are nobody's: codes, postcodes and phone numbers."""

from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "An example that no word beside it marks as one, unless it cannot be a real value. Cards, IBANs and national ids have lists of their own."

# fmt: off
RULES = (
    Rule("phone_number_without_area", LOOK_ALIKE, r"(?<![\w+])\+1[ .-]?555[ .-]?01\d\d(?!\d|[ .-]\d)", 1.01,
         ('shown as "⟦+1 555 0100⟧" (hint)', "use ⟦+1-555-0199⟧."), ("+1 212 555 0100", "+1 555 0100 200"), source="NANPA: fictitious line numbers"),
    Rule("example_of_a_code", LOOK_ALIKE, r"(?<![\w.,/-])(?:0{3,6}|123|1234(?:5(?:6(?:78?)?)?)?|4321|654321)(?![\w-]|[.,/]\d)", 0.0,
         ("test card, cvv ⟦123⟧.", "| PIN | ⟦123456⟧ | abgelehnt |"), ("door code 1234", "test 12345678901"), context=DOCUMENTATION_WORDS, with_context=0.96),
    Rule("example_of_a_postcode", LOOK_ALIKE, r"(?<![\w.,/-])(?:1234[ ]?(?:AB|XX)|12345|00000|99999|00-000|12345-678|1234-567)(?![\w-]|[.,/]\d)", 0.0,
         ('"zip": "⟦1234 AB⟧"},  # dummy', "for example ⟦00-000⟧"), ("zip 12345", "sample 12345-6789"), context=DOCUMENTATION_WORDS, with_context=0.96),
)
# fmt: on
