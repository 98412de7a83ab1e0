"""The first declaration, as it came with the product: what tests of sharing read on the page."""

DECLARATION = (
    "This is my own work, or work I say I did with others. It really happened, and I have not hidden who did"
    " what. People who can be recognised said yes."
)
NO_TOOLS = "I used no AI tools to make it."
TOOLS = "I used AI tools, and say below which and for what."
