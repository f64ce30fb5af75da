"""Reports: which whole reports and areas are held, in which order, and what did each inspection find?"""
