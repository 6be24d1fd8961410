"""The policies that ship, one a data classification; an administrator copies and edits them."""
