$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpResponseTests

/// An operation that fails in every way a model knows.
@http(method: "POST", uri: "/errors")
operation Fail {
    errors: [
        TooMany
        Broken
        Plain
    ]
}

/// An error with a status of its own, and members in headers beside those in the body.
@error("client")
@httpError(429)
@retryable(throttling: true)
structure TooMany {
    @required
    message: String

    @httpHeader("Retry-After")
    seconds: Integer

    @httpHeader("X-Limits")
    limits: IntegerList

    nested: Point
}

/// An error without a status: 500, because it is the server's.
@error("server")
structure Broken {
    Message: String
}

/// An error without a status and without members: 400, because it is the client's.
@error("client")
structure Plain {}

apply TooMany @httpResponseTests([
    {
        id: "SinkErrorWithHeaders"
        protocol: restJson1
        code: 429
        headers: { "Retry-After": "3", "X-Limits": "10, 20", "Content-Type": "application/json", "X-Amzn-Errortype": "TooMany" }
        body: """
            {"message": "slow down", "nested": {"x": 1, "y": 2}}"""
        bodyMediaType: "application/json"
        params: {
            message: "slow down"
            seconds: 3
            limits: [10, 20]
            nested: { x: 1, y: 2 }
        }
    }
])

apply Broken @httpResponseTests([
    {
        id: "SinkErrorOfTheServer"
        protocol: restJson1
        code: 500
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "Broken" }
        body: """
            {"Message": "a pipe"}"""
        bodyMediaType: "application/json"
        params: { Message: "a pipe" }
    }
])

apply Plain @httpResponseTests([
    {
        id: "SinkErrorTypeInTheHeader"
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "Plain" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
    }
    {
        id: "SinkErrorTypeWithUri"
        protocol: restJson1
        code: 400
        headers: { "X-Amzn-Errortype": "Plain:http://internal.example.com/coral/example.kitchensink/" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkErrorTypeWithNamespaceAndUri"
        protocol: restJson1
        code: 400
        headers: { "X-Amzn-Errortype": "another.namespace#Plain:http://internal.example.com/" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkErrorTypeInTheBody"
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json" }
        body: """
            {"__type": "example.kitchensink#Plain"}"""
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkErrorCodeInTheBody"
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json" }
        body: """
            {"code": "Plain"}"""
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
])
