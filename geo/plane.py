"""The plane of a map: Lambert-93 shifted, scaled and turned so that it draws without projection."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

EPSG = 2154
WIDTH = 1000.0
STEP = 0.05  # One integer of the file, in units of the plane: finer than a pixel of any screen.


@dataclass(frozen=True)
class Plane:
    """Units are `WIDTH` to the map; y points down; `scale` is metres per unit."""

    width: float
    height: float
    origin: tuple[float, float]
    scale: float

    @classmethod
    def around(cls, outlines: np.ndarray) -> "Plane":
        """Return the plane whose frame is the bounding box of outlines in metres."""
        left, bottom, right, top = (float(value) for value in shapely.total_bounds(outlines))
        scale = (right - left) / WIDTH
        height = math.ceil((top - bottom) / scale * 10) / 10
        return cls(WIDTH, height, (round(left, 2), round(top, 2)), round(scale, 6))

    def to_steps(self, outlines: np.ndarray) -> np.ndarray:
        """Return outlines in metres as integer steps of the plane."""

        def move(points: np.ndarray) -> np.ndarray:
            return np.rint((points - self.origin) * (1, -1) / self.scale / STEP)

        return shapely.transform(outlines, move)

    def as_dict(self) -> dict[str, object]:
        """Return the plane as it is written in planes.json."""
        return {
            "width": self.width,
            "height": self.height,
            "epsg": EPSG,
            "origin": list(self.origin),
            "scale": self.scale,
        }
