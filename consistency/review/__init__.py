"""Review: the local pages on which editors go through what was found, and settle it.

`desk` is what lies on the table: the findings of a check and what has been decided on them. `app` is its pages,
`safety` what keeps others out, `server` what serves them; `export` makes test cases of what was decided.
"""
