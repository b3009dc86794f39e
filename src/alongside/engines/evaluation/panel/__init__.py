"""Did a place change more than others like it? Difference in differences and its kin.

``table`` lays places against periods, ``estimators`` compares, ``placebo`` pretends that every
other place was the one, ``staggered`` takes places that began at different times.
"""
