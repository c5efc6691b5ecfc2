$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests

/// A host of its own, before that of the service.
@endpoint(hostPrefix: "data.")
@readonly
@http(method: "GET", uri: "/endpoints/prefix")
@httpRequestTests([
    {
        id: "SinkHostPrefix"
        protocol: restJson1
        method: "GET"
        uri: "/endpoints/prefix"
        host: "example.com"
        resolvedHost: "data.example.com"
        params: {}
    }
])
operation HostPrefix {}

/// A host that a member is part of.
@endpoint(hostPrefix: "{account}.{zone}-data.")
@http(method: "POST", uri: "/endpoints/label")
@httpRequestTests([
    {
        id: "SinkHostLabels"
        protocol: restJson1
        method: "POST"
        uri: "/endpoints/label"
        host: "example.com"
        resolvedHost: "a-1.west-data.example.com"
        headers: { "Content-Type": "application/json" }
        body: """
            {"account": "a-1", "zone": "west"}"""
        bodyMediaType: "application/json"
        params: { account: "a-1", zone: "west" }
    }
])
operation HostLabels {
    input := {
        @required
        @hostLabel
        account: String

        @required
        @hostLabel
        zone: String
    }
}
