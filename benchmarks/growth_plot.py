"""Draws how the time of a search grows with the collection, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 320, 60, 110, 30, 50
LINES = ("", "6 4")
"""How the line of each engine is dashed: they are told apart without colour."""
DRAWN = {"": " —", "6 4": " - -"}
LINE = 16
"""How far apart the names of two lines stand at least."""


def plot_growth(medians: Mapping[int, Mapping[str, float]]) -> str:
    """Return a picture of medians in milliseconds by number of passages (each power of ten as wide) and engine."""
    sizes = sorted(medians)
    highest = max(time for times in medians.values() for time in times.values())
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if highest / step <= 6)
    top = step * math.ceil(highest / step)
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: int) -> float:
        return LEFT + (math.log10(size) - low) / (high - low or 1) * (WIDTH - LEFT - RIGHT)

    def y(time: float) -> float:
        return HEIGHT - BOTTOM - time / top * (HEIGHT - TOP - BOTTOM)

    parts = [f'<text x="{LEFT}" y="16">Median of a search asked again, ms</text>']
    for time in range(0, top + 1, step):
        parts.append(f'<path d="M{LEFT} {y(time):.0f}H{WIDTH - RIGHT}" stroke="#b1b4b6"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(time) + 5:.0f}" text-anchor="end">{time}</text>')
    parts += [f'<text x="{x(size):.0f}" y="{HEIGHT - 28}" text-anchor="middle">{size:,}</text>' for size in sizes]
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">passages</text>')
    lowest = -math.inf
    for dashes, engine in zip(
        LINES, sorted(medians[sizes[-1]], key=lambda name: y(medians[sizes[-1]][name])), strict=False
    ):
        points = " ".join(f"{x(size):.1f},{y(medians[size][engine]):.1f}" for size in sizes)
        parts.append(f'<polyline points="{points}" fill="none" stroke="#0b0c0c" stroke-dasharray="{dashes}"/>')
        last = medians[sizes[-1]][engine]
        lowest = max(y(last) + 5, lowest + LINE)
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{lowest:.0f}">{engine}{DRAWN[dashes]} {last:.1f}</text>')
    style = "font: 13px sans-serif"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" style="{style}">'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
