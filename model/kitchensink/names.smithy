$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests

/// An operation, shapes and members that Rust has other uses for the names of.
@http(method: "POST", uri: "/names/{type}")
@httpRequestTests([
    {
        id: "SinkNames"
        protocol: restJson1
        method: "POST"
        uri: "/names/t"
        queryParams: ["self=s"]
        headers: { "X-Fn": "f", "Content-Type": "application/json" }
        body: """
            {
                "match": {"some": "o"}, "super": "S", "snake_case": "a", "snakeCase": "b",
                "box": {"value": "r"}, "vec": ["v"], "error": "e"
            }"""
        bodyMediaType: "application/json"
        params: {
            type: "t"
            self: "s"
            fn: "f"
            match: { some: "o" }
            super: "S"
            snake_case: "a"
            snakeCase: "b"
            box: { value: "r" }
            vec: ["v"]
            error: "e"
        }
    }
])
operation Yield {
    input := {
        @required
        @httpLabel
        type: String

        @httpQuery("self")
        self: String

        @httpHeader("X-Fn")
        fn: String

        match: Option

        super: String

        snake_case: String

        snakeCase: String

        box: Box

        vec: Vec

        error: String
    }
}

structure Option {
    some: String
}

structure Box {
    value: String
}

list Vec {
    member: String
}
