import pytest
import shapely

from geomap.boundaries.shapes import read_geometry, read_shape, read_unit

LINE = b'{"type":"Feature","bbox":[1,2,1,2],"properties":{"id":"gn:1","name":"T\xc5\xabta"},' + (
    b'"geometry":{"type":"Point","coordinates":[1,2]}}\n'
)
LABEL = b'{"type":"Feature","properties":{"label":[1,2]},"geometry":null}'


def test_properties_and_geometry_are_read():
    properties, geometry = read_shape(LINE)
    assert properties == {"id": "gn:1", "name": "Tūta"}
    assert geometry == shapely.Point(1, 2)
    assert read_unit(LINE) == (properties, geometry)
    assert read_geometry(LINE) == geometry


def test_a_label_has_no_geometry():
    assert read_shape(LABEL) == ({"label": [1, 2]}, None)


@pytest.mark.parametrize("read", [read_unit, read_geometry])
def test_a_line_that_needs_a_geometry_is_refused_without_one(read):
    with pytest.raises(ValueError, match="no geometry in"):
        read(LABEL)
