$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

/// Every type that a query parameter can have.
@readonly
@http(method: "GET", uri: "/query/types")
@httpRequestTests([
    {
        id: "SinkQueryOfEveryType"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: [
            "text=word"
            "tiny=-128"
            "short=32767"
            "number=-7"
            "long=-9223372036854775808"
            "float=0.5"
            "double=-2.25"
            "huge=123456789012345678901234567890"
            "precise=12345678901234567890.0987654321"
            "flag=true"
            "color=green"
            "size=10"
        ]
        body: ""
        forbidHeaders: ["Content-Type", "Content-Length"]
        params: {
            text: "word"
            tiny: -128
            short: 32767
            number: -7
            long: -9223372036854775808
            float: 0.5
            double: -2.25
            huge: 123456789012345678901234567890
            precise: 12345678901234567890.0987654321
            flag: true
            color: "green"
            size: 10
        }
    }
    {
        id: "SinkQueryLists"
        documentation: "An element is a parameter of its own."
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: [
            "texts=one"
            "texts=two%2C%20three"
            "texts="
            "set=b"
            "set=a"
            "numbers=1"
            "numbers=-2"
            "numbers=1"
            "doubles=0.5"
            "doubles=Infinity"
            "flags=true"
            "flags=false"
            "colors=red"
            "colors=dark-blue"
            "sizes=1"
            "sizes=10"
        ]
        params: {
            texts: ["one", "two, three", ""]
            set: ["b", "a"]
            numbers: [1, -2, 1]
            doubles: [0.5, "Infinity"]
            flags: [true, false]
            colors: ["red", "dark-blue"]
            sizes: [1, 10]
        }
    }
    {
        id: "SinkQueryTimestamps"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: [
            "time=2001-02-03T04%3A05%3A06Z"
            "epoch=981173106"
            "httpDate=Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20GMT"
            "target=981173106"
            "times=2001-02-03T04%3A05%3A06Z"
            "times=1999-12-31T23%3A59%3A59Z"
        ]
        params: {
            time: 981173106
            epoch: 981173106
            httpDate: 981173106
            target: 981173106
            times: [981173106, 946684799]
        }
    }
    {
        id: "SinkQueryIsEscaped"
        documentation: "Everything but unreserved characters is percent-encoded, in names and values. A space is never a plus."
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["text=a%20b%2Bc%26d%3De%2Ff%3Fg%23%25~-._%C3%BC", "odd%20name%26more=yes"]
        params: { text: "a b+c&d=e/f?g#%~-._ü", oddName: "yes" }
    }
    {
        id: "SinkQueryReadsPlusAsPlus"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["text=1+1"]
        params: { text: "1+1" }
        appliesTo: "server"
    }
    {
        id: "SinkQueryOfFalseAndZero"
        documentation: "Values that look like nothing are something."
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["text=", "number=0", "flag=false", "double=0"]
        requireQueryParams: ["text", "number", "flag"]
        params: { text: "", number: 0, flag: false, double: 0.0 }
        appliesTo: "server"
    }
    {
        id: "SinkQueryOmitsNullAndEmptyLists"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        forbidQueryParams: ["text", "texts", "number"]
        queryParams: ["flag=false"]
        params: {
            text: null
            texts: []
            flag: false
        }
        appliesTo: "client"
    }
    {
        id: "SinkQueryWithoutEqualsSign"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["text"]
        params: { text: "" }
        appliesTo: "server"
    }
    {
        id: "SinkQueryThatIsNoNumber"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["float=-Infinity", "double=NaN"]
        params: { float: "-Infinity", double: "NaN" }
    }
    {
        id: "SinkQueryIgnoresStrangers"
        protocol: restJson1
        method: "GET"
        uri: "/query/types"
        queryParams: ["stranger=1", "text=a", "Text=b"]
        params: { text: "a" }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "SinkQueryIsNoInteger"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/query/types"
            queryParams: ["number=$value:L"]
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["2147483648", "-2147483649", "1.5", "1e3", "true", "", "%201", "12abc"]
        }
    }
    {
        id: "SinkQueryListElementIsNoBoolean"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/query/types"
            queryParams: ["flags=true", "flags=$value:L"]
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["True", "no", "0"]
        }
    }
    {
        id: "SinkQueryIsNoTimestamp"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/query/types"
            queryParams: ["$name:L=$value:L"]
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: ["time", "time", "epoch", "httpDate", "httpDate", "times"]
            value: [
                "981173106"
                "2001-02-03T04%3A05%3A06%2B00%3A00"
                "2001-02-03T04%3A05%3A06Z"
                "981173106"
                "Sat%2C%2003%20Feb%202001%2004%3A05%3A06%20PST"
                "2001-02-03%2004%3A05%3A06"
            ]
        }
    }
])
operation QueryOfEveryType {
    input := {
        @httpQuery("text")
        text: String

        @httpQuery("odd name&more")
        oddName: String

        @httpQuery("tiny")
        tiny: Byte

        @httpQuery("short")
        short: Short

        @httpQuery("number")
        number: Integer

        @httpQuery("long")
        long: Long

        @httpQuery("float")
        float: Float

        @httpQuery("double")
        double: Double

        @httpQuery("huge")
        huge: BigInteger

        @httpQuery("precise")
        precise: BigDecimal

        @httpQuery("flag")
        flag: Boolean

        @httpQuery("color")
        color: Color

        @httpQuery("size")
        size: Size

        @httpQuery("time")
        time: Timestamp

        @httpQuery("epoch")
        @timestampFormat("epoch-seconds")
        epoch: Timestamp

        @httpQuery("httpDate")
        @timestampFormat("http-date")
        httpDate: Timestamp

        @httpQuery("target")
        target: EpochSeconds

        @httpQuery("texts")
        texts: StringList

        @httpQuery("set")
        set: StringSet

        @httpQuery("numbers")
        numbers: IntegerList

        @httpQuery("doubles")
        doubles: DoubleList

        @httpQuery("flags")
        flags: BooleanList

        @httpQuery("times")
        times: TimestampList

        @httpQuery("colors")
        colors: ColorList

        @httpQuery("sizes")
        sizes: SizeList
    }
}

