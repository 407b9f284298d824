"""Tables: the four steps for an analyst in a notebook → articles and claims as lists or as pandas tables, in and out.

`steps` has read, extract, reconcile and report; `frames` gives a report's claims, topics and findings as tables, and a
topic as a picture.
"""

from consistency.tables.frames import claims_table as claims_table
from consistency.tables.frames import findings_table as findings_table
from consistency.tables.frames import picture as picture
from consistency.tables.frames import topics_table as topics_table
from consistency.tables.steps import extract as extract
from consistency.tables.steps import read as read
from consistency.tables.steps import reconcile as reconcile
from consistency.tables.steps import report as report
from consistency.tables.steps import rules as rules
