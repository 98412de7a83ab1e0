"""Reading a file before anything is written: `once` holds a transaction, and a slow file would keep everyone waiting."""

from functools import wraps


def reads_first(read):
    """`request.brought` is what `read(request)` made of a form that was sent. Stands above `once`."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            request.brought = read(request) if request.method == "POST" else None
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