/// Parameters by name, beside one that the model names.
@readonly
@http(method: "GET", uri: "/query/map")
@httpRequestTests([
    {
        id: "SinkQueryMap"
        protocol: restJson1
        method: "GET"
        uri: "/query/map"
        queryParams: ["one=1", "two%20%26%203=%C3%A4"]
        forbidQueryParams: ["named"]
        params: {
            rest: { one: "1", "two & 3": "ä" }
        }
    }
    {
        id: "SinkNamedQueryBeatsMap"
        documentation: "What the model names is sent once, with the value of its own member."
        protocol: restJson1
        method: "GET"
        uri: "/query/map"
        queryParams: ["named=member", "other=map"]
        params: {
            named: "member"
            rest: { named: "map", other: "map" }
        }
        appliesTo: "client"
    }
    {
        id: "SinkQueryMapHoldsEverything"
        documentation: "A server reads every parameter into the map, named ones too, and the first value of each."
        protocol: restJson1
        method: "GET"
        uri: "/query/map"
        queryParams: ["named=a", "other=b", "other=c", "empty=", "bare"]
        params: {
            named: "a"
            rest: { named: "a", other: "b", empty: "", bare: "" }
        }
        appliesTo: "server"
    }
])
operation QueryMap {
    input := {
        @httpQuery("named")
        named: String

        @httpQueryParams
        rest: StringMap
    }
}

/// Parameters by name, each with any number of values.
@readonly
@http(method: "GET", uri: "/query/lists")
@httpRequestTests([
    {
        id: "SinkQueryListMap"
        protocol: restJson1
        method: "GET"
        uri: "/query/lists"
        queryParams: ["even=2", "even=4", "odd=1", "odd="]
        params: {
            rest: {
                even: ["2", "4"]
                odd: ["1", ""]
            }
        }
    }
    {
        id: "SinkQueryListMapOmitsEmptyLists"
        protocol: restJson1
        method: "GET"
        uri: "/query/lists"
        queryParams: ["odd=1"]
        forbidQueryParams: ["none"]
        params: {
            rest: {
                none: []
                odd: ["1"]
            }
        }
        appliesTo: "client"
    }
    {
        id: "SinkQueryListMapReadsNamed"
        protocol: restJson1
        method: "GET"
        uri: "/query/lists"
        queryParams: ["named=a", "named=b", "x=1"]
        params: {
            named: ["a", "b"]
            rest: {
                named: ["a", "b"]
                x: ["1"]
            }
        }
        appliesTo: "server"
    }
])
operation QueryListMap {
    input := {
        @httpQuery("named")
        named: StringList

        @httpQueryParams
        rest: StringListMap
    }
}

/// Parameters of the URI itself are always sent.
@readonly
@http(method: "GET", uri: "/query/literals?mode=fast&flag")
@httpRequestTests([
    {
        id: "SinkQueryLiterals"
        protocol: restJson1
        method: "GET"
        uri: "/query/literals"
        queryParams: ["mode=fast", "flag"]
        forbidQueryParams: ["name"]
        params: {}
    }
    {
        id: "SinkQueryLiteralsBesideMembers"
        protocol: restJson1
        method: "GET"
        uri: "/query/literals"
        queryParams: ["mode=fast", "flag", "name=x"]
        params: { name: "x" }
    }
])
operation QueryLiterals {
    input := {
        @httpQuery("name")
        name: String
    }
}
