$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Every scalar as JSON.
@http(method: "POST", uri: "/json/values")
operation JsonValues {
    input := with [Scalars] {}
    output := with [Scalars] {}
}

@mixin
structure Scalars {
    text: String
    blob: Blob
    flag: Boolean
    tiny: Byte
    short: Short
    number: Integer
    long: Long
    float: Float
    double: Double
    huge: BigInteger
    precise: BigDecimal
    color: Color
    size: Size
    point: Point
    secret: Secret
}

@sensitive
string Secret

apply JsonValues @httpRequestTests([
    {
        id: "SinkJsonScalars"
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json" }
        requireHeaders: ["Content-Length"]
        body: """
            {
                "text": "tab\\t quote\\" é 🐘 \\u0000",
                "blob": "Pz8/Pj4+",
                "flag": false,
                "tiny": -128,
                "short": 32767,
                "number": -2147483648,
                "long": 9223372036854775807,
                "float": 0.5,
                "double": -2.25,
                "huge": 123456789012345678901234567890,
                "precise": 12345678901234567890.0987654321,
                "color": "green",
                "size": 5,
                "point": {},
                "secret": "s"
            }"""
        bodyMediaType: "application/json"
        params: {
            text: "tab\t quote\" é 🐘 \u0000"
            blob: "???>>>"
            flag: false
            tiny: -128
            short: 32767
            number: -2147483648
            long: 9223372036854775807
            float: 0.5
            double: -2.25
            huge: 123456789012345678901234567890
            precise: 12345678901234567890.0987654321
            color: "green"
            size: 5
            point: {}
            secret: "s"
        }
    }
    {
        id: "SinkJsonNoNumbers"
        documentation: "What JSON has no number for is a string."
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json" }
        body: """
            { "float": "NaN", "double": "-Infinity" }"""
        bodyMediaType: "application/json"
        params: { float: "NaN", double: "-Infinity" }
    }
    {
        id: "SinkJsonNothing"
        documentation: "Members exist and none is set: the body is an empty object."
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: { text: null }
    }
    {
        id: "SinkJsonNullsAreIgnored"
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json" }
        body: """
            { "text": null, "number": 1, "point": { "x": null, "y": 2 }, "blob": null, "flag": null }"""
        bodyMediaType: "application/json"
        params: {
            number: 1
            point: { y: 2 }
        }
        appliesTo: "server"
    }
    {
        id: "SinkJsonStrangersAreIgnored"
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json; charset=utf-8" }
        body: """
            { "stranger": [1, { "text": "no" }], "text": "yes", "Text": "no" }"""
        bodyMediaType: "application/json"
        params: { text: "yes" }
        appliesTo: "server"
    }
    {
        id: "SinkJsonNumbersInOtherForms"
        documentation: "An exponent or a negative zero is a number like any other; white space is free."
        protocol: restJson1
        method: "POST"
        uri: "/json/values"
        headers: { "Content-Type": "application/json" }
        body: " {\"double\" :\t1.5E3 ,\n\"float\":25e-2}\r\n"
        bodyMediaType: "application/json"
        params: { double: 1500.0, float: 0.25 }
        appliesTo: "server"
    }
])

apply JsonValues @httpResponseTests([
    {
        id: "SinkJsonScalarsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "text": "",
                "blob": "",
                "flag": true,
                "tiny": 0,
                "short": -32768,
                "number": 2147483647,
                "long": -9223372036854775808,
                "float": -0.5,
                "double": 1e300,
                "huge": -123456789012345678901234567890,
                "precise": -0.0000000000000000000000000000123,
                "color": "red",
                "size": 10,
                "point": { "x": 3 },
                "secret": "s"
            }"""
        bodyMediaType: "application/json"
        params: {
            text: ""
            blob: ""
            flag: true
            tiny: 0
            short: -32768
            number: 2147483647
            long: -9223372036854775808
            float: -0.5
            double: 1e300
            huge: -123456789012345678901234567890
            precise: -0.0000000000000000000000000000123
            color: "red"
            size: 10
            point: { x: 3 }
            secret: "s"
        }
    }
    {
        id: "SinkJsonNoNumbersInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "float": "Infinity", "double": "NaN" }"""
        bodyMediaType: "application/json"
        params: { float: "Infinity", double: "NaN" }
    }
    {
        id: "SinkJsonNullsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "text": null, "flag": null, "number": 0, "size": null, "point": null }"""
        bodyMediaType: "application/json"
        params: { number: 0 }
        appliesTo: "client"
    }
])

