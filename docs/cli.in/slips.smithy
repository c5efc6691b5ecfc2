$version: "2"

namespace example.slips

structure Forecast {
    @requierd
    celsius: Float
}

@deprecated
string City
