"""The databases the queue can stand on. Everything in which they differ is in this package and in the migrations."""
