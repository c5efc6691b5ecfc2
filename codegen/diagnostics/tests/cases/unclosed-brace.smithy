$version: "2"
namespace example

structure City {
    name: String

structure Country {
    name: String
}
