"""What a run scored, written for people and for programs."""
