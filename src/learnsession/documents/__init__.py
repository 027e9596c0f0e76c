"""Neutral blocks (heading, paragraph, table …) and what turns them into files people use."""
