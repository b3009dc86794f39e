"""The directory as Open Referral UK: what services others can read, and what they sent.

The names are those of HSDS 3.0, the Human Services Data Specification, and of its UK profile.
What the standard has no name for stands in an object of ours, ``alongside``, so that a directory
sent from one desk to another arrives as it was. Source: docs.openreferral.org, version 3.0;
docs.openreferraluk.org, the UK profile of it.
"""

from alongside.exchange.open_referral.reading import read_directory
from alongside.exchange.open_referral.writing import as_csv, as_json

__all__ = ["as_csv", "as_json", "read_directory"]
