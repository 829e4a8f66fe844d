"""What the council owes by its policy, in figures: worked out from the rows, day by day, and summed over a period."""
