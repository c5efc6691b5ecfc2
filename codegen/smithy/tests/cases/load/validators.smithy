$version: "2"

metadata validators = [
    { name: "EmitEachSelector", id: 1, configuration: { selector: "string" } }
    { name: "EmitEachSelector", message: [], configuration: { selector: "string" } }
    { name: "EmitEachSelector", severity: {}, configuration: { selector: "string" } }
    { name: "EmitEachSelector", selector: true, configuration: { selector: "string" } }
    { name: "EmitEachSelector", namespaces: "example", configuration: { selector: "string" } }
    { name: "EmitEachSelector", namespaces: [1], configuration: { selector: "string" } }
    { name: "EmitEachSelector", configuration: "string" }
]

namespace example

string Name
