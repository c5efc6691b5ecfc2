$version: "2"
namespace example

@http(method: "GET, uri: "/cities")
operation ListCities {}

@documentation("fine")
string Name
