"""Did it work? Counts, rates, series and headlines, answered so that they cannot flatter.

Pure: no clock, no database, no website. Every method answers one ``Finding`` (``result``), which
carries its estimate, its interval, its denominators, its comparator or the words that there is
none, each assumption with whether it held, a sentence at two reading levels, a chart with its
table, and the call that repeats it. Unlike things are refused in words (``measures.Unlike``).

SciPy and statsmodels are slow to import, so this module imports nothing: ask the module you need.
"""
