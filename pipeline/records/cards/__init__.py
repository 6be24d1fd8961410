"""vCard and iCalendar files: content lines with parameters, folded, with escapes or in quoted-printable."""
