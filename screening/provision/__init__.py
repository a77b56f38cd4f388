"""Makes sure that there is a registry and a current index to screen against.

The way that is taken a hundred times a day, registry there and index current, asks
the registry's state and opens the index, and imports no ORM.
"""

from screening.provision.condition import fitness
from screening.provision.opening import ready_index
from screening.provision.place import index_place
from screening.provision.registry import ready_registry, upgrade

__all__ = ["fitness", "index_place", "ready_index", "ready_registry", "upgrade"]
