$version: "2"

namespace example

service Service {
    operations: [A]
}

@http(method: "POST", uri: "/a")
operation A {
    input: Nested
    output: Wrapper
}

structure Nested with [Code] {
    @httpQuery("q")
    query: String
}

structure Wrapper {
    nested: Nested
}

@mixin
structure Code {
    @httpResponseCode
    code: Integer
}
