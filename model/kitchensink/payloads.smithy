$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// The body is the text.
@http(method: "POST", uri: "/payloads/string")
@httpRequestTests([
    {
        id: "SinkStringPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/string"
        headers: { "Content-Type": "text/plain" }
        requireHeaders: ["Content-Length"]
        body: "just \"text\""
        bodyMediaType: "text/plain"
        params: { payload: "just \"text\"" }
    }
    {
        id: "SinkStringPayloadUnset"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/string"
        body: ""
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkStringPayloadAcceptsAnyText"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/string"
        headers: { "Content-Type": "text/plain; charset=utf-8", Accept: "text/*" }
        body: "text"
        params: { payload: "text" }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "SinkStringPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "text/plain" }
        body: "just \"text\""
        bodyMediaType: "text/plain"
        params: { payload: "just \"text\"" }
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkStringPayloadOfWrongType"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/payloads/string"
            headers: { "Content-Type": "$type:L" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            type: ["application/json", "text/html", "application/octet-stream"]
        }
    }
    {
        id: "SinkStringPayloadNotAcceptable"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/payloads/string"
            headers: { "Content-Type": "text/plain", Accept: "$accept:L" }
            body: "text"
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
        testParameters: {
            accept: ["application/json", "image/*"]
        }
    }
])
operation StringPayload {
    input := {
        @httpPayload
        payload: String
    }

    output := {
        @httpPayload
        payload: String
    }
}

/// The body is the value of the enum.
@http(method: "POST", uri: "/payloads/enum")
@httpRequestTests([
    {
        id: "SinkEnumPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/enum"
        headers: { "Content-Type": "text/plain" }
        body: "dark-blue"
        bodyMediaType: "text/plain"
        params: { payload: "dark-blue" }
    }
])
@httpResponseTests([
    {
        id: "SinkEnumPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "text/plain" }
        body: "dark-blue"
        bodyMediaType: "text/plain"
        params: { payload: "dark-blue" }
    }
])
operation EnumPayload {
    input := {
        @httpPayload
        payload: Color
    }

    output := {
        @httpPayload
        payload: Color
    }
}

/// The body is the bytes, whatever they are.
@http(method: "POST", uri: "/payloads/blob")
@httpRequestTests([
    {
        id: "SinkBlobPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/blob"
        headers: { "Content-Type": "application/octet-stream", "X-Name": "n" }
        requireHeaders: ["Content-Length"]
        body: "no JSON {"
        bodyMediaType: "application/octet-stream"
        params: { name: "n", payload: "no JSON {" }
    }
    {
        id: "SinkBlobPayloadUnset"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/blob"
        headers: { "X-Name": "n" }
        body: ""
        params: { name: "n" }
        appliesTo: "client"
    }
    {
        id: "SinkBlobPayloadTakesAnyType"
        documentation: "A blob without a media type may come with any Content-Type, and be asked for with any Accept."
        protocol: restJson1
        method: "POST"
        uri: "/payloads/blob"
        headers: { "Content-Type": "video/mp4", Accept: "image/png" }
        body: "bytes"
        bodyMediaType: "application/octet-stream"
        params: { payload: "bytes" }
        appliesTo: "server"
    }
    {
        id: "SinkBlobPayloadTakesNoType"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/blob"
        body: "bytes"
        bodyMediaType: "application/octet-stream"
        params: { payload: "bytes" }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "SinkBlobPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/octet-stream", "X-Name": "n" }
        body: "bytes"
        bodyMediaType: "application/octet-stream"
        params: { name: "n", payload: "bytes" }
    }
])
operation BlobPayload {
    input := with [NamedBlob] {}
    output := with [NamedBlob] {}
}

@mixin
structure NamedBlob {
    @httpHeader("X-Name")
    name: String

    @httpPayload
    payload: Blob
}

/// The media type of the blob is that of the message.
@http(method: "POST", uri: "/payloads/jpeg")
@httpRequestTests([
    {
        id: "SinkJpegPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/jpeg"
        headers: { "Content-Type": "image/jpeg" }
        body: "a jpeg, almost"
        bodyMediaType: "application/octet-stream"
        params: { payload: "a jpeg, almost" }
    }
])
@httpResponseTests([
    {
        id: "SinkJpegPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "image/jpeg" }
        body: "a jpeg, almost"
        bodyMediaType: "application/octet-stream"
        params: { payload: "a jpeg, almost" }
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkJpegPayloadOfWrongType"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/payloads/jpeg"
            headers: { "Content-Type": "$type:L" }
            body: "bytes"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            type: ["image/png", "application/octet-stream", "application/json"]
        }
    }
    {
        id: "SinkJpegPayloadNotAcceptable"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/payloads/jpeg"
            headers: { "Content-Type": "image/jpeg", Accept: "application/json" }
            body: "bytes"
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
    }
])
operation JpegPayload {
    input := {
        @httpPayload
        payload: Jpeg
    }

    output := {
        @httpPayload
        payload: Jpeg
    }
}

