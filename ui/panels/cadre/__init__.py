"""干部队伍: terms of office, reserve cadres, the ladder of attendance."""
