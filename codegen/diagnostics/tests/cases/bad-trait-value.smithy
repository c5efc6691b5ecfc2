$version: "2"
namespace example

@length(min: "one")
string Name

@http(method: "GET", uri: "/", cod: 201)
@readonly
operation GetRoot {}

@range(min: 5, max: 1)
integer Score