@mediaType("image/jpeg")
blob Jpeg

/// A member that is the Content-Type beats what the payload implies.
@http(method: "POST", uri: "/payloads/typed")
@httpRequestTests([
    {
        id: "SinkTypedPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/typed"
        headers: { "Content-Type": "audio/ogg" }
        body: "ogg"
        bodyMediaType: "application/octet-stream"
        params: { type: "audio/ogg", payload: "ogg" }
    }
])
@httpResponseTests([
    {
        id: "SinkTypedPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "audio/ogg" }
        body: "ogg"
        bodyMediaType: "application/octet-stream"
        params: { type: "audio/ogg", payload: "ogg" }
    }
])
operation TypedPayload {
    input := with [TypedBlob] {}
    output := with [TypedBlob] {}
}

@mixin
structure TypedBlob {
    @httpHeader("Content-Type")
    type: String

    @httpPayload
    payload: Blob
}

/// The body is a JSON object of one member's members.
@http(method: "POST", uri: "/payloads/structure")
@httpRequestTests([
    {
        id: "SinkStructurePayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/structure"
        headers: { "Content-Type": "application/json" }
        requireHeaders: ["Content-Length"]
        body: """
            { "x": 1, "y": -2 }"""
        bodyMediaType: "application/json"
        params: {
            payload: { x: 1, y: -2 }
        }
    }
    {
        id: "SinkStructurePayloadUnset"
        documentation: "A client that has nothing to send sends an empty object."
        protocol: restJson1
        method: "POST"
        uri: "/payloads/structure"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
])
@httpResponseTests([
    {
        id: "SinkStructurePayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "x": 1 }"""
        bodyMediaType: "application/json"
        params: {
            payload: { x: 1 }
        }
    }
    {
        id: "SinkStructurePayloadAbsentFromResponse"
        protocol: restJson1
        code: 200
        body: ""
        params: {}
        appliesTo: "client"
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkStructurePayloadIsNoObject"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/payloads/structure"
            headers: { "Content-Type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["[]", "null", "1", "\"x\"", "{", "{\"x\": 1} x", "{\"x\": \"1\"}"]
        }
    }
])
operation StructurePayload {
    input := {
        @httpPayload
        payload: Point
    }

    output := {
        @httpPayload
        payload: Point
    }
}

/// The body is a JSON object of the one member that is set.
@http(method: "POST", uri: "/payloads/union")
@httpRequestTests([
    {
        id: "SinkUnionPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/union"
        headers: { "Content-Type": "application/json" }
        body: """
            { "point": { "x": 1 } }"""
        bodyMediaType: "application/json"
        params: {
            payload: {
                point: { x: 1 }
            }
        }
    }
    {
        id: "SinkUnionPayloadUnset"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/union"
        body: ""
        params: {}
        appliesTo: "client"
    }
])
@httpResponseTests([
    {
        id: "SinkUnionPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "number": 3 }"""
        bodyMediaType: "application/json"
        params: {
            payload: { number: 3 }
        }
    }
    {
        id: "SinkUnionPayloadAbsentFromResponse"
        protocol: restJson1
        code: 200
        body: ""
        params: {}
    }
])
operation UnionPayload {
    input := {
        @httpPayload
        payload: PayloadChoice
    }

    output := {
        @httpPayload
        payload: PayloadChoice
    }
}

union PayloadChoice {
    number: Integer
    point: Point
}

/// The body is any JSON at all.
@http(method: "POST", uri: "/payloads/document")
@httpRequestTests([
    {
        id: "SinkDocumentPayload"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/document"
        headers: { "Content-Type": "application/json", "X-Kind": "list" }
        body: """
            [1, "two", { "three": [null, true] }]"""
        bodyMediaType: "application/json"
        params: {
            kind: "list"
            payload: [
                1
                "two"
                {
                    three: [null, true]
                }
            ]
        }
    }
    {
        id: "SinkDocumentPayloadOfText"
        protocol: restJson1
        method: "POST"
        uri: "/payloads/document"
        headers: { "Content-Type": "application/json" }
        body: "\"text\""
        bodyMediaType: "application/json"
        params: { payload: "text" }
    }
])
@httpResponseTests([
    {
        id: "SinkDocumentPayloadInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json", "X-Kind": "object" }
        body: """
            { "a": { "b": 0.5 } }"""
        bodyMediaType: "application/json"
        params: {
            kind: "object"
            payload: {
                a: { b: 0.5 }
            }
        }
    }
])
operation DocumentPayload {
    input := with [KindAndDocument] {}
    output := with [KindAndDocument] {}
}

@mixin
structure KindAndDocument {
    @httpHeader("X-Kind")
    kind: String

    @httpPayload
    payload: Document
}
