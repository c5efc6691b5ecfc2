$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

/// Every constraint, on members and on what they target, alone and inside collections.
@http(method: "POST", uri: "/validation/{name}")
operation Validation {
    input := {
        @required
        @httpLabel
        @length(min: 2, max: 4)
        name: String

        @httpQuery("count")
        @range(min: 1, max: 10)
        count: Integer

        @pattern("^[a-z]+$")
        word: String

        @range(min: 0.5)
        least: Double

        color: Color

        size: Size

        set: StringSet

        @length(min: 1)
        words: Words

        counts: Counts

        nested: Constrained

        choice: ConstrainedChoice
    }
}

/// A structure with a member that must be there.
structure Constrained {
    @required
    id: Word

    children: ConstrainedList
}

list ConstrainedList {
    member: Constrained
}

union ConstrainedChoice {
    word: Word
    number: Integer
}

@pattern("^[a-z]+$")
string Word

list Words {
    member: Word
}

@length(max: 2)
map Counts {
    key: Word
    value: Positive
}

@range(min: 1)
integer Positive

apply Validation @httpMalformedRequestTests([
    {
        id: "SinkConstraint"
        documentation: "One constraint is broken at a time, and the answer says which."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/validation/abc"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '$path:L' failed to satisfy constraint: $words:L",
                        "fieldList": [{"message": "Value at '$path:L' failed to satisfy constraint: $words:L", "path": "$path:L"}]}"""
                }
            }
        }
        testParameters: {
            body: [
                "{\"word\":\"A\"}"
                "{\"least\":0.25}"
                "{\"color\":\"blue\"}"
                "{\"size\":2}"
                "{\"set\":[\"a\",\"b\",\"a\"]}"
                "{\"words\":[\"a\",\"B\"]}"
                "{\"counts\":{\"a\":0}}"
                "{\"counts\":{\"A\":1}}"
                "{\"nested\":{\"id\":\"a\",\"children\":[{\"id\":\"b\"},{\"id\":\"C\"}]}}"
                "{\"choice\":{\"word\":\"W\"}}"
            ]
            path: [
                "/word"
                "/least"
                "/color"
                "/size"
                "/set"
                "/words/1"
                "/counts/a"
                "/counts"
                "/nested/children/1/id"
                "/choice/word"
            ]
            words: [
                "Member must satisfy regular expression pattern: ^[a-z]+$"
                "Member must be greater than or equal to 0.5"
                "Member must satisfy enum value set: [dark-blue, green, red]"
                "Member must satisfy enum value set: [1, 5, 10]"
                "Member must have unique values"
                "Member must satisfy regular expression pattern: ^[a-z]+$"
                "Member must be greater than or equal to 1"
                "Member must satisfy regular expression pattern: ^[a-z]+$"
                "Member must satisfy regular expression pattern: ^[a-z]+$"
                "Member must satisfy regular expression pattern: ^[a-z]+$"
            ]
        }
    }
    {
        id: "SinkRequiredMemberIsMissing"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/validation/abc"
            headers: { "content-type": "application/json" }
            body: """
                {"nested": {}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/nested/id' failed to satisfy constraint: Member must not be null",
                        "fieldList": [{"message": "Value at '/nested/id' failed to satisfy constraint: Member must not be null", "path": "/nested/id"}]}"""
                }
            }
        }
    }
    {
        id: "SinkEveryViolationIsReported"
        documentation: "Of the label, the query and the body, in the order of the members."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/validation/abcde"
            queryParams: ["count=11"]
            headers: { "content-type": "application/json" }
            body: """
                {"words": []}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "3 validation errors detected. Value with length 5 at '/name' failed to satisfy constraint: Member must have length between 2 and 4, inclusive; Value at '/count' failed to satisfy constraint: Member must be between 1 and 10, inclusive; Value with length 0 at '/words' failed to satisfy constraint: Member must have length greater than or equal to 1",
                        "fieldList": [
                            {"message": "Value with length 5 at '/name' failed to satisfy constraint: Member must have length between 2 and 4, inclusive", "path": "/name"},
                            {"message": "Value at '/count' failed to satisfy constraint: Member must be between 1 and 10, inclusive", "path": "/count"},
                            {"message": "Value with length 0 at '/words' failed to satisfy constraint: Member must have length greater than or equal to 1", "path": "/words"}
                        ]}"""
                }
            }
        }
    }
])
