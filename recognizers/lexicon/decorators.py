"""Decorators and tags of documentation: names behind an "@" that are no user names."""

from recognizers.lexicon.account_words import is_expression
from recognizers.lexicon.technology_names import NAMES

TAGS_OF_DOCUMENTATION = frozenset(
    """param params return returns throws throw exception deprecated since version author see todo link inheritdoc override
    overrides private public protected internal static const constant default example class constructor module namespace
    property typedef type template ignore fileoverview license copyright event fires listens memberof method function
    interface enum export exports readonly abstract async generator yields callback implements extends augments mixin
    staticmethod classmethod dataclass contextmanager pytest fixture functools wraps media import charset keyframes supports
    layer page include each while dynamic everyone channel here synthesize implementation selector overload prop input inject
    protocol optional required brief details note warning ingroup addtogroup defgroup group section subsection code endcode
    component injectable output directive pipe ngmodule autowired bean entity table column service repository test final
    generated codegen reimport nointerface goto endcond cond echo isa hideinitializer abstract discussion annually yearly monthly weekly hourly midnight reboot
    controller mapping getter setter jit njit cached lrucache lru_cache register route click command""".split()
)
# Packages and functions of packages whose name is that of a decorator.
PACKAGES = frozenset(
    """beartype numba attr attrs define frozen torch tf tensorflow jax hydra typer flask django celery airflow dask ray modal
    hypothesis given pytest unittest mock patch parametrize usefixtures mark skip skipif xfail nox invoke fabric luigi prefect dagster
    traceable validator field_validator model_validator root_validator validate_call computed_field singledispatch
    total_ordering cached_property cache memoize retry retrying tenacity profile timeit typechecked typeguard runtime_checkable
    asynccontextmanager abstractmethod abstractproperty nb np pd functools contextlib dataclasses typing pydantic fastapi app router
    triton cython cuda vectorize guvectorize compile no_grad script export property setter deleter invariant initialize
    compiles declared_attr cachedmethod singleton decorator cache_readonly validate_arguments strict variable slow py_builtins pytest_ar rule precondition composite st experimental raises passes daily urllib3 huggingface_hub asyncio expr beartyped interfaces protocols callable abc base64 doctest runtime rules scope navigation container yaml_object""".split()
)
# Endings of adjectives that are made of the name of a decorator: "the @beartype-decorated class".
ADJECTIVES = (
    *("decorated", "decoratable", "decorating", "decorator", "generated", "wrapped", "specific", "style", "like", "based", "aware"),
    *("compatible", "agnostic", "related", "host", "proxy", "managed", "enabled", "annotated", "typed", "checked", "level", "only"),
)  # fmt: skip
TOOLS = frozenset(name.lower() for name in NAMES) | {"boto3", "flake8", "pep8", "isort", "urllib3", "setuptools_scm"}


def is_decorator(name: str) -> bool:
    """Return whether a name behind an "@" is that of a decorator or a tag: one in the lists, or words of code.

    Arguments:
        name: the name without the "@".
    """
    lower = name.lower().strip("-_.")
    first, _, rest = lower.partition(".")
    if rest and (first in PACKAGES or first in TOOLS or first in TAGS_OF_DOCUMENTATION):
        return True
    if "-" in lower and lower.rpartition("-")[2] in ADJECTIVES:
        return True
    return (
        lower in PACKAGES
        or lower in TAGS_OF_DOCUMENTATION
        or is_expression(name)
        or lower.endswith(("_accessor", "_init"))
    )
