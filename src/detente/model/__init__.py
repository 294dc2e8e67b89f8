"""What is: the frozen types that every room speaks in; standard library alone."""
