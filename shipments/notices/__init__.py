"""What happens to a shipment, told to whoever must act next."""
