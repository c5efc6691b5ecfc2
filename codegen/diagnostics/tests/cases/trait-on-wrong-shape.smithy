$version: "2"
namespace example

@httpLabel
structure City {
    @error("client")
    name: String
}
