"""Pages before and around the turns; the white cell moves people and seats from them."""
