$version: "2"
namespace example

@documentation("Never closed)
string Name