apply JsonValues @httpMalformedRequestTests([
    {
        id: "SinkJsonOfWrongKind"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/values"
            headers: { "Content-Type": "application/json" }
            body: """
                { "$name:L": $value:L }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: [
                "text"
                "text"
                "text"
                "flag"
                "flag"
                "flag"
                "tiny"
                "tiny"
                "short"
                "number"
                "number"
                "number"
                "number"
                "number"
                "number"
                "long"
                "long"
                "float"
                "double"
                "double"
                "double"
                "point"
                "point"
                "color"
                "size"
            ]
            value: [
                "1"
                "true"
                "{}"
                "\"true\""
                "1"
                "True"
                "128"
                "-129"
                "32768"
                "2147483648"
                "1.001"
                "\"1\""
                "true"
                "0x42"
                "01"
                "9223372036854775808"
                "\"9223372036854775807\""
                "\"0.5\""
                "true"
                "NaN"
                "\"infinity\""
                "[]"
                "\"x\""
                "1"
                "\"5\""
            ]
        }
    }
    {
        id: "SinkJsonIsNoBase64"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/values"
            headers: { "Content-Type": "application/json" }
            body: """
                { "blob": $value:S }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["Pz8_Pj4-", "YQ", "YQ=", "Y Q==", "YQ==YQ==", "====", "YR=="]
        }
    }
    {
        id: "SinkJsonIsNoJson"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/values"
            headers: { "Content-Type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: [
                "{"
                "}"
                "{\"text\": \"a\""
                "{\"text\": \"a\",}"
                "{'text': 'a'}"
                "{text: \"a\"}"
                "{\"text\" \"a\"}"
                "{\"text\": \"a\"} {}"
                "{\"text\": \"\\x\"}"
                "{\"text\": \"\\ud800\"}"
                "// {}"
            ]
        }
    }
    {
        id: "SinkJsonBodyIsNoObject"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/values"
            headers: { "Content-Type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["null", "[]", "1", "\"{}\"", "true"]
        }
    }
])

/// Timestamps as JSON: a number unless a trait says otherwise.
@http(method: "POST", uri: "/json/timestamps")
operation JsonTimestamps {
    input := with [Times] {}
    output := with [Times] {}
}

@mixin
structure Times {
    usual: Timestamp

    @timestampFormat("epoch-seconds")
    epoch: Timestamp

    @timestampFormat("date-time")
    dateTime: Timestamp

    @timestampFormat("http-date")
    httpDate: Timestamp

    targetDateTime: DateTime

    targetHttpDate: HttpDate

    targetEpoch: EpochSeconds

    /// The member's trait wins.
    @timestampFormat("epoch-seconds")
    memberWins: HttpDate
}

apply JsonTimestamps @httpRequestTests([
    {
        id: "SinkJsonTimestamps"
        protocol: restJson1
        method: "POST"
        uri: "/json/timestamps"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "usual": 981173106,
                "epoch": 981173106,
                "dateTime": "2001-02-03T04:05:06Z",
                "httpDate": "Sat, 03 Feb 2001 04:05:06 GMT",
                "targetDateTime": "2001-02-03T04:05:06Z",
                "targetHttpDate": "Sat, 03 Feb 2001 04:05:06 GMT",
                "targetEpoch": 981173106,
                "memberWins": 981173106
            }"""
        bodyMediaType: "application/json"
        params: {
            usual: 981173106
            epoch: 981173106
            dateTime: 981173106
            httpDate: 981173106
            targetDateTime: 981173106
            targetHttpDate: 981173106
            targetEpoch: 981173106
            memberWins: 981173106
        }
    }
    {
        id: "SinkJsonTimestampsBeforeTheEpoch"
        protocol: restJson1
        method: "POST"
        uri: "/json/timestamps"
        headers: { "Content-Type": "application/json" }
        body: """
            { "usual": -1, "dateTime": "1969-12-31T23:59:59Z", "httpDate": "Wed, 31 Dec 1969 23:59:59 GMT" }"""
        bodyMediaType: "application/json"
        params: { usual: -1, dateTime: -1, httpDate: -1 }
    }
])

apply JsonTimestamps @httpResponseTests([
    {
        id: "SinkJsonTimestampsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "usual": 0,
                "epoch": 946684799,
                "dateTime": "1999-12-31T23:59:59Z",
                "httpDate": "Fri, 31 Dec 1999 23:59:59 GMT",
                "targetDateTime": "1999-12-31T23:59:59Z",
                "targetHttpDate": "Fri, 31 Dec 1999 23:59:59 GMT",
                "targetEpoch": 946684799,
                "memberWins": 946684799
            }"""
        bodyMediaType: "application/json"
        params: {
            usual: 0
            epoch: 946684799
            dateTime: 946684799
            httpDate: 946684799
            targetDateTime: 946684799
            targetHttpDate: 946684799
            targetEpoch: 946684799
            memberWins: 946684799
        }
    }
    {
        id: "SinkJsonTimestampsOfOtherServers"
        documentation: "A client reads offsets and fractions of a second."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "usual": 981173106.25,
                "dateTime": "2001-02-03T06:35:06+02:30",
                "targetDateTime": "2001-02-02T20:05:06.5-08:00"
            }"""
        bodyMediaType: "application/json"
        params: { usual: 981173106.25, dateTime: 981173106, targetDateTime: 981173106.5 }
        appliesTo: "client"
    }
])

apply JsonTimestamps @httpMalformedRequestTests([
    {
        id: "SinkJsonIsNoTimestamp"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/timestamps"
            headers: { "Content-Type": "application/json" }
            body: """
                { "$name:L": $value:L }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: [
                "usual"
                "usual"
                "usual"
                "usual"
                "dateTime"
                "dateTime"
                "dateTime"
                "dateTime"
                "dateTime"
                "httpDate"
                "httpDate"
                "httpDate"
                "memberWins"
            ]
            value: [
                "\"981173106\""
                "\"2001-02-03T04:05:06Z\""
                "true"
                "\"NaN\""
                "981173106"
                "\"2001-02-03T04:05:06\""
                "\"2001-02-03T04:05:06-00:00\""
                "\"2001-02-03T25:05:06Z\""
                "\"Sat, 03 Feb 2001 04:05:06 GMT\""
                "981173106"
                "\"2001-02-03T04:05:06Z\""
                "\"Sat, 33 Feb 2001 04:05:06 GMT\""
                "\"Sat, 03 Feb 2001 04:05:06 GMT\""
            ]
        }
    }
])

