$version: "2"
metadata suppressions = [
    { id: "DeprecatedShape", namespace: "example.events", reason: "Until 2027." }
]
namespace example.events

@readonly
@http(method: "GET", uri: "/cities")
operation ListCities {
    input := {
        filter: Filter
    }
}

@deprecated
string Filter

@pattern("a")
string Part
