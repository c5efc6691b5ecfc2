$version: "2"
namespace example.valid

/// A name.
string Name

list Names {
    member: Name
}
