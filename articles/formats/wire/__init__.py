"""What news agencies send, by the standards of the IPTC: ninjs, NITF, NewsML-G2 and NewsML 1.2."""
