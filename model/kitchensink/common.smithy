$version: "2"

namespace example.kitchensink

list StringList {
    member: String
}

list IntegerList {
    member: Integer
}

list DoubleList {
    member: Double
}

list BooleanList {
    member: Boolean
}

/// Its format depends on where it is bound.
list TimestampList {
    member: Timestamp
}

list DateTimeList {
    member: DateTime
}

list ColorList {
    member: Color
}

list SizeList {
    member: Size
}

@uniqueItems
list StringSet {
    member: String
}

map StringMap {
    key: String
    value: String
}

map StringListMap {
    key: String
    value: StringList
}

@timestampFormat("date-time")
timestamp DateTime

@timestampFormat("epoch-seconds")
timestamp EpochSeconds

@timestampFormat("http-date")
timestamp HttpDate

enum Color {
    DARK_BLUE = "dark-blue"
    GREEN = "green"
    RED = "red"
}

intEnum Size {
    SMALL = 1
    MEDIUM = 5
    LARGE = 10
}

/// A structure to nest where any structure will do.
structure Point {
    x: Integer
    y: Integer
}
