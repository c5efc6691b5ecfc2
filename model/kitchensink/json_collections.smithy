$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Lists of everything.
@http(method: "POST", uri: "/json/lists")
operation JsonLists {
    input := with [Lists] {}
    output := with [Lists] {}
}

@mixin
structure Lists {
    texts: StringList

    set: StringSet

    numbers: IntegerList

    flags: BooleanList

    colors: ColorList

    sizes: SizeList

    blobs: BlobList

    /// The element's own format survives the list.
    dates: HttpDateList

    nested: StringListList

    maps: StringMapList

    points: PointList

    @jsonName("renamed")
    original: GreekList

    sparse: SparseStringList

    sparsePoints: SparsePointList
}

list BlobList {
    member: Blob
}

list HttpDateList {
    member: HttpDate
}

list StringListList {
    member: StringList
}

list StringMapList {
    member: StringMap
}

list PointList {
    member: Point
}

list GreekList {
    member: Greek
}

@sparse
list SparseStringList {
    member: String
}

@sparse
list SparsePointList {
    member: Point
}

apply JsonLists @httpRequestTests([
    {
        id: "SinkLists"
        protocol: restJson1
        method: "POST"
        uri: "/json/lists"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "texts": ["a", ""],
                "set": ["b", "a"],
                "numbers": [1, -2],
                "flags": [true, false],
                "colors": ["red", "dark-blue"],
                "sizes": [1, 10],
                "blobs": ["YQ==", ""],
                "dates": ["Sat, 03 Feb 2001 04:05:06 GMT"],
                "nested": [["a"], []],
                "maps": [{ "k": "v" }, {}],
                "points": [{ "x": 1 }, {}],
                "renamed": [{ "α": 1 }]
            }"""
        bodyMediaType: "application/json"
        params: {
            texts: ["a", ""]
            set: ["b", "a"]
            numbers: [1, -2]
            flags: [true, false]
            colors: ["red", "dark-blue"]
            sizes: [1, 10]
            blobs: ["a", ""]
            dates: [981173106]
            nested: [
                ["a"]
                []
            ]
            maps: [
                {
                    k: "v"
                }
                {}
            ]
            points: [
                {
                    x: 1
                }
                {}
            ]
            original: [
                {
                    alpha: 1
                }
            ]
        }
    }
    {
        id: "SinkEmptyLists"
        documentation: "An empty list is not an absent one."
        protocol: restJson1
        method: "POST"
        uri: "/json/lists"
        headers: { "Content-Type": "application/json" }
        body: """
            { "texts": [], "sparse": [] }"""
        bodyMediaType: "application/json"
        params: {
            texts: []
            sparse: []
        }
    }
    {
        id: "SinkSparseLists"
        protocol: restJson1
        method: "POST"
        uri: "/json/lists"
        headers: { "Content-Type": "application/json" }
        body: """
            { "sparse": [null, "a", null], "sparsePoints": [{ "x": 1 }, null] }"""
        bodyMediaType: "application/json"
        params: {
            sparse: [null, "a", null]
            sparsePoints: [
                {
                    x: 1
                }
                null
            ]
        }
    }
])

apply JsonLists @httpResponseTests([
    {
        id: "SinkListsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "texts": ["a", ""],
                "set": ["b", "a"],
                "numbers": [1, -2],
                "blobs": ["YQ==", ""],
                "dates": ["Sat, 03 Feb 2001 04:05:06 GMT"],
                "nested": [[], ["a", "b"]],
                "maps": [{}, { "k": "v" }],
                "points": [{}, { "y": 1 }],
                "renamed": [{ "α": 1 }],
                "sparse": [null, "a"],
                "sparsePoints": [null]
            }"""
        bodyMediaType: "application/json"
        params: {
            texts: ["a", ""]
            set: ["b", "a"]
            numbers: [1, -2]
            blobs: ["a", ""]
            dates: [981173106]
            nested: [
                []
                ["a", "b"]
            ]
            maps: [
                {}
                {
                    k: "v"
                }
            ]
            points: [
                {}
                {
                    y: 1
                }
            ]
            original: [
                {
                    alpha: 1
                }
            ]
            sparse: [null, "a"]
            sparsePoints: [null]
        }
    }
])

