"""The compose room: the list of posts, writing a pair, and one post with all that can be done with it."""
