$version: "2"
namespace example

service Weather {
    version: "1"
    operations: [GetCity, GetTown]
}

@readonly
@http(method: "GET", uri: "/places/{city}")
operation GetCity {
    input := {
        @required
        @httpLabel
        city: String
    }
}

@readonly
@http(method: "GET", uri: "/places/{town}")
operation GetTown {
    input := {
        @required
        @httpLabel
        town: String
    }
}