apply JsonLists @httpMalformedRequestTests([
    {
        id: "SinkJsonIsNoList"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/lists"
            headers: { "Content-Type": "application/json" }
            body: """
                { "$name:L": $value:L }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: ["texts", "texts", "texts", "texts", "texts", "nested", "points", "points", "dates"]
            value: ["\"a\"", "{}", "[null]", "[\"a\", null]", "[\"a\", 1]", "[[\"a\"], [null]]", "[[]]", "[{}, null]", "[981173106]"]
        }
    }
    {
        id: "SinkJsonListIsOpen"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/lists"
            headers: { "Content-Type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["{\"texts\": [\"a\"", "{\"texts\": [\"a\",]}", "{\"texts\": [\"a\" \"b\"]}", "{\"texts\": [,]}"]
        }
    }
])

/// Maps of everything.
@http(method: "POST", uri: "/json/maps")
operation JsonMaps {
    input := with [Maps] {}
    output := with [Maps] {}
}

@mixin
structure Maps {
    texts: StringMap

    numbers: IntegerMap

    flags: BooleanMap

    sets: StringSetMap

    lists: StringListMap

    /// The value's own format survives the map.
    dates: HttpDateMap

    points: PointMap

    maps: StringMapMap

    byColor: ColorMap

    sparse: SparseStringMap

    sparsePoints: SparsePointMap
}

map IntegerMap {
    key: String
    value: Integer
}

map BooleanMap {
    key: String
    value: Boolean
}

map StringSetMap {
    key: String
    value: StringSet
}

map HttpDateMap {
    key: String
    value: HttpDate
}

map PointMap {
    key: String
    value: Point
}

map StringMapMap {
    key: String
    value: StringMap
}

map ColorMap {
    key: Color
    value: Integer
}

@sparse
map SparseStringMap {
    key: String
    value: String
}

@sparse
map SparsePointMap {
    key: String
    value: Point
}

apply JsonMaps @httpRequestTests([
    {
        id: "SinkMaps"
        protocol: restJson1
        method: "POST"
        uri: "/json/maps"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "texts": { "a": "b", "": "empty", "ключ / 🔑": "" },
                "numbers": { "zero": 0 },
                "flags": { "no": false },
                "sets": { "s": ["b", "a"], "none": [] },
                "lists": { "l": ["a", "a"] },
                "dates": { "d": "Sat, 03 Feb 2001 04:05:06 GMT" },
                "points": { "p": { "x": 1 }, "q": {} },
                "maps": { "m": { "k": "v" }, "n": {} },
                "byColor": { "dark-blue": 1, "red": 2 }
            }"""
        bodyMediaType: "application/json"
        params: {
            texts: { a: "b", "": "empty", "ключ / 🔑": "" }
            numbers: { zero: 0 }
            flags: { no: false }
            sets: {
                s: ["b", "a"]
                none: []
            }
            lists: {
                l: ["a", "a"]
            }
            dates: { d: 981173106 }
            points: {
                p: { x: 1 }
                q: {}
            }
            maps: {
                m: { k: "v" }
                n: {}
            }
            byColor: { "dark-blue": 1, red: 2 }
        }
    }
    {
        id: "SinkSparseMaps"
        protocol: restJson1
        method: "POST"
        uri: "/json/maps"
        headers: { "Content-Type": "application/json" }
        body: """
            { "sparse": { "a": null, "b": "c" }, "sparsePoints": { "p": {}, "q": null }, "texts": {} }"""
        bodyMediaType: "application/json"
        params: {
            sparse: { a: null, b: "c" }
            sparsePoints: {
                p: {}
                q: null
            }
            texts: {}
        }
    }
])

apply JsonMaps @httpResponseTests([
    {
        id: "SinkMapsInResponse"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "texts": { "a": "b", "__type": "a key like any other" },
                "lists": { "l": [], "m": ["x"] },
                "dates": { "d": "Sat, 03 Feb 2001 04:05:06 GMT" },
                "points": { "p": { "x": 1 } },
                "maps": { "m": { "k": "v" } },
                "byColor": { "green": 3 },
                "sparse": { "a": null }
            }"""
        bodyMediaType: "application/json"
        params: {
            texts: { a: "b", __type: "a key like any other" }
            lists: {
                l: []
                m: ["x"]
            }
            dates: { d: 981173106 }
            points: {
                p: { x: 1 }
            }
            maps: {
                m: { k: "v" }
            }
            byColor: { green: 3 }
            sparse: { a: null }
        }
    }
])

apply JsonMaps @httpMalformedRequestTests([
    {
        id: "SinkJsonIsNoMap"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/json/maps"
            headers: { "Content-Type": "application/json" }
            body: """
                { "$name:L": $value:L }"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            name: ["texts", "texts", "texts", "texts", "lists", "points", "maps"]
            value: ["[]", "\"a\"", "{\"a\": null}", "{\"a\": 1}", "{\"a\": [null]}", "{\"a\": {}, \"b\": null}", "{\"a\": {\"b\": null}}"]
        }
    }
])
