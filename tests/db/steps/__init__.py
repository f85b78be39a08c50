"""Steps to formats that do not exist, to try out how the next ones come."""
