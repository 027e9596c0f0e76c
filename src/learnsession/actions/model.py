"""The register's own name for what `session.agreed` holds."""

from learnsession.session.agreed import AgreedAction, Escalation, Source, Told, What

__all__ = ["AgreedAction", "Escalation", "Source", "Told", "What"]