/// Members whose names in JSON are not their own.
@http(method: "POST", uri: "/json/names")
@httpRequestTests([
    {
        id: "SinkJsonNames"
        protocol: restJson1
        method: "POST"
        uri: "/json/names"
        headers: { "Content-Type": "application/json" }
        body: """
            { "two": 1, "one": 2, "with space/ü\\"": 3, "nested": { "α": 4 } }"""
        bodyMediaType: "application/json"
        params: {
            one: 1
            two: 2
            odd: 3
            nested: { alpha: 4 }
        }
    }
])
@httpResponseTests([
    {
        id: "SinkJsonNamesInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "two": 1, "one": 2, "with space/ü\\"": 3, "nested": { "α": 4 } }"""
        bodyMediaType: "application/json"
        params: {
            one: 1
            two: 2
            odd: 3
            nested: { alpha: 4 }
        }
    }
])
operation JsonNames {
    input := with [RenamedMembers] {}
    output := with [RenamedMembers] {}
}

@mixin
structure RenamedMembers {
    @jsonName("two")
    one: Integer

    @jsonName("one")
    two: Integer

    @jsonName("with space/ü\"")
    odd: Integer

    nested: Greek
}

structure Greek {
    @jsonName("α")
    alpha: Integer
}

/// Documents: JSON that the model says nothing about.
@http(method: "POST", uri: "/json/documents")
operation JsonDocuments {
    input := with [Documents] {}
    output := with [Documents] {}
}

@mixin
structure Documents {
    any: Document
    list: DocumentList
    map: DocumentMap
}

list DocumentList {
    member: Document
}

map DocumentMap {
    key: String
    value: Document
}

apply JsonDocuments @httpRequestTests([
    {
        id: "SinkDocuments"
        protocol: restJson1
        method: "POST"
        uri: "/json/documents"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "any": { "a": [1, 0.5, "x", true, null, {}] },
                "list": ["a", 2, [3], { "four": 4 }],
                "map": { "a": "b", "": [] }
            }"""
        bodyMediaType: "application/json"
        params: {
            any: {
                a: [
                    1
                    0.5
                    "x"
                    true
                    null
                    {}
                ]
            }
            list: [
                "a"
                2
                [3]
                {
                    four: 4
                }
            ]
            map: {
                a: "b"
                "": []
            }
        }
    }
    {
        id: "SinkDocumentOfOneKind"
        protocol: restJson1
        method: "POST"
        uri: "/json/documents"
        headers: { "Content-Type": "application/json" }
        body: """
            { "any": false }"""
        bodyMediaType: "application/json"
        params: { any: false }
    }
])

apply JsonDocuments @httpResponseTests([
    {
        id: "SinkDocumentsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            { "any": "text", "list": [[]], "map": { "a": { "b": { "c": -1 } } } }"""
        bodyMediaType: "application/json"
        params: {
            any: "text"
            list: [
                []
            ]
            map: {
                a: {
                    b: { c: -1 }
                }
            }
        }
    }
])
