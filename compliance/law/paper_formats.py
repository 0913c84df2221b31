"""In which formats a policy takes papers. What each is and how it is looked into stands in
compliance.paper_files; no rule reads it."""

ALWAYS = ("pdf", "png", "jpg")
FORMATS = (*ALWAYS, "docx", "xlsx", "heic")
"""Known formats by the ending of their files."""
