"""The parts of telling whether sources disagree: amounts, reports, sameness, relations."""
