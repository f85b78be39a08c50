"""The encrypted case store; this file stays empty so that importing records stays cheap."""
