"""What a host's robots.txt asks of programs, by RFC 9309."""

from protego import Protego

_NAME = "geomap"  # what rules call us
_LONGEST = 60.0  # seconds of a Crawl-delay that are waited; a longer one is refused


class Robots:
    """The rules of one host that hold for geomap.

    Args:
        text: the content of its robots.txt; empty where there is none.
    """

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Tell whether an address may be asked for: not by the rules, nor at their pace."""
        return self.delay <= _LONGEST and bool(self._rules.can_fetch(url, _NAME))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host asks for, 0 where it asks for none."""
        return float(self._rules.crawl_delay(_NAME) or 0.0)
