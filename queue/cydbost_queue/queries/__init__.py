"""Reading the queue: each function opens one consistent view and returns frozen values."""
