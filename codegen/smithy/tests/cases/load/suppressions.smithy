$version: "2"

metadata suppressions = [{ id: "Some", namespace: "*", reason: 1 }]

namespace example

string Name
