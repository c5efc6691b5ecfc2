$version: "2"
namespace example

@readonly
@http(method: "GET", uri: "/cities/{city}")
operation GetCity {
    input := {
        name: String
    }
}
