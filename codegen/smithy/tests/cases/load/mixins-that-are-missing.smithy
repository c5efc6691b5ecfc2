$version: "2"

namespace example

structure A with [Missing] {
    $name
}

@mixin
list NoMember {}

list B with [NoMember] {}

@mixin
list TooMany {
    member: String
    other: String
}

list C with [TooMany] {}
