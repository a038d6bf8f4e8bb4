"""Drafters: what makes sentences with citations out of evidence."""
