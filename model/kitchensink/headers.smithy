$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Every type that a header can have, in both directions.
@readonly
@http(method: "GET", uri: "/headers/types")
operation HeadersOfEveryType {
    input := with [HeaderValues] {}
    output := with [HeaderValues] {}
}

@mixin
structure HeaderValues {
    @httpHeader("X-Text")
    text: String

    @httpHeader("X-Tiny")
    tiny: Byte

    @httpHeader("X-Short")
    short: Short

    @httpHeader("X-Number")
    number: Integer

    @httpHeader("X-Long")
    long: Long

    @httpHeader("X-Float")
    float: Float

    @httpHeader("X-Double")
    double: Double

    @httpHeader("X-Huge")
    huge: BigInteger

    @httpHeader("X-Precise")
    precise: BigDecimal

    @httpHeader("X-Flag")
    flag: Boolean

    @httpHeader("X-Color")
    color: Color

    @httpHeader("X-Size")
    size: Size

    @httpHeader("X-Time")
    time: Timestamp

    @httpHeader("X-Date-Time")
    @timestampFormat("date-time")
    dateTime: Timestamp

    @httpHeader("X-Epoch")
    @timestampFormat("epoch-seconds")
    epoch: Timestamp

    @httpHeader("X-Target")
    target: DateTime

    @httpHeader("X-Json")
    json: JsonText

    @httpHeader("X-Texts")
    texts: StringList

    @httpHeader("X-Set")
    set: StringSet

    @httpHeader("X-Numbers")
    numbers: IntegerList

    @httpHeader("X-Doubles")
    doubles: DoubleList

    @httpHeader("X-Flags")
    flags: BooleanList

    @httpHeader("X-Times")
    times: TimestampList

    @httpHeader("X-Date-Times")
    dateTimes: DateTimeList

    @httpHeader("X-Colors")
    colors: ColorList

    @httpHeader("X-Sizes")
    sizes: SizeList
}

/// A text with a media type travels in base64 where it is a header.
@mediaType("application/json")
string JsonText

apply HeadersOfEveryType @httpRequestTests([
    {
        id: "SinkHeadersOfScalars"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: {
            "X-Text": "a word"
            "X-Tiny": "-128"
            "X-Short": "32767"
            "X-Number": "0"
            "X-Long": "-9223372036854775808"
            "X-Float": "0.5"
            "X-Double": "-2.25"
            "X-Huge": "123456789012345678901234567890"
            "X-Precise": "12345678901234567890.0987654321"
            "X-Flag": "false"
            "X-Color": "green"
            "X-Size": "10"
        }
        body: ""
        params: {
            text: "a word"
            tiny: -128
            short: 32767
            number: 0
            long: -9223372036854775808
            float: 0.5
            double: -2.25
            huge: 123456789012345678901234567890
            precise: 12345678901234567890.0987654321
            flag: false
            color: "green"
            size: 10
        }
    }
    {
        id: "SinkHeadersOfTimestamps"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: {
            "X-Time": "Sat, 03 Feb 2001 04:05:06 GMT"
            "X-Date-Time": "2001-02-03T04:05:06Z"
            "X-Epoch": "981173106"
            "X-Target": "2001-02-03T04:05:06Z"
            "X-Times": "Sat, 03 Feb 2001 04:05:06 GMT, Fri, 31 Dec 1999 23:59:59 GMT"
            "X-Date-Times": "2001-02-03T04:05:06Z, 1999-12-31T23:59:59Z"
        }
        params: {
            time: 981173106
            dateTime: 981173106
            epoch: 981173106
            target: 981173106
            times: [981173106, 946684799]
            dateTimes: [981173106, 946684799]
        }
    }
    {
        id: "SinkHeadersOfLists"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: {
            "X-Texts": "one, two"
            "X-Set": "b, a"
            "X-Numbers": "1, -2, 1"
            "X-Doubles": "0.5, NaN, -Infinity"
            "X-Flags": "true, false"
            "X-Colors": "red, dark-blue"
            "X-Sizes": "1, 10"
        }
        params: {
            texts: ["one", "two"]
            set: ["b", "a"]
            numbers: [1, -2, 1]
            doubles: [0.5, "NaN", "-Infinity"]
            flags: [true, false]
            colors: ["red", "dark-blue"]
            sizes: [1, 10]
        }
    }
    {
        id: "SinkHeaderListsAreQuoted"
        documentation: "An element with a comma or a quote is quoted; inside, quotes and backslashes are escaped."
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "X-Texts": "\"a,b\", \"say \\\"hi\\\"\", plain" }
        params: {
            texts: ["a,b", "say \"hi\"", "plain"]
        }
    }
    {
        id: "SinkHeaderListsAreReadLoosely"
        documentation: "White space around an element does not count, and an element may be quoted without need."
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "X-Texts": "one,two  ,\"three\"", "X-Numbers": "1,2 , 3" }
        params: {
            texts: ["one", "two", "three"]
            numbers: [1, 2, 3]
        }
        appliesTo: "server"
    }
    {
        id: "SinkHeaderNamesHaveNoCase"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "x-TEXT": "a", "x-number": "3" }
        params: { text: "a", number: 3 }
        appliesTo: "server"
    }
    {
        id: "SinkHeaderOfMediaType"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "X-Json": "WyJhIiwxXQ==" }
        params: { json: "[\"a\",1]" }
    }
    {
        id: "SinkHeadersThatAreNoNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "X-Float": "NaN", "X-Double": "Infinity" }
        params: { float: "NaN", double: "Infinity" }
    }
    {
        id: "SinkHeadersOfNothing"
        documentation: "Null is not sent. An empty text and an empty list are."
        protocol: restJson1
        method: "GET"
        uri: "/headers/types"
        headers: { "X-Text": "", "X-Texts": "" }
        forbidHeaders: ["X-Number", "X-Json", "Content-Type", "Content-Length"]
        params: {
            text: ""
            number: null
            texts: []
        }
        appliesTo: "client"
    }
])

