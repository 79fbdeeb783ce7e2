"""Marking: what students answered on paper in, scores and an analysis of the items out."""
