$version: "3"
namespace example
string Name
