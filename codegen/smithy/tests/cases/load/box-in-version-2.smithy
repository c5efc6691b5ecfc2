$version: "2"

namespace example

@box
integer Boxed

structure Members {
    @box
    a: Integer
}
