"""Pages of the conduct room: each view fetches and authorises, calls one service or selector, picks the template."""
