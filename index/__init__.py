"""Index: one seam between search engines and everything that searches."""
