"""What words say, without a model: terms, names, figures, and the kind of answer asked for."""