apply HeadersOfEveryType @httpResponseTests([
    {
        id: "SinkResponseHeadersOfScalars"
        protocol: restJson1
        code: 200
        headers: {
            "X-Text": "a word"
            "X-Tiny": "127"
            "X-Short": "-32768"
            "X-Number": "2147483647"
            "X-Long": "9223372036854775807"
            "X-Float": "-0.5"
            "X-Double": "2.25"
            "X-Huge": "-123456789012345678901234567890"
            "X-Precise": "-12345678901234567890.0987654321"
            "X-Flag": "true"
            "X-Color": "dark-blue"
            "X-Size": "1"
        }
        params: {
            text: "a word"
            tiny: 127
            short: -32768
            number: 2147483647
            long: 9223372036854775807
            float: -0.5
            double: 2.25
            huge: -123456789012345678901234567890
            precise: -12345678901234567890.0987654321
            flag: true
            color: "dark-blue"
            size: 1
        }
    }
    {
        id: "SinkResponseHeadersOfTimestamps"
        protocol: restJson1
        code: 200
        headers: {
            "X-Time": "Sat, 03 Feb 2001 04:05:06 GMT"
            "X-Date-Time": "2001-02-03T04:05:06Z"
            "X-Epoch": "981173106"
            "X-Target": "2001-02-03T04:05:06Z"
            "X-Times": "Sat, 03 Feb 2001 04:05:06 GMT, Fri, 31 Dec 1999 23:59:59 GMT"
            "X-Date-Times": "2001-02-03T04:05:06Z, 1999-12-31T23:59:59Z"
        }
        params: {
            time: 981173106
            dateTime: 981173106
            epoch: 981173106
            target: 981173106
            times: [981173106, 946684799]
            dateTimes: [981173106, 946684799]
        }
    }
    {
        id: "SinkResponseHeadersOfLists"
        protocol: restJson1
        code: 200
        headers: {
            "X-Texts": "one, \"two, three\", \"\\\"four\\\"\""
            "X-Numbers": "1, -2"
            "X-Doubles": "0.5, Infinity"
            "X-Flags": "true, false"
            "X-Colors": "red, dark-blue"
            "X-Sizes": "1, 10"
        }
        params: {
            texts: ["one", "two, three", "\"four\""]
            numbers: [1, -2]
            doubles: [0.5, "Infinity"]
            flags: [true, false]
            colors: ["red", "dark-blue"]
            sizes: [1, 10]
        }
    }
    {
        id: "SinkResponseHeaderOfMediaType"
        protocol: restJson1
        code: 200
        headers: { "X-Json": "WyJhIiwxXQ==" }
        params: { json: "[\"a\",1]" }
    }
    {
        id: "SinkResponseHeadersOfNothing"
        documentation: "An output always has a body, also when all of it is in headers."
        protocol: restJson1
        code: 200
        headers: { "X-Text": "", "X-Texts": "", "Content-Type": "application/json" }
        forbidHeaders: ["X-Number"]
        body: "{}"
        bodyMediaType: "application/json"
        params: {
            text: ""
            texts: []
        }
        appliesTo: "server"
    }
])

