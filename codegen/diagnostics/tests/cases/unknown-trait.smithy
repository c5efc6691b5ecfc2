$version: "2"
namespace example

structure City {
    @requierd
    name: String

    @made.up#nonsense
    country: String
}
