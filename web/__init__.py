"""Web: server-rendered pages and machine forms of every search."""
