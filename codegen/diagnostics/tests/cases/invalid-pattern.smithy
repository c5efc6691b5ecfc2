$version: "2"
namespace example

@pattern("^[a-z+$")
string Name
