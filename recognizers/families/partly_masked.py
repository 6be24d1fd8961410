"""Partly masked values that still identify somebody: "K****** C****", "j***@acme-freight.com"."""

from recognizers.rules import Rule

LIMITS = "Masked card and account numbers, such as **** 1234, identify nobody by themselves and are not found."
MASK = r"(?:\*{3,20}|•{3,20}|x{4,20}|█{3,20}|_{4,20})"

# fmt: off
RULES = (
    Rule(name="partly_masked_name", entity="PERSON", score=0.75,
         pattern=rf"(?<![\w*•█])\p{{Lu}}{MASK}(?:[ ]\p{{Lu}}(?:{MASK}|\.)){{0,2}}[ ]\p{{Lu}}{MASK}(?![\w*•█])",
         true=("Record of ⟦K****** C****⟧, closed", "Cliente: ⟦M•••• R. D•••••⟧"),
         false=("**Note** **Bold** text", "PIN: **** 1234", "Class A**** is open")),
    Rule(name="partly_masked_email", entity="EMAIL_ADDRESS", score=0.85,
         pattern=r"(?<![\w*•.@])(?:[\p{L}\d][\w.-]{0,2})?(?:\*{2,20}|•{2,20})[\w.-]{0,3}@(?:[\w-]{1,60}\.){1,4}[a-z]{2,12}(?![\w*])",
         true=("sent to ⟦j***@brackwater-freight.com⟧", "Code an ⟦mo•••e@posthalle.de⟧ gesendet"),
         false=("2**3@matrix", "j***@***.com", "**@decorator** is allowed")),
)
# fmt: on
