$version: "2"

namespace example

@http(method: "get", uri: "/a")
operation LowerCase {}

@http(method: "PURGE", uri: "/b")
operation Other {}
