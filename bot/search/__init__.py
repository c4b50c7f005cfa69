"""From a corpus to ranked sentences."""
