$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpResponseTests
use smithy.waiters#waitable

/// An oven that one can wait for, by every matcher and every comparator.
@readonly
@http(method: "GET", uri: "/oven/{shelf}")
@waitable(
    OvenHot: {
        documentation: "Waits until the oven is as hot as it should be."
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "state", expected: "hot", comparator: "stringEquals" }
                }
            }
            {
                state: "failure"
                matcher: {
                    output: { path: "dishes[].state", expected: "burnt", comparator: "anyStringEquals" }
                }
                message: "dishes[?state == 'burnt'].name"
            }
            {
                state: "retry"
                matcher: { errorType: "example.kitchensink#OvenBusy" }
            }
        ]
        minDelay: 1
        maxDelay: 30
    }
    DishesDone: {
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "dishes[].state", expected: "done", comparator: "allStringEquals" }
                }
            }
            {
                state: "success"
                matcher: {
                    inputOutput: {
                        path: "input.shelf == 'top' && output.locked == `false`"
                        expected: "true"
                        comparator: "booleanEquals"
                    }
                }
            }
        ]
    }
    OvenGone: {
        documentation: "Waits until nobody knows the oven."
        acceptors: [
            {
                state: "success"
                matcher: { success: false }
            }
            {
                state: "retry"
                matcher: { success: true }
            }
        ]
        minDelay: 3
        maxDelay: 3
        deprecated: true
    }
)
@httpResponseTests([
    {
        id: "SinkOven"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "state": "hot", "locked": true, "dishes": [{ "name": "bread", "state": "done" }] }"""
        bodyMediaType: "application/json"
        params: {
            state: "hot"
            locked: true
            dishes: [
                {
                    name: "bread"
                    state: "done"
                }
            ]
        }
    }
])
operation LookIntoOven {
    input := {
        @required
        @httpLabel
        shelf: String
    }

    output := {
        state: OvenState
        locked: Boolean
        dishes: Dishes
    }

    errors: [
        OvenBusy
    ]
}

enum OvenState {
    COLD = "cold"
    HOT = "hot"
}

list Dishes {
    member: Dish
}

structure Dish {
    name: String
    state: String
}

/// Somebody cleans it.
@error("client")
@httpError(409)
structure OvenBusy {
    message: String
}
