$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpResponseTests

/// A member is the status of the response.
@http(method: "PUT", uri: "/responses/code", code: 202)
@idempotent
@httpResponseTests([
    {
        id: "SinkResponseCode"
        protocol: restJson1
        code: 207
        headers: { "Content-Type": "application/json" }
        body: """
            { "note": "many" }"""
        bodyMediaType: "application/json"
        params: { status: 207, note: "many" }
    }
    {
        id: "SinkResponseCodeUnset"
        documentation: "A server that sets no status sends that of the model."
        protocol: restJson1
        code: 202
        body: """
            { "note": "none" }"""
        bodyMediaType: "application/json"
        params: { note: "none" }
        appliesTo: "server"
    }
    {
        id: "SinkResponseCodeIsAlwaysKnown"
        documentation: "A client fills the member from the status line, whatever it is."
        protocol: restJson1
        code: 202
        body: "{}"
        bodyMediaType: "application/json"
        params: { status: 202 }
        appliesTo: "client"
    }
])
operation ResponseCode {
    output := {
        @httpResponseCode
        status: Integer

        note: String
    }
}

/// The status of the model, and a body.
@http(method: "POST", uri: "/responses/created", code: 201)
@httpResponseTests([
    {
        id: "SinkCreatedByDefault"
        protocol: restJson1
        code: 201
        headers: { "Content-Type": "application/json", Location: "/things/7" }
        body: """
            { "id": "7" }"""
        bodyMediaType: "application/json"
        params: { location: "/things/7", id: "7" }
    }
    {
        id: "SinkEmptyBodyCountsAsEmptyObject"
        protocol: restJson1
        code: 201
        headers: { Location: "/things/7" }
        body: ""
        params: { location: "/things/7" }
        appliesTo: "client"
    }
    {
        id: "SinkResponseStrangersAreIgnored"
        protocol: restJson1
        code: 201
        headers: { "Content-Type": "application/json", "X-Stranger": "1" }
        body: """
            { "stranger": { "deep": [1, {}] }, "id": "7", "__type": "any" }"""
        bodyMediaType: "application/json"
        params: { id: "7" }
        appliesTo: "client"
    }
])
operation CreatedByDefault {
    output := {
        @httpHeader("Location")
        location: String

        id: String
    }
}
