"""Words for the pages of rehearsals."""

from django import template

from shipments.rehearsal.tried import tried_in_words

register = template.Library()
register.filter("tried", tried_in_words)
