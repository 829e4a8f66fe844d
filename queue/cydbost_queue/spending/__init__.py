"""What the platforms charge: the meter that counts it, and the budget that holds ordinary posts back in time."""
