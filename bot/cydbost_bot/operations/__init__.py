"""Operations: what a monitoring asks of a running Cydbost, and what it is told."""
