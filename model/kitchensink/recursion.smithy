$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Shapes that contain themselves: directly, by lists and maps of lists, by unions, and in turns.
@http(method: "POST", uri: "/recursion")
operation Recursion {
    input := with [Roots] {}
    output := with [Roots] {}
}

@mixin
structure Roots {
    tree: Tree
    expression: Expression
    nest: Nest
}

structure Tree {
    label: String
    parent: Tree
    children: TreeList
    groups: TreeListMap
    ping: Ping
}

list TreeList {
    member: Tree
}

map TreeListMap {
    key: String
    value: TreeList
}

structure Ping {
    pong: Pong
}

structure Pong {
    ping: Ping
    hits: Integer
}

union Expression {
    number: Integer
    negated: Expression
    sum: ExpressionList
}

list ExpressionList {
    member: Expression
}

/// A list that contains nothing but lists of itself, at last in a structure.
list Nest {
    member: NestMap
}

map NestMap {
    key: String
    value: NestHolder
}

structure NestHolder {
    nest: Nest
}

apply Recursion @httpRequestTests([
    {
        id: "SinkRecursion"
        protocol: restJson1
        method: "POST"
        uri: "/recursion"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "tree": {
                    "label": "root",
                    "parent": { "label": "above" },
                    "children": [{ "children": [{ "label": "leaf" }] }, {}],
                    "groups": { "g": [{ "groups": { "h": [] } }] },
                    "ping": { "pong": { "ping": { "pong": { "hits": 2 } }, "hits": 1 } }
                },
                "expression": { "negated": { "sum": [{ "number": 1 }, { "negated": { "number": 2 } }, { "sum": [] }] } },
                "nest": [{ "a": { "nest": [{ "b": {} }, {}] } }]
            }"""
        bodyMediaType: "application/json"
        params: {
            tree: {
                label: "root"
                parent: { label: "above" }
                children: [
                    {
                        children: [
                            {
                                label: "leaf"
                            }
                        ]
                    }
                    {}
                ]
                groups: {
                    g: [
                        {
                            groups: {
                                h: []
                            }
                        }
                    ]
                }
                ping: {
                    pong: {
                        ping: {
                            pong: { hits: 2 }
                        }
                        hits: 1
                    }
                }
            }
            expression: {
                negated: {
                    sum: [
                        {
                            number: 1
                        }
                        {
                            negated: { number: 2 }
                        }
                        {
                            sum: []
                        }
                    ]
                }
            }
            nest: [
                {
                    a: {
                        nest: [
                            {
                                b: {}
                            }
                            {}
                        ]
                    }
                }
            ]
        }
    }
])

apply Recursion @httpResponseTests([
    {
        id: "SinkRecursionInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "tree": { "children": [{ "groups": { "g": [{ "ping": { "pong": {} } }] } }] },
                "expression": { "sum": [{ "negated": { "number": 0 } }] },
                "nest": []
            }"""
        bodyMediaType: "application/json"
        params: {
            tree: {
                children: [
                    {
                        groups: {
                            g: [
                                {
                                    ping: {
                                        pong: {}
                                    }
                                }
                            ]
                        }
                    }
                ]
            }
            expression: {
                sum: [
                    {
                        negated: { number: 0 }
                    }
                ]
            }
            nest: []
        }
    }
])
