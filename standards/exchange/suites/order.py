"""What stands in another order than before: the fewest rows whose moving explains it."""


def out_of_place(places):
    """Positions whose row moved. `places`: for each row where it stood before, None for a new one."""
    matched = [(position, place) for position, place in enumerate(places) if place is not None]
    kept = longest_rising([place for _position, place in matched])
    return {position for index, (position, _place) in enumerate(matched) if index not in kept}


def longest_rising(numbers):
    """Indexes of a longest rising run within `numbers`: patience sorting, n log n."""
    ends, before = [], [-1] * len(numbers)
    for index, number in enumerate(numbers):
        low = first_not_below(number, ends, numbers)
        before[index] = ends[low - 1] if low else -1
        ends[low : low + 1] = [index]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def first_not_below(number, ends, numbers):
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if numbers[ends[middle]] < number else (low, middle)
    return low
