"""The catalogue: which reports were read, from which files, and where are they kept?"""
