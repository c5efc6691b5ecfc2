$version: "2"

metadata validators = [
    "EmitEachSelector"
    { name: 1 }
    { name: "EmitEachSelector", severity: "ERROR", configuration: { selector: "*" } }
]

metadata suppressions = [1, { id: "Some" }]

metadata severityOverrides = [{ id: "Some", namespace: "*", severity: "NOTE" }]

metadata shapeClosures = [
    { id: "example#closure", includeNamespaces: ["example"], rename: { "other#Missing": "Found" } }
]

namespace example

string Name
