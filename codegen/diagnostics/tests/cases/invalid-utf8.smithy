$version: "2"
namespace example

/// Café
string Name
