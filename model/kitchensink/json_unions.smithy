$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Unions: one member of several, alone and in collections.
@http(method: "POST", uri: "/json/unions")
operation JsonUnions {
    input := with [Choices] {}
    output := with [Choices] {}
}

@mixin
structure Choices {
    one: Choice
    many: ChoiceList
    named: ChoiceMap
}

list ChoiceList {
    member: Choice
}

map ChoiceMap {
    key: String
    value: Choice
}

union Choice {
    text: String

    number: Integer

    flag: Boolean

    blob: Blob

    @timestampFormat("http-date")
    date: Timestamp

    color: Color

    size: Size

    list: StringList

    sparse: SparseStringList

    map: StringMap

    point: Point

    any: Document

    nothing: Unit

    @jsonName("short")
    aMemberWithALongName: String

    again: Choice

    other: example.kitchensink.other#Result
}

apply JsonUnions @httpRequestTests([
    {
        id: "SinkUnionOfText"
        protocol: restJson1
        method: "POST"
        uri: "/json/unions"
        headers: { "Content-Type": "application/json" }
        body: """
            { "one": { "text": "" } }"""
        bodyMediaType: "application/json"
        params: {
            one: { text: "" }
        }
    }
    {
        id: "SinkUnionOfNothing"
        documentation: "A member of type Unit is an empty object."
        protocol: restJson1
        method: "POST"
        uri: "/json/unions"
        headers: { "Content-Type": "application/json" }
        body: """
            { "one": { "nothing": {} } }"""
        bodyMediaType: "application/json"
        params: {
            one: {
                nothing: {}
            }
        }
    }
    {
        id: "SinkUnionsInCollections"
        protocol: restJson1
        method: "POST"
        uri: "/json/unions"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "many": [
                    { "number": 0 },
                    { "flag": false },
                    { "blob": "YQ==" },
                    { "date": "Sat, 03 Feb 2001 04:05:06 GMT" },
                    { "color": "red" },
                    { "size": 5 },
                    { "list": ["a"] },
                    { "sparse": [null] },
                    { "map": { "k": "v" } },
                    { "point": { "x": 1 } },
                    { "short": "s" },
                    { "other": { "value": "v" } }
                ],
                "named": { "a": { "again": { "again": { "text": "deep" } } }, "b": { "any": [1, null] } }
            }"""
        bodyMediaType: "application/json"
        params: {
            many: [
                {
                    number: 0
                }
                {
                    flag: false
                }
                {
                    blob: "a"
                }
                {
                    date: 981173106
                }
                {
                    color: "red"
                }
                {
                    size: 5
                }
                {
                    list: ["a"]
                }
                {
                    sparse: [null]
                }
                {
                    map: { k: "v" }
                }
                {
                    point: { x: 1 }
                }
                {
                    aMemberWithALongName: "s"
                }
                {
                    other: { value: "v" }
                }
            ]
            named: {
                a: {
                    again: {
                        again: { text: "deep" }
                    }
                }
                b: {
                    any: [1, null]
                }
            }
        }
    }
    {
        id: "SinkUnionWithNullsRead"
        documentation: "Members that are null are not set."
        protocol: restJson1
        method: "POST"
        uri: "/json/unions"
        headers: { "Content-Type": "application/json" }
        body: """
            { "one": { "text": null, "number": 1 } }"""
        bodyMediaType: "application/json"
        params: {
            one: { number: 1 }
        }
        appliesTo: "server"
    }
])

apply JsonUnions @httpResponseTests([
    {
        id: "SinkUnionsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "one": { "point": {} },
                "many": [{ "text": "a" }, { "nothing": {} }, { "short": "s" }],
                "named": { "n": { "number": -1 } }
            }"""
        bodyMediaType: "application/json"
        params: {
            one: {
                point: {}
            }
            many: [
                {
                    text: "a"
                }
                {
                    nothing: {}
                }
                {
                    aMemberWithALongName: "s"
                }
            ]
            named: {
                n: { number: -1 }
            }
        }
    }
    {
        id: "SinkUnionWithNullsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "one": { "text": null, "__type": "example.kitchensink#Choice", "flag": true, "list": null } }"""
        bodyMediaType: "application/json"
        params: {
            one: { flag: true }
        }
        appliesTo: "client"
    }
])

apply JsonUnions @httpMalformedRequestTests([
    {
        id: "SinkJsonIsNoUnion"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/unions"
            headers: { "Content-Type": "application/json" }
            body: """
                { "one": $value:L }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: [
                "{}"
                "{\"text\": null}"
                "{\"text\": \"a\", \"number\": 1}"
                "{\"text\": \"a\", \"stranger\": 1}"
                "{\"stranger\": 1}"
                "{\"aMemberWithALongName\": \"its JSON name is another\"}"
                "[\"text\"]"
                "\"text\""
                "{\"text\": 1}"
                "{\"again\": {}}"
            ]
        }
    }
])
