"""What people do, one act at a time: each checks the right, changes the rows and leaves its entries together."""
