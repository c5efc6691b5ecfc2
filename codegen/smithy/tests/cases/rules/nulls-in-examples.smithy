$version: "2"

namespace example

@examples([{ title: "nulls", input: { city: null, days: null, place: { north: null, east: null, name: null, kind: null } } }])
operation GetForecast {
    input := {
        @required
        city: String

        days: Integer

        place: Place
    }

    output := {}
}

structure Place {
    @required
    north: Float

    east: Float = 0

    name: String

    @required
    @clientOptional
    kind: String
}
