$version: "2"
namespace example

@readonly
@http(method: "GET", uri: "/cities")
operation ListCities {
    input := {
        @httpPayload
        filter: Filter
    }
}

structure Filter {}
