$version: "2"
namespace example

@restJson1
service Weather {
    version: "1"
}

@paginted
operation Get {}
