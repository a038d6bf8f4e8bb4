"""How often all this is right: questions with known answers, asked and judged."""
