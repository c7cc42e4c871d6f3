"""Where the seeds of each kind of game begin, so far apart that no two kinds play the same games by one `--seed`."""

STEP = 2**44
"""The distance between the seeds of an appraisal and those of the next `--seed`."""

SETTLING = 1
PLANNER = 2**20
TOLD = 2**21
POLICIES = 2**22
HIGHEST = 2**23
RECORD = 2**24
TEXTS = 2**25
CONTRADICTIONS = 2**26
OPENING = 2**27
FIRST_ORDER_TRIED, FIRST_ORDER_CONFIRMED, FIRST_ORDER_JUDGED = 2**28, 2**29, 2**30
LENDING_OF_OTHERS, SITUATIONS_OF_OTHERS = 2**31, 2**32
NEWCOMER = 3 * 2**31
LENDING, SITUATIONS_OF_SHARES = 2**33, 2**34
SITUATIONS_OF_WORTH, DICE_OF_WORTH = 2**35, 2**36
PLAN_SEARCHED, PLAN_CONFIRMED, PLAN_JUDGED = 2**37, 2**38, 2**39
