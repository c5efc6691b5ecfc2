$version: "2"

namespace example

@mixin
@trait
structure base {}

structure derived with [base] {}

@derived
structure Fine {}

@base
structure Wrong {}
