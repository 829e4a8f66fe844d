"""How far two texts answer each other word for word, judged by which words translate which."""
