$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

/// What a server takes, and what it can give.
@http(method: "POST", uri: "/negotiation")
operation Negotiation {
    input := {
        text: String
    }
    output := {
        text: String
    }
}

apply Negotiation @httpMalformedRequestTests([
    {
        id: "SinkMediaTypeOfTheBody"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/negotiation"
            headers: { "content-type": "$type:L" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            type: ["application/xml", "text/json", "json", "application/json5"]
        }
    }
    {
        id: "SinkNoMediaTypeOfTheBody"
        protocol: restJson1
        request: { method: "POST", uri: "/negotiation", body: "{}" }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
    {
        id: "SinkNothingThatTheCallerAccepts"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/negotiation"
            headers: { "content-type": "application/json", accept: "$type:L" }
            body: "{}"
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
        testParameters: {
            type: ["application/xml", "text/*", "image/png, text/html"]
        }
    }
    {
        id: "SinkBodyIsNoDocument"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/negotiation"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["{", "[]", "null", "\"text\"", "{\"text\":}", "{\"text\":\"a\"} x", "{\"text\":1}", "{\"text\":[\"a\"]}"]
        }
    }
])
