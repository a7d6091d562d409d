"""A small model: patches of strong colour in an image, addresses in a text. Stands for yours."""

import re
from collections import deque

import numpy

COLOURS = {"Red patch": 0, "Green patch": 1, "Blue patch": 2}
ADDRESSES = {
    "E-mail": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "Web address": re.compile(r"https?://[^\s<>\"']+[\w/]"),
}
STEP = 4  # pixels: the image is looked at on a grid this wide


def find_patches(image):
    """Boxes around patches of one strong colour in a PIL image, as (class, score, x, y, width, height).

    Pixels count from the top left corner of the image as it was sent. The score is how far the colour
    stands above the other two, 0 to 1.
    """
    pixels = numpy.asarray(image.convert("RGB"), dtype=numpy.int16)[::STEP, ::STEP]
    patches = []
    for name, channel in COLOURS.items():
        others = [other for other in range(3) if other != channel]
        lead = pixels[..., channel] - pixels[..., others].max(axis=-1)
        for cells in connected(lead > 80):
            if len(cells) < 9:
                continue
            rows, columns = zip(*cells)
            score = float(numpy.mean([lead[cell] for cell in cells])) / 255
            left, top = min(columns) * STEP, min(rows) * STEP
            right = min((max(columns) + 1) * STEP, image.width)
            bottom = min((max(rows) + 1) * STEP, image.height)
            patches.append((name, round(score, 4), left, top, right - left, bottom - top))
    return patches


def connected(mask):
    """Groups of neighbouring cells that are set."""
    open_cells = set(zip(*(axis.tolist() for axis in numpy.nonzero(mask))))
    while open_cells:
        group, queue = [], deque([open_cells.pop()])
        while queue:
            row, column = queue.popleft()
            group.append((row, column))
            for near in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if near in open_cells:
                    open_cells.remove(near)
                    queue.append(near)
        yield group


def find_addresses(text):
    """Addresses in a text as (class, start, end). Python counts code points, and the end is exclusive."""
    found = [
        (name, match.start(), match.end())
        for name, pattern in ADDRESSES.items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda span: span[1])
