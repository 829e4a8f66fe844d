"""The office: the web application in which the council's people work, in Welsh and English. See README.md here."""
