"""What a card of points is made of: lines that rise or fall one way."""

from bisect import bisect_right

from screening.records import record


@record
class Line:
    """Points of one measure, on straight lines between knots.

    Args:
        values: where the knots are, rising.
        points: what each knot gives; beyond the ends the end's points hold.
    """

    values: tuple[float, ...]
    points: tuple[float, ...]

    def at(self, value: float) -> float:
        """The points of a value."""
        values, points = self.values, self.points
        if value <= values[0]:  # most measures find nothing to measure
            return points[0]
        place = bisect_right(values, value)
        if place == len(values):
            return points[-1]
        before, low = values[place - 1], points[place - 1]
        share = (value - before) / (values[place] - before)
        return low + (points[place] - low) * share


@record
class Measure:
    """One thing that is measured of two names.

    Args:
        name: as JSON and settings call it.
        title: what it is, for people.
        unit: what its values are in.
        person: points where the listed name is a person's.
        other: points for organisations, vessels and aircraft.
    """

    name: str
    title: str
    unit: str
    person: Line
    other: Line
