"""Interrupted time series: did a number leave its own path when something began?

``design`` lays out the columns, ``fitting`` fits them, ``without`` says what would have happened
otherwise, ``checks`` asks what would mislead, ``answer`` puts it in words.

Source: Lopez Bernal, Cummins and Gasparrini 2017, International Journal of Epidemiology 46:348.
"""
