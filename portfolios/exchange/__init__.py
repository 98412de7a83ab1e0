"""A portfolio as a file that leaves with its owner: a BagIt 1.0 bag in a ZIP, and how such a bag is read again.

    portfolio-<code>/
      bagit.txt  bag-info.txt  manifest-sha512.txt  tagmanifest-sha512.txt
      data/index.html             a site to read without a network, with its pages and styles beside it
      data/portfolio.json         everything, by `shapes`; its schema is portfolio-1.schema.json
      data/evidence/<code>/files  the files as they were uploaded
      data/standards/<code>.json  each cited standard as 1EdTech CASE 1.1
      data/certificates           the papers, and credentials where there are some

Source of the bag: RFC 8493.
"""
