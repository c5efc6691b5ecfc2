$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests

/// A token in the query.
@http(method: "POST", uri: "/tokens/query")
@httpRequestTests([
    {
        id: "SinkTokenInQueryIsFilledIn"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/query"
        queryParams: ["token=00000000-0000-4000-8000-000000000000"]
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkTokenInQueryThatIsGivenStays"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/query"
        queryParams: ["token=given"]
        params: { token: "given" }
    }
])
operation TokenInQuery {
    input := {
        @idempotencyToken
        @httpQuery("token")
        token: String
    }
}

/// A token in a header.
@http(method: "POST", uri: "/tokens/header")
@httpRequestTests([
    {
        id: "SinkTokenInHeaderIsFilledIn"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/header"
        headers: { "X-Token": "00000000-0000-4000-8000-000000000000" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkTokenInHeaderThatIsGivenStays"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/header"
        headers: { "X-Token": "given" }
        params: { token: "given" }
    }
])
operation TokenInHeader {
    input := {
        @idempotencyToken
        @httpHeader("X-Token")
        token: String
    }
}

/// A token in the body.
@http(method: "POST", uri: "/tokens/body")
@httpRequestTests([
    {
        id: "SinkTokenInBodyIsFilledIn"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/body"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "00000000-0000-4000-8000-000000000000"}"""
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkTokenInBodyThatIsGivenStays"
        protocol: restJson1
        method: "POST"
        uri: "/tokens/body"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "given"}"""
        bodyMediaType: "application/json"
        params: { token: "given" }
    }
])
operation TokenInBody {
    input := {
        @idempotencyToken
        token: String
    }
}
