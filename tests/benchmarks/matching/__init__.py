"""Measures name matching on changed names of a list and on clean names made to look real.

`manage.py bench_matching` runs `command`. What is looked at to improve and what only to report is
decided in `parts`; nothing here is shipped with the site.
"""
