"""Programs that look for input which the code does not meet as it promises."""
