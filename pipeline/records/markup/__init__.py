"""XML and HTML files: text nodes, attributes, comments and CDATA are the texts; tags stay."""
