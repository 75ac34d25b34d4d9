"""The page of organisational life: boards, step lists, votes, talks, what contradicts."""
