$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

/// Every type that a label can have.
@readonly
@http(
    method: "GET"
    uri: "/labels/types/{text}/{tiny}/{short}/{number}/{long}/{float}/{double}/{huge}/{precise}/{flag}/{color}/{size}"
)
@httpRequestTests([
    {
        id: "SinkLabelsOfEveryType"
        protocol: restJson1
        method: "GET"
        uri: "/labels/types/word/-128/32767/-7/9223372036854775807/0.5/-2.25/123456789012345678901234567890/12345678901234567890.0987654321/true/dark-blue/5"
        body: ""
        params: {
            text: "word"
            tiny: -128
            short: 32767
            number: -7
            long: 9223372036854775807
            float: 0.5
            double: -2.25
            huge: 123456789012345678901234567890
            precise: 12345678901234567890.0987654321
            flag: true
            color: "dark-blue"
            size: 5
        }
    }
    {
        id: "SinkLabelsAreEscaped"
        documentation: "Everything but unreserved characters is percent-encoded, as UTF-8. A slash does not split a segment."
        protocol: restJson1
        method: "GET"
        uri: "/labels/types/a%2Fb%20c%25%3F%26%3D%2B%23%5B%5D%40%21%24%27%28%29%2A%2C%3B%3A~-._%C3%A9%F0%9F%90%98/0/0/0/0/0.5/0.5/0/0.5/false/red/1"
        params: {
            text: "a/b c%?&=+#[]@!$'()*,;:~-._é🐘"
            tiny: 0
            short: 0
            number: 0
            long: 0
            float: 0.5
            double: 0.5
            huge: 0
            precise: 0.5
            flag: false
            color: "red"
            size: 1
        }
    }
    {
        id: "SinkLabelsThatAreNoNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/labels/types/x/0/0/0/0/NaN/-Infinity/0/0.5/false/red/1"
        params: {
            text: "x"
            tiny: 0
            short: 0
            number: 0
            long: 0
            float: "NaN"
            double: "-Infinity"
            huge: 0
            precise: 0.5
            flag: false
            color: "red"
            size: 1
        }
    }
    {
        id: "SinkPercentOfPercentInLabel"
        documentation: "A segment is decoded once."
        protocol: restJson1
        method: "GET"
        uri: "/labels/types/%252F/0/0/0/0/0.5/Infinity/0/0.5/false/red/1"
        params: {
            text: "%2F"
            tiny: 0
            short: 0
            number: 0
            long: 0
            float: 0.5
            double: "Infinity"
            huge: 0
            precise: 0.5
            flag: false
            color: "red"
            size: 1
        }
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkLabelIsNoByte"
        protocol: restJson1
        request: { method: "GET", uri: "/labels/types/x/$value:L/0/0/0/0.5/0.5/0/0.5/false/red/1" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["128", "-129", "1.0", "1e1", "0x1", "true", "1%20", "%2B", "NaN", "1,2"]
        }
    }
    {
        id: "SinkLabelIsNoLong"
        protocol: restJson1
        request: { method: "GET", uri: "/labels/types/x/0/0/0/$value:L/0.5/0.5/0/0.5/false/red/1" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["9223372036854775808", "-9223372036854775809", "1L", "one"]
        }
    }
    {
        id: "SinkLabelIsNoDouble"
        protocol: restJson1
        request: { method: "GET", uri: "/labels/types/x/0/0/0/0/0.5/$value:L/0/0.5/false/red/1" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["1.2.3", "0x1p3", "true", "half", "2ABC"]
        }
    }
    {
        id: "SinkLabelIsNoBoolean"
        protocol: restJson1
        request: { method: "GET", uri: "/labels/types/x/0/0/0/0/0.5/0.5/0/0.5/$value:L/red/1" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["TRUE", "False", "yes", "1", "0", "t"]
        }
    }
])
operation LabelsOfEveryType {
    input := {
        @required
        @httpLabel
        text: String

        @required
        @httpLabel
        tiny: Byte

        @required
        @httpLabel
        short: Short

        @required
        @httpLabel
        number: Integer

        @required
        @httpLabel
        long: Long

        @required
        @httpLabel
        float: Float

        @required
        @httpLabel
        double: Double

        @required
        @httpLabel
        huge: BigInteger

        @required
        @httpLabel
        precise: BigDecimal

        @required
        @httpLabel
        flag: Boolean

        @required
        @httpLabel
        color: Color

        @required
        @httpLabel
        size: Size
    }
}

