$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#InitialHttpRequest
use smithy.test#InitialHttpResponse
use smithy.test#eventStreamTests

/// Events in both directions: what each side sends, it sends when it is ready.
@http(method: "POST", uri: "/streaming/talk/{room}")
operation Talk {
    input := {
        @required
        @httpLabel
        room: String

        @httpHeader("X-Nick")
        nick: String

        @httpPayload
        said: Utterances
    }

    output := {
        @httpHeader("X-Topic")
        topic: String

        @httpPayload
        heard: Utterances
    }
}

@streaming
union Utterances {
    sentence: Sentence
    sound: Sound
    gesture: Gesture
    silence: Silence
    left: LeftTheRoom
}

/// Text is the payload, and who said it a header.
structure Sentence {
    @eventHeader
    speaker: String

    @eventPayload
    text: String
}

/// Bytes are the payload; headers are of every type that one can have.
structure Sound {
    @eventHeader
    stereo: Boolean

    @eventHeader
    bits: Byte

    @eventHeader
    channel: Short

    @eventHeader
    rate: Integer

    @eventHeader
    samples: Long

    @eventHeader
    digest: Blob

    @eventHeader
    at: Timestamp

    @eventPayload
    wave: Blob
}

/// Members without a binding are a document together.
structure Gesture {
    @eventHeader
    speaker: String

    kind: Color

    to: Point
}

/// An event that is nothing but its name.
structure Silence {}

/// An error ends the stream.
@error("client")
structure LeftTheRoom {
    message: String
}

apply Talk @eventStreamTests([
    {
        id: "SinkTalkStringPayload"
        protocol: restJson1
        initialRequestParams: { room: "hall", nick: "ada" }
        initialRequest: {
            method: "POST"
            uri: "/streaming/talk/hall"
            headers: { "X-Nick": "ada", "Content-Type": "application/vnd.amazon.eventstream" }
        }
        initialRequestShape: InitialHttpRequest
        initialResponseParams: { topic: "numbers" }
        initialResponse: {
            code: 200
            headers: { "X-Topic": "numbers", "Content-Type": "application/vnd.amazon.eventstream" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "request"
                params: {
                    sentence: { speaker: "ada", text: "Hello." }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "sentence" }
                    ":content-type": { string: "text/plain" }
                    speaker: { string: "ada" }
                }
                body: "Hello."
                bodyMediaType: "text/plain"
            }
            {
                type: "response"
                params: {
                    sentence: { text: "Hello, Ada." }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "sentence" }
                    ":content-type": { string: "text/plain" }
                }
                forbidHeaders: ["speaker"]
                body: "Hello, Ada."
                bodyMediaType: "text/plain"
            }
        ]
    }
    {
        id: "SinkTalkHeadersOfEveryType"
        protocol: restJson1
        initialRequestParams: { room: "hall" }
        initialRequest: { method: "POST", uri: "/streaming/talk/hall" }
        initialRequestShape: InitialHttpRequest
        events: [
            {
                type: "request"
                params: {
                    sound: {
                        stereo: true
                        bits: 16
                        channel: -1
                        rate: 44100
                        samples: 9007199254740993
                        digest: "bytes"
                        at: 1731888000
                        wave: "~~~"
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "sound" }
                    ":content-type": { string: "application/octet-stream" }
                    stereo: { boolean: true }
                    bits: { byte: 16 }
                    channel: { short: -1 }
                    rate: { integer: 44100 }
                    samples: { long: 9007199254740993 }
                    digest: { blob: "Ynl0ZXM=" }
                    at: { timestamp: 1731888000 }
                }
                body: "~~~"
                bodyMediaType: "application/octet-stream"
            }
        ]
    }
    {
        id: "SinkTalkImplicitPayload"
        protocol: restJson1
        initialRequestParams: { room: "hall" }
        initialRequest: { method: "POST", uri: "/streaming/talk/hall" }
        initialRequestShape: InitialHttpRequest
        events: [
            {
                type: "response"
                params: {
                    gesture: {
                        speaker: "bob"
                        kind: "green"
                        to: { x: 1, y: -1 }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "gesture" }
                    ":content-type": { string: "application/json" }
                    speaker: { string: "bob" }
                }
                body: """
                    {"kind": "green", "to": {"x": 1, "y": -1}}"""
                bodyMediaType: "application/json"
            }
            {
                type: "response"
                params: {
                    silence: {}
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "silence" }
                }
            }
        ]
    }
    {
        id: "SinkTalkModeledError"
        protocol: restJson1
        initialRequestParams: { room: "hall" }
        initialRequest: { method: "POST", uri: "/streaming/talk/hall" }
        initialRequestShape: InitialHttpRequest
        events: [
            {
                type: "response"
                params: {
                    left: { message: "Bob left." }
                }
                headers: {
                    ":message-type": { string: "exception" }
                    ":exception-type": { string: "left" }
                    ":content-type": { string: "application/json" }
                }
                body: """
                    {"message": "Bob left."}"""
                bodyMediaType: "application/json"
            }
        ]
        expectation: {
            failure: { errorId: LeftTheRoom }
        }
        appliesTo: "client"
    }
])
