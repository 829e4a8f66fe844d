"""The council's settings, to be read: what the configuration says, in both languages, and whether all is well."""
