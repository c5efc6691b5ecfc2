$version: "2"
namespace example

struture City {
    name: String
}

service Weather {
    version: "1"
    operatons: []
}
