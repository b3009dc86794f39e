"""Invented people and ledgers whose truth is known, to try matching on.

``people.people`` invents them, ``noisy.noisy`` spoils their records as a half-heard name does, and
``pairs.pairs`` makes two files that share some. What they are like, and not like, is in
docs/explanation/invented-people.md.
"""
