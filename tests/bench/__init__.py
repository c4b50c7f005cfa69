"""Speed and size, measured in one run so that figures compare; `make bench`."""
