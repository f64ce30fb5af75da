"""The site: where is each address, what is known of one request, and how is any answer sent?"""
