"""Sessions, turns and the inbox, in a database."""
