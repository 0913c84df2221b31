"""Messages to whoever must act next: in the application and by mail, made from the event log."""
