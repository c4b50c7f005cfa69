"""The migrations: numbered, only ever added to, never changed once released."""
