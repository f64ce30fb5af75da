"""Pages: what does a person see at each address? Handler, context and builder of a page stand in one module."""
