"""Forecasts and their scores; nothing is here yet."""
