"""The pages of the endpoint: for people with a browser, in four languages, without a script."""

from twingraph.serve.pages.routes import routes

__all__ = ["routes"]
