$version: "2"
namespace example

@http(method: "GET")
@readonly
operation GetRoot {}
