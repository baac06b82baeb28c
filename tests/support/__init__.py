"""Support that several tests share: small datasets, servers, the browser, the command."""
