$version: "1.0"

namespace example

resource City { identifiers: { id: String }, properties: { name: String } }

structure Elided { $id }

structure Defaulted { size: Integer = 1 }

structure Mixed with [Elided] {}

operation Inlined { input := {} }
