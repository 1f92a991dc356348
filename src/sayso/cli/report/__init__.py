"""Make one HTML page of a casefile: takes what the casefile answers, gives text; the page asks nothing of any server.

`gather` asks the casefile, `layout` places actors, `picture` draws the network as SVG, `page` writes the HTML.
"""
