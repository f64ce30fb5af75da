"""Finding: which passages does a request find, what is shown of each, and what is counted beside them?"""
