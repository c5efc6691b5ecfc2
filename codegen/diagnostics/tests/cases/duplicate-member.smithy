$version: "2"
namespace example

structure City {
    name: String
    country: String
    name: String
}

/// What follows is still read.
structure Country {
    capital: Citty
}
