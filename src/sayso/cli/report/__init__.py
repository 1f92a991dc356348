"""Make one HTML page of a casefile: takes what the casefile answers, gives text; the page asks nothing of any server.

`gather` asks the casefile, which draws the network (`casefile/picture.py`); `page` writes the HTML.
"""
