$version: "2"
namespace example

structure City {
    name: String
}

apply City$nmae @required
