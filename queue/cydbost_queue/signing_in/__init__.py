"""How a person proves who they are: passwords, codes and tokens, none of which is kept as it is."""
