"""Pictures of uploaded files for officers: drawn once in the background, within bounds."""
