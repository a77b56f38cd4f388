"""Opens the index of a registry; what is missing for that is made first."""

from screening.builtin import own_digest
from screening.matching.index import Index
from screening.provision.condition import condition
from screening.provision.place import current_index
from screening.provision.registry import ready_registry
from screening.provision.saying import Say, silent
from screening.settings import Settings


def ready_index(settings: Settings, say: Say = silent, *, as_of: str | None = None) -> Index:
    """An index that is current with the registry, whatever that takes.

    Creates and fills the registry where there is none, upgrades an older one
    in a file, loads the built-in packages into it where this program brings
    others, and compiles the index again where it is missing, torn or stale.

    Args:
        settings: where the registry and the index are.
        say: told in one line of anything that is done beyond opening, and of
            every list that is failing or waits for somebody.
        as_of: a past day (ISO) whose lists are meant; those of now by default.

    Raises:
        ScreeningError: the registry cannot be used or the index not be made.
    """
    # read first: what is edited while the index is made shows at the next look-up
    seeds = own_digest()
    found = condition(settings)
    if found is not None:
        stamp, lists = found
        for each in lists:
            for trouble in each.troubles:
                say(trouble)
        index = None if as_of else current_index(settings, stamp, seeds)
        if index is not None:
            return index
    ready_registry(settings, say)
    if as_of is not None:
        from screening.provision.past import index_as_of

        return index_as_of(settings, as_of, say)
    from screening.provision.present import compiled

    return compiled(settings, seeds, say)
