"""Files of many formats to the lines of their reports; each format's library is loaded when it is needed."""
