"""Answer a question from one state of the casefile, whatever others write meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from sayso.casefile.garbage import seldom_collected
from sayso.store import Store


def steadily[**P, T](answer: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Store, P], T]:
    """Let a function that asks a store many things see one state of it; it must not give a lazy iterator."""

    @wraps(answer)
    def steady(store: Store, /, *args: P.args, **asked: P.kwargs) -> T:
        with seldom_collected(), store.snapshot():
            return answer(store, *args, **asked)

    return steady
