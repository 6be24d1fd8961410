"""Names in a Maildir: `.Sent/cur/1741000001.M1P7.host:2,FS` is a message of its folder `.Sent`, which is not hidden."""

import re

FOLDERS = frozenset({"cur", "new"})  # of messages, in each folder of a Maildir
FLAGS = re.compile(r":2,[DFPRST]*[a-z]{0,9}$")  # the state of a message, at the end of its name
