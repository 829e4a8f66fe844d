"""A folder as a platform: the smallest one that keeps every promise."""
