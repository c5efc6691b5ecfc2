$version: "2"

namespace example

@mixin
structure A with [C] {}

@mixin
structure B with [A] {}

@mixin
structure C with [B] {}

structure UsesCircle with [A] {
    own: String
}

@mixin
structure Itself with [Itself] {}

apply UsesCircle$nobodysMember @required
