"""The emergency room: issuing one from a phone, following it until it is over, and what is said of it afterwards."""