apply HeadersOfEveryType @httpMalformedRequestTests([
    {
        id: "SinkHeaderIsNoNumber"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/headers/types"
            headers: { "$name:L": "$value:L" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: ["X-Tiny", "X-Short", "X-Number", "X-Long", "X-Number", "X-Number", "X-Float", "X-Double", "X-Numbers"]
            value: ["128", "-32769", "2147483648", "9223372036854775808", "1.5", "true", "1,5", "0x10", "1, two"]
        }
    }
    {
        id: "SinkHeaderIsNoBoolean"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/headers/types"
            headers: { "X-Flag": "$value:L" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["True", "FALSE", "1", "yes"]
        }
    }
    {
        id: "SinkHeaderIsNoTimestamp"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/headers/types"
            headers: { "$name:L": "$value:L" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: ["X-Time", "X-Time", "X-Time", "X-Date-Time", "X-Date-Time", "X-Epoch", "X-Epoch", "X-Target"]
            value: [
                "2001-02-03T04:05:06Z"
                "981173106"
                "Saturday, 03-Feb-01 04:05:06 GMT"
                "Sat, 03 Feb 2001 04:05:06 GMT"
                "2001-02-03T04:05:06+02:00"
                "0x42"
                "NaN"
                "2001-034"
            ]
        }
    }
    {
        id: "SinkHeaderIsNoBase64"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/headers/types"
            headers: { "X-Json": "$value:L" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["[]", "W10", "-_==", "W10=="]
        }
    }
])

/// Headers that share a prefix, beside one that does not.
@http(method: "POST", uri: "/headers/prefix")
@httpRequestTests([
    {
        id: "SinkPrefixHeaders"
        protocol: restJson1
        method: "POST"
        uri: "/headers/prefix"
        headers: { "X-Other": "o", "X-Sink-One": "1", "X-Sink-two-three": "2, 3" }
        params: {
            other: "o"
            rest: { One: "1", "two-three": "2, 3" }
        }
        appliesTo: "client"
    }
    {
        id: "SinkPrefixHeadersRead"
        documentation: "Names arrive in lower case; the prefix has no case."
        protocol: restJson1
        method: "POST"
        uri: "/headers/prefix"
        headers: { "x-other": "o", "x-sink-one": "1", "x-sink-two-three": "2, 3" }
        params: {
            other: "o"
            rest: { one: "1", "two-three": "2, 3" }
        }
        appliesTo: "server"
    }
    {
        id: "SinkPrefixHeadersOfNothing"
        protocol: restJson1
        method: "POST"
        uri: "/headers/prefix"
        forbidHeaders: ["X-Sink-", "X-Other"]
        params: {
            rest: {}
        }
        appliesTo: "client"
    }
    {
        id: "SinkPrefixHeaderWithoutValue"
        protocol: restJson1
        method: "POST"
        uri: "/headers/prefix"
        headers: { "x-sink-empty": "" }
        params: {
            rest: { empty: "" }
        }
    }
])
@httpResponseTests([
    {
        id: "SinkPrefixHeadersInResponse"
        protocol: restJson1
        code: 200
        headers: { "x-other": "o", "x-sink-one": "1", "x-sink-two": "2" }
        params: {
            other: "o"
            rest: { one: "1", two: "2" }
        }
    }
])
operation PrefixHeaders {
    input := with [PrefixedHeaders] {}
    output := with [PrefixedHeaders] {}
}

@mixin
structure PrefixedHeaders {
    @httpHeader("X-Other")
    other: String

    @httpPrefixHeaders("X-Sink-")
    rest: StringMap
}

/// An empty prefix takes every header.
@readonly
@http(method: "GET", uri: "/headers/all")
@httpRequestTests([
    {
        id: "SinkNamedHeaderBeatsAllHeaders"
        protocol: restJson1
        method: "GET"
        uri: "/headers/all"
        headers: { "x-named": "member", "x-free": "map" }
        params: {
            named: "member"
            all: { "x-named": "map", "x-free": "map" }
        }
        appliesTo: "client"
    }
    {
        id: "SinkAllHeadersRead"
        protocol: restJson1
        method: "GET"
        uri: "/headers/all"
        headers: { "x-named": "a", "x-free": "b" }
        params: {
            named: "a"
            all: { "x-named": "a", "x-free": "b" }
        }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "SinkAllHeadersOfResponse"
        protocol: restJson1
        code: 200
        headers: { "x-named": "a", "x-free": "b" }
        params: {
            named: "a"
            all: { "x-named": "a", "x-free": "b" }
        }
        appliesTo: "client"
    }
])
operation AllHeaders {
    input := with [EveryHeader] {}
    output := with [EveryHeader] {}
}

@mixin
structure EveryHeader {
    @httpHeader("X-Named")
    named: String

    @httpPrefixHeaders("")
    all: StringMap
}
