"""Chat models by name, prompts, the LangChain chain and the quote composer."""
