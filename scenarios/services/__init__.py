"""What people do with scenarios of their own: write, publish, share, hand over, put away and delete them."""
