"""The demo: the whole promise kept on a made-up council, in a folder of its own, in about a minute."""
