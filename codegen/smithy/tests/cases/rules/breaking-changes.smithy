$version: "2"

namespace example

@trait(
    breakingChanges: [
        { change: "any" }
        { change: "any", path: "" }
        { change: "any", path: "/" }
        { change: "any", path: "/names/" }
        { change: "any", path: "/names/member" }
        { change: "any", path: "/names/key" }
    ]
)
structure known {
    names: Names
}

list Names {
    member: String
}
