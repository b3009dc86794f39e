"""Two ledgers of uses of section 136 set beside each other: what differs, and how.

One ledger is the police's, one the health service's. The counts differ because coverage and rules
do; nothing here forces them to agree.
"""
