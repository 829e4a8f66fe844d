"""Series: postings made again and again of one pattern."""
