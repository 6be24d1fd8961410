"""Contexts: puts the name of a column or key before a value, as in a form, so that one rule finds both."""

from recognizers.lexicon.folding import Folded, folded

# A longer value begins on a line of its own, since the start of a line may matter to a pattern.
MAX_ON_ONE_LINE = 200


def after_context(whole: Folded, context: str) -> Folded:
    """Return a text behind its context and a colon.

    Arguments:
        whole: the folded text.
        context: the name of its column or key, such as "order number".

    Returns:
        The text with the context, whose characters have an empty range at the start of the original.
    """
    is_short = len(whole.text) <= MAX_ON_ONE_LINE and "\n" not in whole.text
    before = f"{folded(context)}: " if is_short else f"{folded(context)}:\n"
    starts, ends = whole.starts or range(len(whole.text)), whole.ends or range(1, len(whole.text) + 1)
    nowhere = [0] * len(before)
    return Folded(before + whole.text, [*nowhere, *starts], [*nowhere, *ends])
