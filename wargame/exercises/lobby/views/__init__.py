"""The pages: each view fetches and authorises, calls one service or selector, and picks the template."""