/// A timestamp in a label is a date-time unless a trait says otherwise; that of the member beats that of its target.
@readonly
@http(method: "GET", uri: "/labels/times/{usual}/{dateTime}/{epoch}/{httpDate}/{target}/{member}")
@httpRequestTests([
    {
        id: "SinkTimestampLabels"
        protocol: restJson1
        method: "GET"
        uri: "/labels/times/2001-02-03T04%3A05%3A06Z/2001-02-03T04%3A05%3A06Z/981173106/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT/981173106/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT"
        body: ""
        params: { usual: 981173106, dateTime: 981173106, epoch: 981173106, httpDate: 981173106, target: 981173106, member: 981173106 }
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkLabelIsNoDateTime"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/labels/times/$value:L/2001-02-03T04%3A05%3A06Z/0/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT/0/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: [
                "981173106"
                "Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT"
                "2001-02-03"
                "2001-02-03T04%3A05%3A06"
                "2001-02-03T04%3A05%3A06%2B01%3A00"
                "2001-02-30T04%3A05%3A06Z"
                "20010203T040506Z"
            ]
        }
    }
    {
        id: "SinkLabelIsNoEpoch"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/labels/times/2001-02-03T04%3A05%3A06Z/2001-02-03T04%3A05%3A06Z/$value:L/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT/0/Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["2001-02-03T04%3A05%3A06Z", "0x3A", "Infinity", "NaN", "now"]
        }
    }
])
operation LabelsOfTimestamps {
    input := {
        @required
        @httpLabel
        usual: Timestamp

        @required
        @httpLabel
        @timestampFormat("date-time")
        dateTime: Timestamp

        @required
        @httpLabel
        @timestampFormat("epoch-seconds")
        epoch: Timestamp

        @required
        @httpLabel
        @timestampFormat("http-date")
        httpDate: Timestamp

        @required
        @httpLabel
        target: EpochSeconds

        @required
        @httpLabel
        @timestampFormat("http-date")
        member: EpochSeconds
    }
}

/// A greedy label takes the rest of the path, slashes and all.
@readonly
@http(method: "GET", uri: "/labels/greedy/{first}/and/{rest+}")
@httpRequestTests([
    {
        id: "SinkGreedyLabel"
        protocol: restJson1
        method: "GET"
        uri: "/labels/greedy/a%2Fb/and/c/d%20e/f%25"
        params: { first: "a/b", rest: "c/d e/f%" }
    }
    {
        id: "SinkGreedyLabelOfOneSegment"
        protocol: restJson1
        method: "GET"
        uri: "/labels/greedy/and/and/and"
        params: { first: "and", rest: "and" }
    }
])
operation GreedyLabel {
    input := {
        @required
        @httpLabel
        first: String

        @required
        @httpLabel
        rest: String
    }
}

/// A greedy label gives back what the segments behind it need.
@readonly
@suppress(["HttpUriGreedyLabel.GreedyLabelIsNotLastLabel"])
@http(method: "GET", uri: "/labels/folders/{path+}/files/{name}")
@httpRequestTests([
    {
        id: "SinkGreedyLabelInTheMiddle"
        protocol: restJson1
        method: "GET"
        uri: "/labels/folders/a/b/files/c"
        params: { path: "a/b", name: "c" }
    }
    {
        id: "SinkGreedyLabelThatHoldsItsOwnSuffix"
        protocol: restJson1
        method: "GET"
        uri: "/labels/folders/a/files/b/files/c"
        params: { path: "a/files/b", name: "c" }
    }
])
operation GreedyLabelInTheMiddle {
    input := {
        @required
        @httpLabel
        path: String

        @required
        @httpLabel
        name: String
    }
}

/// Matches what `TheBestRoom` leaves.
@readonly
@http(method: "GET", uri: "/labels/rooms/{name}")
@httpRequestTests([
    {
        id: "SinkLabelWhereNoLiteralMatches"
        protocol: restJson1
        method: "GET"
        uri: "/labels/rooms/besten"
        params: { name: "besten" }
    }
    {
        id: "SinkTrailingSlash"
        documentation: "A slash at the end of the path changes nothing."
        protocol: restJson1
        method: "GET"
        uri: "/labels/rooms/attic/"
        params: { name: "attic" }
        appliesTo: "server"
    }
])
operation AnyRoom {
    input := {
        @required
        @httpLabel
        name: String
    }
}

/// A literal segment beats a label.
@readonly
@http(method: "GET", uri: "/labels/rooms/best")
@httpRequestTests([
    {
        id: "SinkLiteralBeatsLabel"
        protocol: restJson1
        method: "GET"
        uri: "/labels/rooms/best"
        params: {}
    }
])
operation TheBestRoom {}
