$version: "2"

namespace example

resource Twice {
    create: Make
    create: Make
}

operation Make {}

@deprecated(message: "a", message: "b")
string TwiceInTrait

structure TwiceAMember {
    a: String
    a: Integer
}

enum Nothing {}

intEnum NothingEither {}
