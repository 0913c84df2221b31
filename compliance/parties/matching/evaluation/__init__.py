"""Measures name matching on changed names of a list and on clean names made to look real."""
