$version: "2"
metadata suppressions = [
    { id: "UnstableTrait", namespace: "example", reason: "We know." }
]
namespace example

@suppress(["HttpMethodSemantics.MissingReadonlyTrait"])
@http(method: "GET", uri: "/")
operation GetRoot {}

@deprecated(message: "use `Name`")
string OldName

structure City {
    name: OldName
}
