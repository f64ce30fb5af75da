"""Commands: which words and options does each command of ``searcher`` take? What they do is loaded when they run."""
