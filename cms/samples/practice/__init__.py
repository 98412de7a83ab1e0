"""Places full of practice, small to large: real rows in every state, written in bulk, never all of them held at once."""
