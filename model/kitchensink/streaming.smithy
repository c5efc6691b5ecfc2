$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Bytes of any length, in both directions, beside a header.
@http(method: "POST", uri: "/streaming/transfer")
@httpRequestTests([
    {
        id: "SinkStreamUp"
        protocol: restJson1
        method: "POST"
        uri: "/streaming/transfer"
        headers: { "X-Label": "l", "Content-Type": "application/octet-stream" }
        body: "drop after drop"
        bodyMediaType: "application/octet-stream"
        params: { label: "l", content: "drop after drop" }
    }
    {
        id: "SinkStreamUpOfNothing"
        protocol: restJson1
        method: "POST"
        uri: "/streaming/transfer"
        headers: { "X-Label": "l" }
        body: ""
        bodyMediaType: "application/octet-stream"
        params: { label: "l" }
        appliesTo: "client"
    }
    {
        id: "SinkStreamUpOfNothingRead"
        protocol: restJson1
        method: "POST"
        uri: "/streaming/transfer"
        headers: { "X-Label": "l" }
        body: ""
        bodyMediaType: "application/octet-stream"
        params: { label: "l", content: "" }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "SinkStreamDown"
        protocol: restJson1
        code: 200
        headers: { "X-Label": "l", "Content-Type": "application/octet-stream" }
        body: "drop after drop"
        bodyMediaType: "application/octet-stream"
        params: { label: "l", content: "drop after drop" }
    }
])
operation Transfer {
    input := with [LabelledStream] {}
    output := with [LabelledStream] {}
}

@mixin
structure LabelledStream {
    @httpHeader("X-Label")
    label: String

    @httpPayload
    content: Stream = ""
}

@streaming
blob Stream

/// Bytes whose number has to be known before the first is sent.
@http(method: "POST", uri: "/streaming/measured")
@httpRequestTests([
    {
        id: "SinkMeasuredStream"
        protocol: restJson1
        method: "POST"
        uri: "/streaming/measured"
        headers: { "Content-Type": "application/octet-stream", "Content-Length": "15" }
        body: "drop after drop"
        bodyMediaType: "application/octet-stream"
        params: { content: "drop after drop" }
    }
])
operation MeasuredUpload {
    input := {
        @httpPayload
        content: MeasuredStream = ""
    }
}

@streaming
@requiresLength
blob MeasuredStream

/// Bytes of a media type of their own.
@http(method: "POST", uri: "/streaming/text")
@httpRequestTests([
    {
        id: "SinkStreamOfMediaType"
        protocol: restJson1
        method: "POST"
        uri: "/streaming/text"
        headers: { "Content-Type": "text/plain" }
        body: "line after line"
        bodyMediaType: "text/plain"
        params: { content: "line after line" }
    }
])
@httpResponseTests([
    {
        id: "SinkStreamOfMediaTypeInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "text/plain" }
        body: "line after line"
        bodyMediaType: "text/plain"
        params: { content: "line after line" }
    }
])
operation PlainTextTransfer {
    input := {
        @httpPayload
        content: TextStream = ""
    }

    output := {
        @httpPayload
        content: TextStream = ""
    }
}

@streaming
@mediaType("text/plain")
blob TextStream
