"""The pages of a site: an index, and a plain page for each thing, with links between them.

They are light: whatever many pages need is asked at once (``survey``), and each page is a template
that is filled (``writing``). The views of a build have some of these pages, a site has all.
"""
