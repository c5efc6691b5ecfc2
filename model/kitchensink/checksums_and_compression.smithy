$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests

/// A body that cannot be sent without its checksum.
@httpChecksumRequired
@http(method: "POST", uri: "/checksums")
@httpRequestTests([
    {
        id: "SinkChecksum"
        protocol: restJson1
        method: "POST"
        uri: "/checksums"
        headers: { "Content-Type": "application/json", "Content-MD5": "C1L4aix6mCQT7THUCCgifw==" }
        body: """
            {"text":"drop"}"""
        bodyMediaType: "application/json"
        params: { text: "drop" }
    }
])
operation Checksum {
    input := {
        text: String
    }
}

/// A body that may be sent compressed, where it is long enough for that to be worth it.
@requestCompression(
    encodings: ["gzip"]
)
@http(method: "POST", uri: "/compression")
@httpRequestTests([
    {
        id: "SinkShortBodiesAreNotCompressed"
        protocol: restJson1
        method: "POST"
        uri: "/compression"
        headers: { "Content-Type": "application/json" }
        forbidHeaders: ["Content-Encoding"]
        body: """
            {"text": "drop after drop"}"""
        bodyMediaType: "application/json"
        params: { text: "drop after drop" }
    }
])
operation Compression {
    input := {
        text: String
    }
}
