$version: "2"

metadata shapeClosures = [
    { id: "unqualified" }
    { id: "example#ofText", includeNamespaces: "example" }
    { id: "example#empty", includeNamespaces: [] }
    { id: "example#nothing", includeBySelector: "" }
    { id: "example#Name", includeBySelector: "string" }
    { id: "unqualified", includeNamespaces: ["nowhere"] }
]

namespace example

string Name
