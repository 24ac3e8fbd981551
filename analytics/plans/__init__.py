"""Next week's plan: from the log alone, line by line, with the reason of every change."""
