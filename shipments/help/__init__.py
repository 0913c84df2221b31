"""Help: what people asked, answered in plain words; and whom to call."""
