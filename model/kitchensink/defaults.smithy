$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Members with defaults, of every type that can have one.
@http(method: "POST", uri: "/defaults")
operation Defaults {
    input := with [DefaultValues] {
        @httpQuery("page")
        page: Integer = 1
    }

    output := with [DefaultValues] {}
}

@mixin
structure DefaultValues {
    flag: Boolean = true

    number: Integer = 7

    fraction: Double = 0.5

    text: String = "nothing to add"

    color: Color = "green"

    size: Size = 5

    list: StringList = []

    map: StringMap = {}

    time: EpochSeconds = 0

    document: Document = "plain"

    nothing: Document = null

    /// Without a default, to tell the two apart.
    optional: String
}

apply Defaults @httpRequestTests([
    {
        id: "SinkDefaultsAreLeftToTheService"
        documentation: "A client that sets nothing sends nothing."
        protocol: restJson1
        method: "POST"
        uri: "/defaults"
        forbidQueryParams: ["page"]
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "SinkDefaultsAreFilledInByTheServer"
        protocol: restJson1
        method: "POST"
        uri: "/defaults"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {
            page: 1
            flag: true
            number: 7
            fraction: 0.5
            text: "nothing to add"
            color: "green"
            size: 5
            list: []
            map: {}
            time: 0
            document: "plain"
        }
        appliesTo: "server"
    }
    {
        id: "SinkDefaultsThatAreSetAreSent"
        protocol: restJson1
        method: "POST"
        uri: "/defaults"
        queryParams: ["page=1"]
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "flag": true, "number": 7, "fraction": 0.5, "text": "nothing to add", "color": "green", "size": 5,
                "list": [], "map": {}, "time": 0, "document": "plain"
            }"""
        bodyMediaType: "application/json"
        params: {
            page: 1
            flag: true
            number: 7
            fraction: 0.5
            text: "nothing to add"
            color: "green"
            size: 5
            list: []
            map: {}
            time: 0
            document: "plain"
        }
    }
])

apply Defaults @httpResponseTests([
    {
        id: "SinkDefaultsOfAResponse"
        documentation: "A client sees the default of what the service left out."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {
            flag: true
            number: 7
            fraction: 0.5
            text: "nothing to add"
            color: "green"
            size: 5
            list: []
            map: {}
            time: 0
            document: "plain"
        }
        appliesTo: "client"
    }
    {
        id: "SinkDefaultsAreSentByTheServer"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "flag": true, "number": 7, "fraction": 0.5, "text": "nothing to add", "color": "green", "size": 5,
                "list": [], "map": {}, "time": 0, "document": "plain"
            }"""
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "server"
    }
    {
        id: "SinkSomeDefaultsOfAResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {"number": 8}"""
        bodyMediaType: "application/json"
        params: {
            flag: true
            number: 8
            fraction: 0.5
            text: "nothing to add"
            color: "green"
            size: 5
            list: []
            map: {}
            time: 0
            document: "plain"
        }
        appliesTo: "client"
    }
])
