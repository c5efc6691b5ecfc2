$version: "2"
namespace example

structure Query {
    limit: Limit = 500
    order: Order = "sideways"
}

@range(min: 1, max: 100)
integer Limit

enum Order {
    UP
    DOWN
}
